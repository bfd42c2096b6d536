"""The exercices of the scheme: twelve months from the one that the settings say."""

from datetime import date

from django.conf import settings

from socle.periode import Periode, annee_exercice


def exercice_courant(jour: date) -> int:
    """The year that names the exercice under way on that day."""
    return annee_exercice(jour, settings.EXERCICE_PREMIER_MOIS)


def periode_de_l_exercice(exercice: int) -> Periode:
    """The days of an exercice, by the year that names it."""
    return Periode.exercice(exercice, settings.EXERCICE_PREMIER_MOIS)
