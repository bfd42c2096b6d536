"""Weeks, months and exercices at the places where calendars trap."""

from datetime import date

import pytest

from socle.periode import Periode, annee_exercice, lundi_de


@pytest.mark.parametrize(
    ("jour", "lundi"),
    [
        (date(2026, 12, 31), date(2026, 12, 28)),  # week 53
        (date(2027, 1, 3), date(2026, 12, 28)),
        (date(2021, 1, 1), date(2020, 12, 28)),
        (date(2026, 11, 16), date(2026, 11, 16)),
    ],
)
def test_week_astride_two_years(jour, lundi):
    semaine = Periode.semaine(jour)
    assert lundi_de(jour) == semaine.debut == lundi
    assert semaine.jours == 7
    assert jour in semaine


def test_months():
    assert Periode.mois(2028, 2).fin == date(2028, 2, 29)
    assert Periode.mois(2026, 13) == Periode.mois(2027, 1)
    mois = Periode.exercice(2026, premier_mois=9).mois_inclus()
    assert [(m.debut, m.fin) for m in (mois[0], mois[-1])] == [
        (date(2026, 9, 1), date(2026, 9, 30)),
        (date(2027, 8, 1), date(2027, 8, 31)),
    ]
    assert len(mois) == 12


def test_exercice():
    assert Periode.exercice(2026).libelle == "exercice 2026"
    assert annee_exercice(date(2026, 8, 31), 9) == 2025
    assert Periode.exercice(2026).jusqu_au(date(2026, 3, 1)).fin == date(2026, 3, 1)
    assert Periode.exercice(2026).jusqu_au(date(2030, 1, 1)).fin == date(2026, 12, 31)


def test_upside_down_is_refused():
    with pytest.raises(ValueError, match="à l'envers"):
        Periode(date(2026, 2, 1), date(2026, 1, 1))
