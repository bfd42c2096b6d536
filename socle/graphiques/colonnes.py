"""Columns, month by month."""

from __future__ import annotations

import math
from collections.abc import Sequence

from socle.graphiques.dessin import INTERLIGNE, MILIEU, Dessin, Rectangle, Texte, legender, place
from socle.graphiques.donnees import Donnees
from socle.graphiques.encres import ENCRES, GRIS

HAUTEUR_COLONNES = 170


def dessiner_colonnes(donnees: Donnees) -> Dessin:
    """One group of columns per category over three rules: zero, half and a round maximum."""
    dessin = Dessin()
    legender(dessin, donnees.series)
    plafond = _plafond(donnees.maximum, donnees.decimales)
    bas = dessin.hauteur + HAUTEUR_COLONNES + INTERLIGNE
    gauche = _graduer(dessin, donnees, plafond, bas)
    case = (dessin.largeur - gauche) / max(len(donnees.categories), 1)
    largeur = min(case * 0.76 / len(donnees.series), 32)
    for i in range(len(donnees.categories)):
        x = gauche + case * i + (case - largeur * len(donnees.series)) / 2
        for serie, encre in zip(donnees.series, ENCRES, strict=False):
            hauteur = float(serie.valeurs[i] or 0) / plafond * HAUTEUR_COLONNES
            dessin.remplir(Rectangle(x, bas - hauteur, largeur, hauteur, encre))
            x += largeur
    _nommer_colonnes(dessin, donnees.categories, gauche, case, bas)
    return dessin


def _plafond(maximum: float, decimales: int) -> float:
    """The round number at or above ``maximum`` whose half is as round."""
    if maximum <= 0:
        return 2
    puissance = 10 ** math.floor(math.log10(maximum))
    rond = next(m * puissance for m in (1, 2, 4, 6, 8, 10) if m * puissance >= maximum)
    return rond if decimales else max(rond, 2)


def _graduer(dessin: Dessin, donnees: Donnees, plafond: float, bas: float) -> float:
    """Draw the three rules with their values and return where the columns begin."""
    graduations = [(part, donnees.texte(plafond * part)) for part in (0, 0.5, 1)]
    gauche = place(texte for _, texte in graduations) + 8
    for part, texte in graduations:
        y = bas - HAUTEUR_COLONNES * part
        dessin.filets.append((gauche, dessin.largeur, y))
        dessin.textes.append(Texte(gauche - 8, y + MILIEU, texte, "end", GRIS))
    return gauche


def _nommer_colonnes(dessin: Dessin, categories: Sequence[str], gauche: float, case: float, bas: float) -> None:
    """Write the names under the columns, one in two (or three…) when they would touch."""
    saut = math.ceil(place(categories) / case) if categories else 1
    for i in range(0, len(categories), saut):
        dessin.textes.append(Texte(gauche + case * (i + 0.5), bas + INTERLIGNE + 2, categories[i], "middle"))
    dessin.hauteur = bas + INTERLIGNE + 10
