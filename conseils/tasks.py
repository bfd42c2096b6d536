"""Scheduled work of the conseils."""

from celery import shared_task

from conseils.services import contacts


@shared_task
def effacer_demandes_echues() -> int:
    """Erase the contact requests older than the promised twelve months."""
    return contacts.effacer_demandes_echues()
