"""The exercices that a list can be filtered by, from the address of the page."""

from datetime import date

from socle.exercice import exercice_courant, periode_de_l_exercice
from socle.periode import Periode


def exercices_connus(premier_jour: date | None, aujourd_hui: date) -> list[Periode]:
    """From the current exercice back to that of ``premier_jour``."""
    courant = exercice_courant(aujourd_hui)
    premier = min(exercice_courant(premier_jour), courant) if premier_jour else courant
    return [periode_de_l_exercice(annee) for annee in range(courant, premier - 1, -1)]


def exercice_demande(annee: str, exercices: list[Periode]) -> Periode:
    """The exercice of that year, or the current one when the address says nothing sensible."""
    return next((exercice for exercice in exercices if str(exercice.debut.year) == annee), exercices[0])
