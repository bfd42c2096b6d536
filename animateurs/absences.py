"""What the pages of absences show: each absence once, whatever the postings it covers, and the vacancies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from animateurs.models import Absence, Affectation
from conseils.models import ConseilCitoyen
from socle.periode import Periode


@dataclass(frozen=True)
class AbsenceLue:
    """One absence of a person: a row of it, and every conseil that it touches."""

    absence: Absence
    conseils: list[ConseilCitoyen]


def lues(absences: QuerySet) -> list[AbsenceLue]:
    """The absences as people know them: the rows of the same one are read together."""
    groupes: dict[tuple, list[Absence]] = defaultdict(list)
    for absence in absences.pour_ecran():
        groupes[absence.affectation.animateur_id, absence.nature, absence.debut, absence.fin].append(absence)
    return [AbsenceLue(lignes[0], [ligne.affectation.conseil for ligne in lignes]) for lignes in groupes.values()]


@dataclass(frozen=True)
class Vacance:
    """A conseil without anybody, from a day to another. Derived: a vacancy is never recorded."""

    conseil: ConseilCitoyen
    debut: date
    fin: date


def vacances(conseils: Iterable[ConseilCitoyen], periode: Periode) -> list[Vacance]:
    """The days of the period on which each conseil has no affectation, in the order of the conseils."""
    conseils = list(conseils)
    postes: dict[int, list[Affectation]] = defaultdict(list)
    for poste in Affectation.objects.filter(conseil__in=conseils).chevauchant(periode.debut, periode.fin):
        postes[poste.conseil_id].append(poste)
    return [
        Vacance(conseil, debut, fin)
        for conseil in conseils
        for debut, fin in _trous([(p.debut, p.fin or date.max) for p in postes[conseil.pk]], periode)
    ]


def _trous(courues: list[tuple[date, date]], periode: Periode) -> list[tuple[date, date]]:
    """The stretches of the period that none of these covers."""
    trous, libre = [], periode.debut
    for debut, fin in sorted(courues):
        if debut > libre:
            trous.append((libre, debut - timedelta(days=1)))
        if fin >= periode.fin:
            return trous
        libre = max(libre, fin + timedelta(days=1))
    return [*trous, (libre, periode.fin)]
