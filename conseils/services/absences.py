"""Writing what was done about repeated absences."""

from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.assiduite import suivis
from conseils.models import Membre, TacheAbsence
from conseils.services.ecriture import UN_AN
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller


@transaction.atomic
def suivre_absences(
    *,
    membre: Membre,
    par: Compte,
    appele_le: date | None = None,
    revoir_le: date | None = None,
    en_reserve: bool = False,
) -> TacheAbsence:
    """Record what the animateur did about the running series of absences. Raises ``ValidationError``."""
    membre = verrouiller(membre)
    aujourd_hui = timezone.localdate()
    suivi = next(iter(suivis(Membre.objects.filter(pk=membre.pk), aujourd_hui)), None)
    if suivi is None or not suivi.est_une_alerte:
        refuser(NON_FIELD_ERRORS, "Cette personne n'a plus trois absences de suite : il n'y a rien à suivre.")
    _verifier(appele_le, revoir_le, en_reserve, aujourd_hui)
    tache = suivi.tache or TacheAbsence(membre=membre, depuis=suivi.serie[0])
    changes = remplacer(tache, {"appele_le": appele_le, "revoir_le": revoir_le, "en_reserve": en_reserve})
    enregistrer(tache)
    tracer(acte="absences_suivies", objet=membre, par=par, champs=changes)
    return tache


def _verifier(appele_le: date | None, revoir_le: date | None, en_reserve: bool, aujourd_hui: date) -> None:
    if not (appele_le or revoir_le or en_reserve):
        refuser(NON_FIELD_ERRORS, "Indiquez un appel, une date à laquelle revoir, ou la mise en réserve.")
    if appele_le and appele_le > aujourd_hui:
        refuser("appele_le", "Cette date est à venir : notez l'appel quand il a eu lieu.")
    if revoir_le and not aujourd_hui < revoir_le <= aujourd_hui + UN_AN:
        refuser("revoir_le", "Choisissez un jour à venir, dans l'année.")
