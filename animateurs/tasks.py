"""Scheduled work of the journal."""

from celery import shared_task

from animateurs.services import journal


@shared_task
def ouvrir_semaines() -> int:
    """Open the weeks that every running affectation owes, up to today."""
    return journal.ouvrir_semaines()
