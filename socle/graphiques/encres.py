"""Colours and textures: those of ``static/css/jetons.css``, the same in each chart and on each map."""

from __future__ import annotations

from dataclasses import dataclass

BLANC, NOIR, GRIS, BORD, TRAIT, ACCENT = "#ffffff", "#1c2528", "#424d52", "#747e82", "#dcdfdd", "#0f4c5c"


@dataclass(frozen=True)
class Motif:
    """Lines drawn over a fill, in a square that repeats; what tells two fills apart in black and white."""

    nom: str
    trace: str
    couleur: str
    cote: int = 6


@dataclass(frozen=True)
class Encre:
    """How a shape is filled, outlined and written upon."""

    fond: str
    trait: str
    texte: str = NOIR
    motif: Motif | None = None


OBLIQUES = "M-1 1 1 -1M0 6 6 0M5 7 7 5"
POINTS = Motif("points", "M2 3h1.5M5 0h1.5M5 6h1.5", "#a9cbd1")
HACHURES = Motif("hachures", OBLIQUES, "#dbe9eb")
RAYURES = Motif("rayures", "M0 3H6", "#0f4c5c")

ENCRES = (
    Encre(fond=ACCENT, trait=ACCENT, texte=BLANC),
    Encre(fond="#a9cbd1", trait=ACCENT, motif=HACHURES),
    Encre(fond="#e4e8e8", trait=BORD, motif=POINTS),
)
INTENSITES = (
    Encre(fond="#f3f7f7", trait=BORD),
    Encre(fond="#dbe9eb", trait=BORD, motif=POINTS),
    Encre(fond="#a9cbd1", trait=BORD, motif=HACHURES),
    Encre(fond="#33707e", trait="#33707e", texte=BLANC, motif=RAYURES),
    Encre(fond=ACCENT, trait=ACCENT, texte=BLANC),
)
CONTEXTE = Encre(fond="none", trait=TRAIT, texte=GRIS)
