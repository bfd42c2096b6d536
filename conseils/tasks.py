"""Background work of the conseils."""

from celery import shared_task

from conseils.services import scellement


@shared_task
def tirer_au_sort(pk: int) -> None:
    """Do the draw that this tour owes, if nobody else is doing it."""
    scellement.executer(pk=pk)


@shared_task
def relancer_tirages() -> int:
    """Give back the draws that nobody holds."""
    return scellement.relancer_tirages()
