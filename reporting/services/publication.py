"""Publishing: the decision is taken here, the sealed edition is made by a worker."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.permissions import Permission as P
from reporting.models import PassageRapport, Rapport
from reporting.rapports.edition import relire
from reporting.services.passages import noter
from reporting.services.travaux import FILE
from socle.services.ecriture import enregistrer, verrouiller
from socle.transitions import TransitionRefusee


def publier(*, rapport: Rapport, par: Compte) -> None:
    """Decide to publish, today, in one's own name: what both institutions accepted, or a projet of a kind that
    they do not read. Raises ``TransitionRefusee`` otherwise.

    A worker draws the edition that bears this date from the frozen data, then seals the row.
    """
    if not par.has_perm(P.RAPPORT_PUBLIER, rapport):
        raise PermissionDenied
    with transaction.atomic():
        rapport = verrouiller(rapport)
        _verifier_la_source(rapport)
        avant = rapport.etat
        rapport.etat = Rapport.MACHINE.appliquer(avant, _acte(rapport))
        rapport.publie_le, rapport.publie_par = timezone.now(), par
        rapport.repartir()
        enregistrer(rapport)
        noter(rapport, PassageRapport.Acte.PUBLIER, de=avant, par=par, projet=rapport.sha256)
        FILE.reveiller_apres(rapport.pk)


def _verifier_la_source(rapport: Rapport) -> None:
    """What is written from a bilan is published after it, and says what it says."""
    if rapport.la_sorte.resume and rapport.telechargeable and not relire(rapport).source.publie:
        raise TransitionRefusee(
            "Ce document a été tiré d'un bilan qui n'était pas publié. Refaites-le à partir du bilan publié, puis "
            "publiez-le."
        )


def _acte(rapport: Rapport) -> str:
    return "publier" if rapport.la_sorte.a_valider else "publier_directement"
