"""The budget of the main pages (``scripts/budget.csv``), held at each run: bytes and queries are counts."""

import pytest

from reporting.services import cumuls
from scripts.bench_growth import repondre
from scripts.bench_pages import budget, depassements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture
def clients(settings) -> dict:
    """As the demonstration runs: nobody is led to a second factor instead of the page. What is cached is warm."""
    settings.MFA_EXIGEE = False
    cumuls.rafraichir()
    clients: dict = {}
    for compte in {ligne["compte"] for ligne in budget()}:
        repondre(clients, compte, "accueil", "/")
    return clients


def test_no_page_exceeds_its_budget(clients):
    depasses = {}
    for ligne in budget():
        mesure = repondre(clients, ligne["compte"], ligne["page"], ligne["adresse"])
        if trop := depassements(ligne, mesure):
            depasses[ligne["compte"], ligne["page"]] = trop
    assert depasses == {}
