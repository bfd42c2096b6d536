"""Background work of the conseils."""

from celery import shared_task

from conseils.services import convocations


@shared_task
def envoyer_convocation(pk: int) -> int:
    """Send what this mailing still owes."""
    return convocations.executer(pk=pk)


@shared_task
def relancer_convocations() -> int:
    """Send what no worker finished."""
    return convocations.relancer_convocations()
