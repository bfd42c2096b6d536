"""The reminders that left in the last weeks, lived again day by day, and two that are suspended."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from animateurs.demo.scene import Scene
from comptes.models import Compte
from conseils.models import Destinataire, Digest, PauseRelance
from conseils.services.relances import preparer_la_tournee
from conseils.services.saisines import saisir_les_instances
from socle.ouvres import est_ouvre

RECUL = timedelta(days=40)
HUIT_HEURES = time(8)
PAUSES = (("Rendez-vous pris avec le service", 12), ("Visite du site prévue avec les habitants", 20))


def relancer(scene: Scene, comptes: dict[str, Compte]) -> None:
    """Remind as the application would have done each past morning, and bring to instances; suspend two of the rest."""
    jour = scene.calendrier.aujourd_hui
    for quand in filter(est_ouvre, (jour - timedelta(days=rang) for rang in range(RECUL.days, 0, -1))):
        preparer_la_tournee(quand)
        envoi = timezone.make_aware(datetime.combine(quand, HUIT_HEURES))
        Digest.objects.filter(tournee__jour=quand).update(envoye_le=envoi, essais=1)
    saisir_les_instances()
    PauseRelance.objects.bulk_create(_pauses(jour, comptes["coordination"]))


def _pauses(jour: date, par: Compte) -> Iterator[PauseRelance]:
    retards = Destinataire.objects.en_retard_le(jour)
    for destinataire, (motif, jours) in zip(retards, PAUSES, strict=False):
        yield PauseRelance(destinataire=destinataire, du=jour, au=jour + timedelta(days=jours), motif=motif, par=par)
