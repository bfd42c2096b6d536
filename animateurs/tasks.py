"""Scheduled work of the journal."""

from celery import shared_task

from animateurs.services import journal, rappels


@shared_task
def ouvrir_semaines() -> int:
    """Open the weeks that every running affectation owes, up to today."""
    return journal.ouvrir_semaines()


@shared_task
def envoyer_les_rappels() -> int:
    """Send the reminders due now that have not left."""
    return rappels.envoyer_les_rappels()
