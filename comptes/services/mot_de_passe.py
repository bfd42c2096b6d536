"""A forgotten password. The request does the same for every address: the worker alone knows which have an account."""

from comptes.chiffrement import chiffrer, dechiffrer
from comptes.courriels import envoyer_lien_oubli
from comptes.models import Compte
from socle import courtier

TACHE = "comptes.tasks.envoyer_lien_oubli"


def demander_lien(email: str) -> None:
    """Ask the worker for a link. Nobody's address is left readable in the broker or in the logs."""
    courtier.reveiller(TACHE, chiffrer(email))


def repondre(demande: str) -> None:
    """Send the link, if somebody may have it. Raises ``CourrielNonParti``."""
    compte = Compte.objects.filter(email__iexact=dechiffrer(demande), is_active=True).first()
    if compte:
        envoyer_lien_oubli(compte)
