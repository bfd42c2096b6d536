"""The working days of a week."""

from collections.abc import Container
from datetime import date, timedelta

from socle.ouvres import est_ouvre


def jours_ouvres(debut: date, fin: date) -> list[date]:
    """The working days from one to the other, both included."""
    jours = [debut + timedelta(days=rang) for rang in range((fin - debut).days + 1)]
    return [jour for jour in jours if est_ouvre(jour)]


def dernier_jour_ouvre(lundi: date, jusqu_au: date | None = None, sauf: Container[date] = ()) -> date:
    """The last working day of the week, not after ``jusqu_au`` nor among ``sauf``; its Monday when it has none."""
    ouvres = [j for j in jours_ouvres(lundi, lundi + timedelta(days=4)) if jusqu_au is None or j <= jusqu_au]
    return max((j for j in ouvres if j not in sauf), default=lundi)
