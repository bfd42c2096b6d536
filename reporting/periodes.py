"""Which periods a screen or a document compares."""

from __future__ import annotations

from datetime import date

from animateurs.models import Convention
from socle.exercice import exercice_courant, periode_de_l_exercice
from socle.periode import Periode


def periodes_comparees(exercice: int, jour: date) -> tuple[Periode, Periode]:
    """The exercice and the one before, both stopped at the same day of the year.

    Ten months of one year beside twelve of another would make every figure look like a fall, so an
    exercice under way is compared with the last one at the same date.
    """
    cette_annee, avant = (periode_de_l_exercice(a) for a in (exercice, exercice - 1))
    return cette_annee.jusqu_au(jour), avant.jusqu_au(un_an_avant(jour) if jour <= cette_annee.fin else avant.fin)


def un_an_avant(jour: date) -> date:
    """The same day last year; 29 February answers 28."""
    return jour.replace(year=jour.year - 1, day=28 if (jour.month, jour.day) == (2, 29) else jour.day)


def exercices_proposes(courant: int) -> list[int]:
    """The exercices that can be asked about, newest first: since the first convention with a team."""
    premiere = Convention.objects.filter(affectations__isnull=False).order_by("debut").first()
    debut = exercice_courant(premiere.debut) if premiere else courant
    return list(range(courant, min(debut, courant) - 1, -1))
