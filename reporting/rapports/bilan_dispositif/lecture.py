"""What the chapters of the bilan of the dispositif are read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from animateurs.models import Convention
from conseils.models import ConseilCitoyen
from reporting.rapports.communs.lecture import Lecture


@dataclass(frozen=True)
class LectureDuDispositif(Lecture):
    """Every conseil of the period, by arrondissement, and one table of their figures."""

    conseils: tuple[ConseilCitoyen, ...]
    convention: Convention | None

    @property
    def cles(self) -> list[int]:
        return [c.pk for c in self.conseils]

    @property
    def vide(self) -> bool:
        """Nothing was recorded: the figures are zeros for want of data, and say nothing of the year."""
        return not any(self.nombre(cle) for cle in ("membres", "reunions", "minutes", "avis", "initiatives"))

    def ou_manque(self, cle: str) -> Iterator[ConseilCitoyen]:
        """The conseils for which this count is zero."""
        return (c for c in self.conseils if not self.nombre(cle, conseil=c.pk))
