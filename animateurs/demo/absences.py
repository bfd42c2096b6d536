"""Absences: the weeks declared empty were leaves; some are to come, and one is under way."""

from datetime import date, timedelta

from animateurs.demo.scene import Scene
from animateurs.models import Absence, Affectation, SemaineJournal
from socle.ouvres import est_ouvre

# arrondissement: nature, first day counted from this Monday, number of days. Nothing was logged on them.
A_VENIR = {
    10: (Absence.Nature.MALADIE, 2, 3),
    13: (Absence.Nature.FORMATION, 8, 2),
    17: (Absence.Nature.CONGE, 7, 5),
    20: (Absence.Nature.CONGE, 14, 12),
}


def absenter(scene: Scene, affectations: list[Affectation]) -> None:
    """As many leaves as there are runs of weeks « rien à signaler », and those to come."""
    absences = [
        Absence(affectation=affectation, nature=Absence.Nature.CONGE, debut=debut, fin=fin)
        for affectation in affectations
        for debut, fin in _conges(affectation)
    ]
    absences += [a for affectation in affectations if affectation.fin is None for a in _a_venir(scene, affectation)]
    Absence.objects.bulk_create(absences)


def _conges(affectation: Affectation) -> list[tuple[date, date]]:
    """Consecutive weeks make one leave, from its first Monday to its last Friday."""
    conges: list[tuple[date, date]] = []
    vides = SemaineJournal.objects.filter(affectation=affectation, rien_a_signaler=True)
    for lundi in vides.order_by("lundi").values_list("lundi", flat=True):
        vendredi = lundi + timedelta(days=4)
        if conges and conges[-1][1] == lundi - timedelta(days=3):
            conges[-1] = (conges[-1][0], vendredi)
        else:
            conges.append((max(lundi, affectation.debut), vendredi))
    return conges


def _a_venir(scene: Scene, affectation: Affectation) -> list[Absence]:
    numero = affectation.conseil.arrondissement.numero
    if numero not in A_VENIR:
        return []
    nature, rang, duree = A_VENIR[numero]
    debut = scene.calendrier.lundi + timedelta(days=rang)
    jours = [jour for jour in (debut + timedelta(days=n) for n in range(duree)) if est_ouvre(jour)]
    return [Absence(affectation=affectation, nature=nature, debut=jours[0], fin=jours[-1])] if jours else []
