"""Writing the seats that members hold in other bodies of participation."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import ConseilCitoyen, SiegeParticipation
from conseils.services.ecriture import refuser_avant_la_loi
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller


@transaction.atomic
def compter_sieges(*, conseil: ConseilCitoyen, par: Compte, **champs) -> SiegeParticipation:
    """Record seats. Raises ``ValidationError``."""
    siege = SiegeParticipation(conseil=conseil, **champs)
    _enregistrer(siege)
    tracer(acte="sieges_comptes", objet=siege, par=par, instance=siege.instance)
    return siege


@transaction.atomic
def corriger_sieges(*, siege: SiegeParticipation, par: Compte, **champs) -> SiegeParticipation:
    """Correct seats, or note that they are no longer held. Raises ``ValidationError``."""
    siege = verrouiller(siege)
    changes = remplacer(siege, champs)
    _enregistrer(siege)
    tracer(acte="sieges_corriges", objet=siege, par=par, champs=changes)
    return siege


def _enregistrer(siege: SiegeParticipation) -> None:
    _verifier_dates(siege.du, siege.au)
    if siege.instance == SiegeParticipation.Instance.AUTRE and not siege.precision.strip():
        refuser("precision", "Indiquez de quelle instance il s'agit.")
    enregistrer(siege)


def _verifier_dates(du: date, au: date | None) -> None:
    refuser_avant_la_loi("du", du)
    if du > timezone.localdate():
        refuser("du", "Cette date est à venir : comptez ces sièges le jour venu.")
    if au and au < du:
        refuser("au", "La date de fin ne peut pas précéder la date de début.")
