"""Publishing: the decision is taken here, the sealed edition is made by a worker."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.services.audit import tracer
from reporting.models import Rapport
from reporting.services.travaux import reveiller_apres


def publier(*, rapport: Rapport, par: Compte) -> None:
    """Decide to publish a projet, today, in one's own name. Raises ``TransitionRefusee`` otherwise.

    A worker draws the edition that bears this date from the projet's frozen data, then seals the row.
    """
    if not par.has_perm(P.RAPPORT_PUBLIER, rapport):
        raise PermissionDenied
    with transaction.atomic():
        rapport = Rapport.objects.select_for_update().get(pk=rapport.pk)
        avant = rapport.etat
        rapport.etat = Rapport.MACHINE.appliquer(avant, "publier")
        rapport.publie_le, rapport.publie_par = timezone.now(), par
        rapport.tentatives = rapport.avancement = 0
        rapport.erreur = ""
        rapport.full_clean()
        rapport.save()
        tracer(acte="rapport.publier", objet=rapport, par=par, de=avant, vers=rapport.etat, projet=rapport.sha256)
        reveiller_apres(rapport)
