"""What of a question the rollups answer, and what is counted again from the source rows.

A month is read from the rollup when every period holds it whole or not at all, and no source row of it was
written since it was counted. The rest is counted again: a figure is exact whatever the worker has or has not done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from socle.periode import Periode


@dataclass(frozen=True)
class Morceau:
    """Days of some conseils, to be counted from the source rows."""

    conseils: tuple[int, ...]
    jours: Periode


def enveloppe(periodes: Iterable[Periode]) -> Periode:
    """The shortest period that holds them all."""
    bornes = [(p.debut, p.fin) for p in periodes]
    return Periode(min(debut for debut, _ in bornes), max(fin for _, fin in bornes))


def mois_entames(periodes: Sequence[Periode]) -> list[Periode]:
    """The months of which a period holds a part: the rollup knows nothing of parts."""
    return [m for m in enveloppe(periodes).mois_inclus() if any(_entame(m, periode) for periode in periodes)]


def _entame(mois: Periode, periode: Periode) -> bool:
    dehors = periode.fin < mois.debut or mois.fin < periode.debut
    return not dehors and not (periode.debut <= mois.debut and mois.fin <= periode.fin)


def suites(mois: Sequence[Periode]) -> list[Periode]:
    """Months in order, those that follow one another made one."""
    debuts = [m for avant, m in pairwise([None, *mois]) if avant is None or not _se_suivent(avant, m)]
    fins = [m for m, apres in pairwise([*mois, None]) if apres is None or not _se_suivent(m, apres)]
    return [Periode(debut.debut, fin.fin) for debut, fin in zip(debuts, fins, strict=True)]


def _se_suivent(avant: Periode, apres: Periode) -> bool:
    return (apres.debut - avant.fin).days == 1


def par_mois(touches: Iterable[tuple[int, date]]) -> tuple[Morceau, ...]:
    """The months to count again, each with its conseils."""
    conseils: dict[date, list[int]] = {}
    for conseil, mois in sorted(touches):
        conseils.setdefault(mois, []).append(conseil)
    return tuple(Morceau(tuple(siens), Periode.mois(mois.year, mois.month)) for mois, siens in conseils.items())
