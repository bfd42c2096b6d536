"""Sending the reminders that are due: each leaves once, whoever runs this, however often.

The coordination may be reminding the same person by hand at this very moment: both lock the account first, and
the second finds what the first wrote.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from animateurs.courriels import envoyer
from animateurs.models import Rappel
from animateurs.rappels import Prevu, rappels_dus
from animateurs.rappels_partis import rappele_par_la_coordination
from comptes.models import Compte


def envoyer_les_rappels() -> int:
    """Send what is due now; return how many left. Safe to run twice, at once or after a crash."""
    maintenant = timezone.now()
    return sum(_envoyer(prevu, maintenant) for prevu in rappels_dus(maintenant))


def _envoyer(prevu: Prevu, maintenant: datetime) -> bool:
    rappel, _ = Rappel.objects.get_or_create(compte=prevu.compte, sorte=prevu.sorte, jour=prevu.jour)
    if not _prendre(rappel, prevu, maintenant):
        return False
    try:
        envoyer(prevu)
    except OSError:  # smtplib's errors are OSError too; the lease runs out, then it is tried again
        return False
    Rappel.objects.filter(pk=rappel.pk).update(envoye_le=timezone.now())
    return True


@transaction.atomic
def _prendre(rappel: Rappel, prevu: Prevu, maintenant: datetime) -> bool:
    """Take one e-mail for oneself: of two workers, the database lets one through."""
    verrouiller_le_compte(prevu.compte)
    if _dit_entre_temps(prevu, maintenant):
        return False
    libres = Rappel.objects.filter(pk=rappel.pk).libres(maintenant)
    return bool(libres.update(pris_le=maintenant, essais=F("essais") + 1))


def verrouiller_le_compte(compte: Compte) -> None:
    """Reminders to one person wait for each other, by hand or not."""
    Compte.objects.select_for_update().get(pk=compte.pk)


def _dit_entre_temps(prevu: Prevu, maintenant: datetime) -> bool:
    """The coordination wrote between the reading and now: the next run says what is left to say."""
    retards = [semaine for semaine in prevu.semaines if semaine.en_retard]
    return bool(retards) and rappele_par_la_coordination(prevu.compte, timezone.localdate(maintenant))
