"""The matrix: who, and in which month."""

from __future__ import annotations

from socle.graphiques.dessin import INTERLIGNE, MILIEU, Dessin, Rectangle, Texte, ouvrir_rangee, place_des_libelles
from socle.graphiques.donnees import Matrice
from socle.graphiques.encres import GRIS, INTENSITES
from socle.templatetags.typographie import nombre

CASE_MATRICE = 24
LARGEUR_MATRICE = 640


def dessiner_matrice(matrice: Matrice) -> Dessin:
    """One square per crossing, darker when its number is higher; the number is written in it."""
    dessin = Dessin(largeur=LARGEUR_MATRICE)
    gauche = place_des_libelles(nom for nom, _ in matrice.rangees)
    case = min((dessin.largeur - gauche) / max(len(matrice.colonnes), 1), 2 * CASE_MATRICE)
    for rang, colonne in enumerate(matrice.colonnes):
        dessin.textes.append(Texte(gauche + case * (rang + 0.5), INTERLIGNE, colonne, "middle", GRIS))
    dessin.hauteur = INTERLIGNE + 12
    for nom, valeurs in matrice.rangees:
        y = ouvrir_rangee(dessin, nom, CASE_MATRICE)
        for rang, valeur in enumerate(valeurs):
            cadre = Rectangle(gauche + case * rang, y, case - 3, CASE_MATRICE, INTENSITES[matrice.intensite(valeur)])
            _tracer_case(dessin, cadre, valeur)
    return dessin


def _tracer_case(dessin: Dessin, cadre: Rectangle, valeur: int) -> None:
    dessin.remplir(cadre)
    if valeur:
        x, y = cadre.x + cadre.largeur / 2, cadre.y + cadre.hauteur / 2 + MILIEU
        dessin.textes.append(Texte(x, y, nombre(valeur), "middle", cadre.encre.texte, 600))
