"""French typography: what a printer would check."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from socle.templatetags.typographie import date_fr, euros, heures, nombre, ordinal, pourcent, typo


@pytest.mark.parametrize(
    ("valeur", "decimales", "texte"),
    [
        (1234.5, 1, "1\u202f234,5"),
        (0, 0, "0"),
        (-3, 0, "−3"),
        (None, 0, "–"),
        (150460, 0, "150\u202f460"),
        (2.25, 1, "2,3"),  # halves go up, as people round
        (-0.4, 0, "0"),
        (-1234567.25, 1, "−1\u202f234\u202f567,3"),
    ],
)
def test_nombre(valeur, decimales, texte):
    assert nombre(valeur, decimales) == texte


@pytest.mark.parametrize(
    ("montant", "texte"),
    [
        (2500, "2\u202f500\u00a0€"),
        ("12.5", "12,50\u00a0€"),
        (0, "0\u00a0€"),
        (None, "–"),
        ("0.005", "0,01\u00a0€"),
    ],
)
def test_euros(montant, texte):
    assert euros(montant) == texte


def test_pourcent():
    assert pourcent(52.4) == "52\u00a0%"
    assert pourcent(None) == "–"


@pytest.mark.parametrize(
    ("minutes", "texte"), [(450, "7\u00a0h\u00a030"), (60, "1\u00a0h"), (45, "45\u00a0min"), (0, "0\u00a0h")]
)
def test_heures(minutes, texte):
    assert heures(minutes) == texte


def test_ordinal():
    assert ordinal(18) == "18<sup>e</sup>"
    assert ordinal(1) == "1<sup>er</sup>"


def test_typo_puts_the_spaces_that_french_asks_for():
    assert typo("Qui ? « Nous » : l'équipe ; 12 %") == (
        "Qui\u202f? «\u00a0Nous\u00a0»\u00a0: l’équipe\u202f; 12\u00a0%"
    )


@pytest.mark.parametrize(
    ("jour", "forme", "texte"),
    [
        (date(2026, 3, 1), "j F Y", "1er mars 2026"),
        (date(2026, 3, 11), "j F Y", "11 mars 2026"),
        (date(2026, 3, 21), "l j F", "samedi 21 mars"),
        (date(2026, 5, 1), "l j F", "vendredi 1er mai"),
        (date(2026, 10, 1), "d/m/Y", "01/10/2026"),
    ],
)
def test_first_of_the_month(jour, forme, texte):
    assert date_fr(jour, forme) == texte
    assert Template(f'{{{{ j|date:"{forme}" }}}}').render(Context({"j": jour})) == texte


def test_date_filter_still_speaks_paris_time():
    minuit_a_paris = datetime(2026, 2, 28, 23, 30, tzinfo=ZoneInfo("UTC"))
    gabarit = Template('{{ j|date:"j F Y, G \\h i" }}')
    assert gabarit.render(Context({"j": minuit_a_paris})) == "1er mars 2026, 0 h 30"
