"""What the caller of a chart or of a map gives."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from socle.templatetags.typographie import INSECABLE, nombre

Nombre = int | float | Decimal
SERIES_MAX = 3


@dataclass(frozen=True)
class Serie:
    """One series, in the order of the categories. ``None`` is « unknown », never zero."""

    nom: str
    valeurs: Sequence[Nombre | None]

    def __post_init__(self) -> None:
        if any(v is not None and v < 0 for v in self.valeurs):
            raise ValueError(f"La série « {self.nom} » a une valeur négative.")


@dataclass(frozen=True)
class Donnees:
    """What a chart shows: up to three series over the same categories.

    ``unite`` follows each value (« % », « h »); ``decimales`` is how many are printed.
    """

    categories: Sequence[str]
    series: Sequence[Serie]
    unite: str = ""
    decimales: int = 0

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= SERIES_MAX:
            raise ValueError(f"Un graphique montre de une à {SERIES_MAX} séries.")
        if any(len(s.valeurs) != len(self.categories) for s in self.series):
            raise ValueError("Chaque série a une valeur par catégorie, ou None.")

    @property
    def connues(self) -> list[tuple[str, Serie, Nombre]]:
        """Every value that is known, with its category and its series."""
        return [
            (c, s, v) for s in self.series for c, v in zip(self.categories, s.valeurs, strict=True) if v is not None
        ]

    @property
    def maximum(self) -> float:
        return float(max((v for s in self.series for v in s.valeurs if v is not None), default=0))

    def texte(self, valeur: Nombre | None) -> str:
        """« 1 234,5 % »; « – » when unknown."""
        texte = nombre(valeur, self.decimales)
        return f"{texte}{INSECABLE}{self.unite}" if self.unite and valeur is not None else texte


@dataclass(frozen=True)
class Tuile:
    """One tile of the map, at a column and a row.

    ``valeur`` is printed as it is. ``intensite`` goes from 0 to 4; ``None`` marks a place that is there
    for context only. ``adresse`` makes the tile a link.
    """

    colonne: int
    ligne: int
    libelle: str
    valeur: str = ""
    intensite: int | None = None
    adresse: str = ""


@dataclass(frozen=True)
class Matrice:
    """A number at each crossing of a row and a column: who, and in which month."""

    colonnes: Sequence[str]
    rangees: Sequence[tuple[str, Sequence[int]]]

    @property
    def maximum(self) -> int:
        return max((valeur for _, valeurs in self.rangees for valeur in valeurs), default=0)

    def intensite(self, valeur: int) -> int:
        """From 0 (nothing) to 4 (the maximum of the matrix)."""
        return math.ceil(4 * valeur / self.maximum) if valeur else 0


@dataclass(frozen=True)
class Forme:
    """One place of a real map: its outline as an SVG path, and where its label goes.

    ``valeur`` and ``intensite`` are those of a ``Tuile``; one without a label is drawn for context.
    """

    trace: str
    x: int
    y: int
    libelle: str = ""
    valeur: str = ""
    intensite: int | None = None
    adresse: str = ""


@dataclass(frozen=True)
class Plan:
    """A real map, drawn from the back to the front."""

    largeur: int
    hauteur: int
    formes: tuple[Forme, ...]
