"""The working days of a week."""

from datetime import date, timedelta

from socle.ouvres import nom_ferie


def dernier_jour_ouvre(lundi: date, jusqu_au: date | None = None) -> date:
    """The last working day of the week, not after ``jusqu_au``; its Monday when it has none."""
    jours = [lundi + timedelta(days=rang) for rang in range(5)]
    ouvres = [j for j in jours if not nom_ferie(j) and (jusqu_au is None or j <= jusqu_au)]
    return max(ouvres, default=lundi)
