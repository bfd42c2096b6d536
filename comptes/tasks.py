"""Background work of the accounts."""

from celery import shared_task

from comptes.services import purges


@shared_task
def purger() -> int:
    """Forget what has been kept long enough. Returns how many rows."""
    return purges.purger().total
