"""Background work on the documents."""

from celery import shared_task

from reporting.services import production, travaux


@shared_task
def produire_rapport(pk: int) -> None:
    """Do what this document awaits, if nobody else is doing it."""
    production.executer(pk=pk)


@shared_task
def relancer_travaux() -> int:
    """Give back the documents that nobody holds."""
    return travaux.relancer_travaux()
