"""Horizontal bars, and bars of 100 % cut in shares."""

from __future__ import annotations

from collections.abc import Sequence

from socle.graphiques.dessin import (
    MILIEU,
    Dessin,
    Rectangle,
    Texte,
    legender,
    ouvrir_rangee,
    place,
    place_des_libelles,
)
from socle.graphiques.donnees import Donnees
from socle.graphiques.encres import ENCRES, GRIS
from socle.templatetags.typographie import INSECABLE, nombre

EPAISSEUR = 20
PAS = EPAISSEUR + 3


def dessiner_barres(donnees: Donnees) -> Dessin:
    """One group per category, one bar per series, the value written at the end of each bar."""
    dessin = Dessin()
    legender(dessin, donnees.series)
    gauche = place_des_libelles(donnees.categories)
    droite = place(donnees.texte(v) for s in donnees.series for v in s.valeurs) + 10
    echelle = (dessin.largeur - gauche - droite) / (donnees.maximum or 1)
    for i, categorie in enumerate(donnees.categories):
        y = ouvrir_rangee(dessin, categorie, len(donnees.series) * PAS)
        for serie, encre in zip(donnees.series, ENCRES, strict=False):
            longueur = float(serie.valeurs[i] or 0) * echelle
            valeur = donnees.texte(serie.valeurs[i])
            dessin.remplir(Rectangle(gauche, y, longueur, EPAISSEUR, encre))
            dessin.textes.append(Texte(gauche + longueur + 6, y + EPAISSEUR / 2 + MILIEU, valeur))
            y += PAS
    return dessin


def dessiner_empile(donnees: Donnees) -> Dessin:
    """One bar of 100 % per category, cut in shares, with the whole (« sur 37 ») at its end."""
    dessin = Dessin()
    legender(dessin, donnees.series)
    totaux = [sum(s.valeurs[i] or 0 for s in donnees.series) for i in range(len(donnees.categories))]
    gauche = place_des_libelles(donnees.categories)
    droite = place(f"sur {donnees.texte(t)}" for t in totaux) + 10
    largeur = dessin.largeur - gauche - droite
    for i, categorie in enumerate(donnees.categories):
        y = ouvrir_rangee(dessin, categorie, EPAISSEUR + 4)
        parts = [float(s.valeurs[i] or 0) / float(totaux[i]) if totaux[i] else 0 for s in donnees.series]
        _tracer_parts(dessin, gauche, y, largeur, parts)
        fin = f"sur {donnees.texte(totaux[i])}" if totaux[i] else "–"
        x = gauche + (largeur + 6 if totaux[i] else 0)
        dessin.textes.append(Texte(x, y + (EPAISSEUR + 4) / 2 + MILIEU, fin, couleur=GRIS))
    return dessin


def _tracer_parts(dessin: Dessin, x: float, y: float, largeur: float, parts: Sequence[float]) -> None:
    """Draw the shares side by side; one too narrow for its percentage is read in the table."""
    for part, encre in zip(parts, ENCRES, strict=False):
        dessin.remplir(Rectangle(x, y, part * largeur, EPAISSEUR + 4, encre))
        texte = f"{nombre(part * 100)}{INSECABLE}%"
        if part * largeur > place([texte]):
            dessin.textes.append(
                Texte(x + part * largeur / 2, y + (EPAISSEUR + 4) / 2 + MILIEU, texte, "middle", encre.texte, 600)
            )
        x += part * largeur
