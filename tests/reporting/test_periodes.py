from datetime import date

from reporting.periodes import exercice_courant, periodes_comparees, un_an_avant


def test_exercice_under_way_is_compared_at_the_same_date():
    cette_annee, avant = periodes_comparees(2026, date(2026, 11, 18))
    assert (cette_annee.debut, cette_annee.fin) == (date(2026, 1, 1), date(2026, 11, 18))
    assert (avant.debut, avant.fin) == (date(2025, 1, 1), date(2025, 11, 18))


def test_exercice_over_is_compared_whole():
    cette_annee, avant = periodes_comparees(2025, date(2026, 11, 18))
    assert (cette_annee.fin, avant.fin) == (date(2025, 12, 31), date(2024, 12, 31))


def test_last_day_of_the_exercice():
    cette_annee, avant = periodes_comparees(2026, date(2026, 12, 31))
    assert (cette_annee.fin, avant.fin) == (date(2026, 12, 31), date(2025, 12, 31))


def test_exercice_may_begin_in_another_month(settings):
    settings.EXERCICE_PREMIER_MOIS = 9
    assert exercice_courant(date(2026, 8, 31)) == 2025
    cette_annee, _ = periodes_comparees(2025, date(2026, 11, 18))
    assert (cette_annee.debut, cette_annee.fin) == (date(2025, 9, 1), date(2026, 8, 31))
    assert cette_annee.libelle == "exercice 2025-2026"


def test_leap_day():
    assert un_an_avant(date(2028, 2, 29)) == date(2027, 2, 28)
    assert un_an_avant(date(2026, 11, 18)) == date(2025, 11, 18)
