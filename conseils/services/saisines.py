"""What is left without an answer goes before an instance, by itself: the agenda of its next séance follows the state.

Run as often as one likes: a point is put once, one that somebody removed is not put back, and one that nobody
has written on leaves when its answer comes, or when a nearer séance is planned.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from comptes.services.audit import tracer
from conseils.models import Destinataire, PointSeance, Seance

# A séance and the addressee whose answer is late.
Cle = tuple[int, int]


@transaction.atomic
def saisir_les_instances() -> int:
    """Bring the agendas to what is late today; return how many points were put. The cost does not grow with them."""
    jour = timezone.localdate()
    # Those of today too: whoever builds an agenda by hand meanwhile waits, and so do we.
    seances = {seance.pk: seance for seance in Seance.objects.a_venir(jour).select_for_update()}
    attendus = _attendus(jour)
    deja = {_cle(point): point for point in PointSeance.objects.automatiques_a_venir(jour)}
    _retirer([point for cle, point in deja.items() if cle not in attendus and _retirable(point, jour)], seances)
    return _inscrire([point for cle, point in attendus.items() if cle not in deja], seances)


def _attendus(jour: date) -> dict[Cle, PointSeance]:
    """The points that should be there, the oldest delay first."""
    retards = list(Destinataire.objects.a_porter_en_instance(jour).select_related("avis__conseil", "partenaire"))
    prochaines = Seance.objects.prochaines_pour({d.avis.conseil for d in retards}, jour)
    points = (
        PointSeance.pour_une_reponse(prochaines[d.avis.conseil_id], d)
        for d in retards
        if d.avis.conseil_id in prochaines
    )
    return {_cle(point): point for point in points}


def _cle(point: PointSeance) -> Cle:
    return point.seance_id, point.destinataire_id


def _retirable(point: PointSeance, jour: date) -> bool:
    """An agenda no longer moves by itself on the day of the séance; there, the point says that the answer came."""
    return point.intact and not point.ecarte and point.seance.date > jour


def _retirer(points: list[PointSeance], seances: dict[int, Seance]) -> None:
    PointSeance.objects.filter(pk__in=[point.pk for point in points]).delete()
    _tracer("points_leves", points, seances)


def _inscrire(points: list[PointSeance], seances: dict[int, Seance]) -> int:
    rangs = Counter(PointSeance.objects.derniers_rangs({point.seance_id for point in points}))
    for point in points:
        rangs[point.seance_id] += 1
        point.rang = rangs[point.seance_id]
    PointSeance.objects.bulk_create(points)
    _tracer("points_inscrits", points, seances)
    return len(points)


def _tracer(acte: str, points: Iterable[PointSeance], seances: dict[int, Seance]) -> None:
    """One line by séance, whatever the number of its points."""
    for seance, nombre in Counter(point.seance_id for point in points).items():
        tracer(acte=acte, objet=seances[seance], par=None, points=nombre)
