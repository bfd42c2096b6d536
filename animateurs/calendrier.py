"""Working days and public holidays of France."""

from datetime import date, timedelta
from functools import cache

import holidays


@cache
def feries(annee: int) -> dict[date, str]:
    """The public holidays of a year, with their names."""
    return dict(holidays.country_holidays("FR", years=annee, language="fr"))


def nom_ferie(jour: date) -> str:
    """« Armistice », or nothing on an ordinary day."""
    return feries(jour.year).get(jour, "")


def dernier_jour_ouvre(lundi: date, jusqu_au: date | None = None) -> date:
    """The last working day of the week, not after ``jusqu_au``; its Monday when it has none."""
    jours = [lundi + timedelta(days=rang) for rang in range(5)]
    ouvres = [j for j in jours if not nom_ferie(j) and (jusqu_au is None or j <= jusqu_au)]
    return max(ouvres, default=lundi)
