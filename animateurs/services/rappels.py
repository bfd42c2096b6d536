"""Sending the reminders that are due: each leaves once, whoever runs this, however often."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from animateurs.courriels import envoyer
from animateurs.models import Rappel
from animateurs.rappels import Prevu, rappels_dus


def envoyer_les_rappels() -> int:
    """Send what is due now; return how many left. Safe to run twice, at once or after a crash."""
    maintenant = timezone.now()
    return sum(_envoyer(prevu, maintenant) for prevu in rappels_dus(maintenant))


def _envoyer(prevu: Prevu, maintenant: datetime) -> bool:
    rappel, _ = Rappel.objects.get_or_create(compte=prevu.compte, sorte=prevu.sorte, jour=prevu.jour)
    if not _prendre(rappel, maintenant):
        return False
    try:
        envoyer(prevu)
    except OSError:  # smtplib's errors are OSError too; the lease runs out, then it is tried again
        return False
    Rappel.objects.filter(pk=rappel.pk).update(envoye_le=timezone.now())
    return True


def _prendre(rappel: Rappel, maintenant: datetime) -> bool:
    """Take one e-mail for oneself: of two workers, the database lets one through."""
    libres = Rappel.objects.filter(pk=rappel.pk).libres(maintenant)
    return bool(libres.update(pris_le=maintenant, essais=F("essais") + 1))
