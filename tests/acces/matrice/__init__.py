"""Who may open what: every address of the application, once, as data.

A second declaration, written apart from the views and compared with them. To add an address, add its line to
the table of its application: its access, and the objects that its address names, if any (``cibles``). What
each persona should then be answered follows from ``comptes.roles`` (``regles.attendu``).
"""

from tests.acces.matrice import animateurs, comptes, conseils, reporting
from tests.acces.matrice.cibles import sans_objet
from tests.acces.matrice.monde import (
    AILLEURS,
    EXERCICES,
    INSTITUTIONS,
    LUNDI,
    PERSONAS,
    PUBLIC,
    TOUT_COMPTE,
    VOIENT_SANS_AGIR,
    Cible,
    Monde,
)
from tests.acces.matrice.page import Page
from tests.acces.matrice.regles import ANONYME, REUSSI, atteint, attendu, portee, visible

__all__ = [
    "AILLEURS",
    "ANONYME",
    "EXERCICES",
    "INSTITUTIONS",
    "LUNDI",
    "MATRICE",
    "PERSONAS",
    "PUBLIC",
    "REUSSI",
    "TOUT_COMPTE",
    "VOIENT_SANS_AGIR",
    "Cible",
    "Monde",
    "Page",
    "atteint",
    "attendu",
    "portee",
    "sans_objet",
    "visible",
]

MATRICE = comptes.PAGES | conseils.PAGES | animateurs.PAGES | reporting.PAGES
