"""The reference values of a composition on a given day: the contrat de ville first, the law where it is silent.

They are data (``conseils/donnees/regimes.csv``): they inform, they never judge and never block saving.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from conseils.models import RegimeReference

Nature = RegimeReference.Nature


@dataclass(frozen=True)
class References:
    """The texts in force on ``jour``. A value that none of them gives is ``None``, and is not drawn."""

    jour: date
    contrat: RegimeReference | None = None
    droit: RegimeReference | None = None

    @property
    def textes(self) -> tuple[RegimeReference, ...]:
        """The texts in force, the one whose values come first at the head."""
        return tuple(texte for texte in (self.contrat, self.droit) if texte)

    @property
    def taille(self) -> RegimeReference | None:
        """The text that gives the size."""
        return next((texte for texte in self.textes if texte.taille_max), None)

    @property
    def taille_etendue(self) -> int:
        return self.taille.taille_max - self.taille.taille_min if self.taille else 0

    @property
    def part_habitants(self) -> str | None:
        return self._premier("part_habitants")

    @property
    def part_acteurs(self) -> str | None:
        return self.part_habitants and str(1 - Fraction(self.part_habitants))

    @property
    def habitants_pourcent(self) -> int | None:
        """Where the mark stands on a bar of 100."""
        return self.part_habitants and round(100 * Fraction(self.part_habitants))

    @property
    def parite_min(self) -> int | None:
        return self._premier("parite_min")

    @property
    def parite_max(self) -> int | None:
        return self._premier("parite_max")

    def axe(self, effectif: int) -> int:
        """The end of the axis on which a group of ``effectif`` people is drawn."""
        return max(effectif, self.taille.taille_max if self.taille else 0) + 10

    def _premier(self, champ: str) -> Any:
        return next((getattr(texte, champ) for texte in self.textes if getattr(texte, champ)), None)


def references_le(jour: date) -> References:
    """The values in force on that day, in one query."""
    derniers: dict[str, RegimeReference] = {}
    for regime in RegimeReference.objects.en_vigueur_le(jour):
        derniers.setdefault(regime.nature, regime)
    return References(jour, contrat=derniers.get(Nature.CONTRAT), droit=derniers.get(Nature.DROIT))
