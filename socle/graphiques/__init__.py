"""Charts and maps, worked out as shapes; ``socle.templatetags.graphiques`` writes them down."""

from socle.graphiques.barres import dessiner_barres, dessiner_empile
from socle.graphiques.cartes import dessiner_plan, dessiner_tuiles, plan_de_tuiles
from socle.graphiques.colonnes import dessiner_colonnes
from socle.graphiques.dessin import Dessin
from socle.graphiques.donnees import Donnees, Forme, Matrice, Plan, Serie, Tuile
from socle.graphiques.matrice import dessiner_matrice
from socle.graphiques.pictogrammes import PICTOGRAMMES, dessiner_pictogramme, dessiner_sur_dix

__all__ = [
    "PICTOGRAMMES",
    "Dessin",
    "Donnees",
    "Forme",
    "Matrice",
    "Plan",
    "Serie",
    "Tuile",
    "dessiner_barres",
    "dessiner_colonnes",
    "dessiner_empile",
    "dessiner_matrice",
    "dessiner_pictogramme",
    "dessiner_plan",
    "dessiner_sur_dix",
    "dessiner_tuiles",
    "plan_de_tuiles",
]
