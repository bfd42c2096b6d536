"""Suspending the reminders of an addressee, and resuming them before the day said."""

from datetime import date, timedelta

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import Destinataire, PauseRelance
from conseils.services.ecriture import UN_AN
from socle.services.ecriture import enregistrer, refuser, verrouiller


@transaction.atomic
def suspendre(*, destinataire: Destinataire, par: Compte, du: date, au: date, motif: str) -> PauseRelance:
    """Nothing leaves from ``du`` to ``au``, both included. Raises ``ValidationError``."""
    destinataire = verrouiller(destinataire)
    _verifier(destinataire, du, au)
    pause = PauseRelance(destinataire=destinataire, du=du, au=au, motif=motif, par=par)
    enregistrer(pause)
    tracer(acte="relances_suspendues", objet=destinataire, par=par, du=str(du), au=str(au))
    return pause


def _verifier(destinataire: Destinataire, du: date, au: date) -> None:
    aujourd_hui = timezone.localdate()
    if du < aujourd_hui:
        refuser("du", "Une suspension ne commence pas avant aujourd'hui : ce qui est parti est parti.")
    if au < du:
        refuser("au", "Le dernier jour ne peut pas précéder le premier.")
    if au > aujourd_hui + UN_AN:
        refuser("au", "Une suspension ne dépasse pas un an : donnez une date plus proche.")
    if autre := destinataire.pauses.chevauchant(du, au).first():
        refuser(
            "du", f"Ces relances sont déjà suspendues {autre} : reprenez-les d'abord, ou choisissez d'autres jours."
        )


@transaction.atomic
def reprendre(*, destinataire: Destinataire, par: Compte) -> None:
    """End today what was suspended, and give up what was to be. Raises ``ValidationError``."""
    destinataire = verrouiller(destinataire)
    aujourd_hui = timezone.localdate()
    pauses = list(destinataire.pauses.a_partir_du(aujourd_hui))
    if not pauses:
        refuser(NON_FIELD_ERRORS, "Ces relances ne sont pas suspendues.")
    for pause in pauses:
        _ecourter(pause, aujourd_hui)
    tracer(acte="relances_reprises", objet=destinataire, par=par)


def _ecourter(pause: PauseRelance, aujourd_hui: date) -> None:
    if pause.du >= aujourd_hui:
        pause.delete()
        return
    pause.au = aujourd_hui - timedelta(days=1)
    enregistrer(pause)
