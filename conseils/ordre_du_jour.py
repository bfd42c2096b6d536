"""The agenda against the clock: when each point begins, and whether everything fits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import accumulate

from conseils.models import PointOrdreDuJour, Reunion


@dataclass(frozen=True)
class Etape:
    """One point; ``debut`` is unknown while the meeting has no hour."""

    point: PointOrdreDuJour
    debut: time | None


@dataclass(frozen=True)
class Deroule:
    """``prevu`` is the length of the meeting, when somebody gave it. All in minutes."""

    etapes: tuple[Etape, ...]
    total: int
    prevu: int | None

    @property
    def depassement(self) -> int:
        return max(0, self.total - self.prevu) if self.prevu else 0

    @property
    def reste(self) -> int:
        return max(0, self.prevu - self.total) if self.prevu else 0


def derouler(reunion: Reunion, points: Iterable[PointOrdreDuJour]) -> Deroule:
    """Put the points on the clock, one after the other from the hour of the meeting."""
    points = list(points)
    ecoules = list(accumulate((point.duree for point in points), initial=0))
    etapes = tuple(Etape(point, _a(reunion, minutes)) for point, minutes in zip(points, ecoules, strict=False))
    return Deroule(etapes, ecoules[-1], reunion.duree)


def _a(reunion: Reunion, minutes: int) -> time | None:
    if reunion.heure is None:
        return None
    return (datetime.combine(reunion.date, reunion.heure) + timedelta(minutes=minutes)).time()
