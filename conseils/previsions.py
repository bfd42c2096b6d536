"""What will be sent in the coming days if nothing changes: the ladder itself, run ahead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from conseils.annuaire import Annuaire, Personne, annuaire_de
from conseils.models import TourneeRelances
from conseils.querysets.avis import DestinataireQuerySet
from conseils.relances import Due, points_suivis, prevoir

HORIZON = timedelta(days=30)


@dataclass(frozen=True)
class Prevue:
    """A reminder to come, and who will receive it (nobody: it cannot leave)."""

    due: Due
    personnes: tuple[Personne, ...]


@dataclass(frozen=True)
class Previsions:
    """``prevues``: what will leave, the nearest first. ``muettes``: what is due and that nobody would receive."""

    prevues: list[Prevue]
    muettes: list[Prevue]


def previsions(destinataires: DestinataireQuerySet, jour: date) -> Previsions:
    """What will be sent about these addressees from ``jour`` on, over thirty days."""
    fin = jour + HORIZON
    points = points_suivis(jour, jusqu_au=fin, parmi=destinataires)
    debut = jour + timedelta(days=1) if TourneeRelances.objects.filter(jour=jour).exists() else jour
    annuaire = annuaire_de([point.destinataire for point in points], jour)
    prevues = _adresser(prevoir(points, debut, fin), annuaire)
    return Previsions([prevue for prevue in prevues if prevue.personnes], _premieres_muettes(prevues))


def _adresser(dues: Iterable[Due], annuaire: Annuaire) -> list[Prevue]:
    return [Prevue(due, tuple(annuaire.repondants(due.point.destinataire))) for due in dues]


def _premieres_muettes(prevues: list[Prevue]) -> list[Prevue]:
    """Each once: what is not said one day is only said more firmly the next."""
    muettes = {}
    for prevue in prevues:
        if not prevue.personnes:
            muettes.setdefault((prevue.due.point.destinataire.pk, prevue.due.point.suite), prevue)
    return list(muettes.values())
