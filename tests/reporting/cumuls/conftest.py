"""A world where every count that adds up has something to count: that of the two oracles, and a journal."""

from datetime import date

import pytest

from tests import fabriques as f
from tests.reporting.indicateurs.test_parole import (  # noqa: F401  fixtures
    actes,
    adresser,
    argent,
    consultation,
    initiatives,
    partenaires,
    seances,
)
from tests.reporting.indicateurs.test_valeurs import conseil, formations, membres, reunions  # noqa: F401  fixtures


@pytest.fixture
def semaines(conseil):  # noqa: F811
    """A week of March, and one that lies astride June and July."""
    affectation = f.AffectationFabrique(conseil=conseil)
    for lundi in (date(2026, 3, 2), date(2026, 6, 29)):
        semaine = f.SemaineFabrique(
            affectation=affectation, lundi=lundi, etat="transmise", transmise_le="2026-07-03T16:00:00Z"
        )
        for jour in (0, 3):
            f.LigneFabrique(semaine=semaine, jour=jour)


@pytest.fixture
def monde(conseil, dix_neuvieme, reunions, formations, actes, argent, seances, consultation, semaines):  # noqa: F811
    f.ReunionFabrique(conseil=dix_neuvieme, date=date(2026, 2, 3), lieu_prete=True)
    f.DelegationFormationFabrique(
        conseil=dix_neuvieme, formation=f.FormationFabrique(debut=date(2026, 2, 4)), participants_saisis=False
    )
    return [conseil.pk, dix_neuvieme.pk]
