"""Working days and public holidays of France."""

from datetime import date
from functools import cache

import holidays

SAMEDI = 5


@cache
def feries(annee: int) -> dict[date, str]:
    """The public holidays of a year, with their names."""
    return dict(holidays.country_holidays("FR", years=annee, language="fr"))


def nom_ferie(jour: date) -> str:
    """« Armistice », or nothing on an ordinary day."""
    return feries(jour.year).get(jour, "")


def est_ouvre(jour: date) -> bool:
    """Monday to Friday, and not a public holiday."""
    return jour.weekday() < SAMEDI and not nom_ferie(jour)
