"""The feuilles de route of a year, side by side."""

from __future__ import annotations

from datetime import date

from animateurs.models import FeuilleDeRoute
from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.models import ConseilCitoyen
from socle.exercice import exercice_courant

Ligne = tuple[ConseilCitoyen, FeuilleDeRoute | None]


def exercices_connus(compte: Compte, jour: date) -> list[int]:
    """The exercice under way, and all those of which this account may read a feuille, newest first."""
    lisibles = FeuilleDeRoute.objects.pour(compte, P.FEUILLE_VOIR).order_by().values_list("exercice", flat=True)
    return sorted({exercice_courant(jour), *lisibles.distinct()}, reverse=True)


def exercices_a_ouvrir(conseil: ConseilCitoyen, jour: date) -> list[int]:
    """The exercice under way and the next one, those that already have their feuille apart."""
    courant = exercice_courant(jour)
    deja = set(conseil.feuilles_de_route.values_list("exercice", flat=True))
    return [annee for annee in (courant, courant + 1) if annee not in deja]


def feuilles_de(compte: Compte, exercice: int, jour: date) -> list[Ligne]:
    """Every conseil that this account sees, with what it may read of its feuille, in two queries."""
    lisibles = FeuilleDeRoute.objects.pour(compte, P.FEUILLE_VOIR).filter(exercice=exercice).avec_progres(jour)
    par_conseil = {feuille.conseil_id: feuille for feuille in lisibles}
    conseils = ConseilCitoyen.objects.pour(compte, P.CONSEIL_VOIR).select_related("arrondissement")
    return [(conseil, par_conseil.get(conseil.pk)) for conseil in conseils.order_by("arrondissement__numero")]
