"""Pictograms: a few plain shapes each, in one ink, drawn for documents that must be easy to read."""

from __future__ import annotations

from socle.graphiques.dessin import Contour, Dessin, Groupe
from socle.graphiques.encres import ACCENT, BLANC, BORD, Encre

PLEIN = Encre(fond=ACCENT, trait=ACCENT)
VIDE = Encre(fond=BLANC, trait=BORD)
BLANCHE = Encre(fond=BLANC, trait=BLANC)
COTE = 64
PAS_DES_PERSONNES = 30
SUR = 10


def _personne(x: float, y: float = 0) -> str:
    """A head and shoulders, 24 wide and 44 high, from its top left corner."""
    tete = f"M{x + 6} {y + 7}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z"
    return f"{tete}M{x + 2} {y + 44}v-14a10 10 0 0 1 20 0v14z"


_COCHE = "M20 25l4 -4l6 6l12 -12l4 4l-16 16z"
_FEUILLE = "M12 2h28l12 12v48h-40z"
_LIGNES = "M20 22h24v4h-24zM20 32h24v4h-24zM20 42h16v4h-16z"

# What it shows, in words, and its shapes: the second ones are cut out of the first.
PICTOGRAMMES: dict[str, tuple[str, str, str]] = {
    "personnes": ("Dessin : trois personnes côte à côte", _personne(0, 14) + _personne(40, 14) + _personne(20, 6), ""),
    "reunion": (
        "Dessin : des personnes autour d’une table",
        "M10 10a6 6 0 1 0 12 0a6 6 0 1 0 -12 0zM26 10a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z"
        "M42 10a6 6 0 1 0 12 0a6 6 0 1 0 -12 0zM8 32v-4a8 8 0 0 1 16 0v4zM24 32v-4a8 8 0 0 1 16 0v4z"
        "M40 32v-4a8 8 0 0 1 16 0v4zM2 35h60v7h-60zM8 45h6v15h-6zM50 45h6v15h-6z",
        "",
    ),
    "lettre": ("Dessin : une enveloppe", "M2 8h60l-30 23zM2 14l30 23l30 -23v42h-60z", ""),
    "reponse": (
        "Dessin : une bulle de parole avec une coche",
        "M8 4h48a4 4 0 0 1 4 4v34a4 4 0 0 1 -4 4h-24l-14 14v-14h-10a4 4 0 0 1 -4 -4v-34a4 4 0 0 1 4 -4z",
        _COCHE,
    ),
    "attention": (
        "Dessin : un panneau d’attention",
        "M32 4l30 54h-60z",
        "M29 24h6v17h-6zM29 46h6v6h-6z",
    ),
    "suite": ("Dessin : une flèche vers la suite", "M4 24h30v-14l26 22l-26 22v-14h-30z", ""),
    "document": ("Dessin : une feuille écrite", _FEUILLE, _LIGNES),
    "relecture": ("Dessin : une feuille avec une coche", _FEUILLE, _COCHE.replace("M20 25", "M18 36")),
}


def dessiner_pictogramme(nom: str) -> Dessin:
    """One of ``PICTOGRAMMES``."""
    _, plein, creux = PICTOGRAMMES[nom]
    contours = [Contour(plein, PLEIN)] + ([Contour(creux, BLANCHE)] if creux else [])
    return Dessin(largeur=COTE, hauteur=COTE, groupes=[Groupe(contours=contours)])


def dessiner_sur_dix(combien: int) -> Dessin:
    """Ten people in a row, the first ones filled, the others in outline."""
    personnes = [
        Contour(_personne(PAS_DES_PERSONNES * rang + 3, 2), PLEIN if rang < combien else VIDE) for rang in range(SUR)
    ]
    return Dessin(largeur=PAS_DES_PERSONNES * SUR, hauteur=48, groupes=[Groupe(contours=personnes)])
