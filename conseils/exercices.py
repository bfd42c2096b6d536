"""The exercices that a list can be filtered by, from the address of the page."""

from datetime import date

from django.conf import settings

from socle.periode import Periode, annee_exercice


def exercices_connus(premier_jour: date | None, aujourd_hui: date) -> list[Periode]:
    """From the current exercice back to that of ``premier_jour``."""
    mois = settings.EXERCICE_PREMIER_MOIS
    courant = annee_exercice(aujourd_hui, mois)
    premier = min(annee_exercice(premier_jour, mois), courant) if premier_jour else courant
    return [Periode.exercice(annee, mois) for annee in range(courant, premier - 1, -1)]


def exercice_demande(annee: str, exercices: list[Periode]) -> Periode:
    """The exercice of that year, or the current one when the address says nothing sensible."""
    return next((exercice for exercice in exercices if str(exercice.debut.year) == annee), exercices[0])
