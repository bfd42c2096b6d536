"""Working days: the eleven public holidays of 2026, typed by hand."""

from datetime import date, timedelta

import pytest

from socle.ouvres import est_ouvre, nom_ferie

FERIES_2026 = {
    date(2026, 1, 1),
    date(2026, 4, 6),
    date(2026, 5, 1),
    date(2026, 5, 8),
    date(2026, 5, 14),
    date(2026, 5, 25),
    date(2026, 7, 14),
    date(2026, 8, 15),
    date(2026, 11, 1),
    date(2026, 11, 11),
    date(2026, 12, 25),
}


def test_the_eleven_public_holidays_of_a_year():
    annee = {date(2026, 1, 1) + timedelta(days=rang) for rang in range(365)}
    assert {jour for jour in annee if nom_ferie(jour)} == FERIES_2026


@pytest.mark.parametrize(
    ("jour", "ouvre"),
    [
        (date(2026, 11, 13), True),  # a Friday
        (date(2026, 11, 14), False),
        (date(2026, 11, 15), False),
        (date(2026, 11, 16), True),
        (date(2026, 11, 11), False),  # the Armistice, a Wednesday
    ],
)
def test_a_working_day(jour, ouvre):
    assert est_ouvre(jour) is ouvre
