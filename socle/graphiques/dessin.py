"""A drawing as plain shapes, and what every chart needs: text that fits, a legend, labelled rows."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from socle.graphiques.donnees import Serie
from socle.graphiques.encres import ENCRES, NOIR, Encre, Motif


@dataclass(frozen=True)
class Rectangle:
    x: float
    y: float
    largeur: float
    hauteur: float
    encre: Encre


@dataclass(frozen=True)
class Texte:
    x: float
    y: float
    texte: str
    ancre: str = "start"
    couleur: str = NOIR
    graisse: int = 400


@dataclass(frozen=True)
class Contour:
    """An outline, as an SVG path."""

    trace: str
    encre: Encre


@dataclass(frozen=True)
class Groupe:
    """Shapes painted together; ``adresse`` makes them one link."""

    rectangles: Sequence[Rectangle] = ()
    contours: Sequence[Contour] = ()
    textes: Sequence[Texte] = ()
    adresse: str = ""


@dataclass
class Dessin:
    """A drawing that grows downwards: ``hauteur`` is where the next shape goes."""

    largeur: float = 460
    hauteur: float = 0
    filets: list[tuple[float, float, float]] = field(default_factory=list)  # x1, x2, y
    rectangles: list[Rectangle] = field(default_factory=list)
    textes: list[Texte] = field(default_factory=list)
    groupes: list[Groupe] = field(default_factory=list)

    def remplir(self, rectangle: Rectangle) -> None:
        """Paint a rectangle; one without area would still show its outline."""
        if rectangle.largeur and rectangle.hauteur:
            self.rectangles.append(rectangle)

    @property
    def motifs(self) -> list[Motif]:
        """The textures to declare, once each."""
        formes = [*self.rectangles, *(f for g in self.groupes for f in (*g.rectangles, *g.contours))]
        return list(dict.fromkeys(f.encre.motif for f in formes if f.encre.motif))

    @property
    def liens(self) -> bool:
        return any(g.adresse for g in self.groupes)


# The text is 15 units high (the template says so). There is no font on the server to measure it with, so
# its width is estimated from four classes of characters of Source Sans 3, each rounded up.
LARGEURS = (("mwMW%", 12.5), ("ABCDEFGHIJKLNOPQRSTUVXYZÀÉÈÊÔ", 9.0), (" ijltf.,;:!'’()\u00a0\u202f", 4.2))
LARGEUR_COURANTE = 7.8
INTERLIGNE = 18
MILIEU = 5  # from the middle of a line of text down to its baseline


def longueur(texte: str) -> float:
    """The width that a text takes, a little over-estimated."""
    return sum(next((largeur for signes, largeur in LARGEURS if c in signes), LARGEUR_COURANTE) for c in texte)


def place(textes: Iterable[str]) -> float:
    """The width that the longest of these texts takes."""
    return max((longueur(t) for t in textes), default=0)


def en_lignes(libelle: str) -> list[str]:
    return textwrap.wrap(libelle, 24, break_long_words=False) or [""]


def place_des_libelles(categories: Iterable[str]) -> float:
    return place(ligne for c in categories for ligne in en_lignes(c)) + 8


def legender(dessin: Dessin, series: Sequence[Serie]) -> None:
    """Write the legend, unless there is a single series: the title names it."""
    if len(series) == 1:
        return
    x = 0.0
    for serie, encre in zip(series, ENCRES, strict=False):
        suite = x + 22 + longueur(serie.nom) + 18
        if x and suite - 18 > dessin.largeur:
            x, suite = 0.0, suite - x
            dessin.hauteur += INTERLIGNE + 4
        dessin.remplir(Rectangle(x, dessin.hauteur + 2, 14, 14, encre))
        dessin.textes.append(Texte(x + 22, dessin.hauteur + 14, serie.nom))
        x = suite
    dessin.hauteur += INTERLIGNE + 14


def ouvrir_rangee(dessin: Dessin, libelle: str, hauteur: float) -> float:
    """Write a row's label, leave it its height, and return the top of what goes beside it."""
    lignes = en_lignes(libelle)
    rangee = max(hauteur, len(lignes) * INTERLIGNE)
    haut = dessin.hauteur + (rangee - len(lignes) * INTERLIGNE) / 2
    for i, ligne in enumerate(lignes):
        dessin.textes.append(Texte(0, haut + i * INTERLIGNE + INTERLIGNE / 2 + MILIEU, ligne))
    y = dessin.hauteur + (rangee - hauteur) / 2
    dessin.hauteur += rangee + 12
    return y
