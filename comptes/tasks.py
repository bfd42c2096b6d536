"""Background work of the accounts."""

from celery import shared_task

from comptes.courriels import CourrielNonParti
from comptes.services import purges
from comptes.services.mot_de_passe import TACHE, repondre


@shared_task(name=TACHE, autoretry_for=(CourrielNonParti,), max_retries=5, retry_backoff=30)
def envoyer_lien_oubli(demande: str) -> None:
    """Answer somebody who forgot a password, if there is an account."""
    repondre(demande)


@shared_task
def purger() -> int:
    """Forget what has been kept long enough. Returns how many rows."""
    return purges.purger().total
