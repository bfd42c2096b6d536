"""A week of the 18e to fill, on Friday 20 November 2026 (the first day on which it may be handed in)."""

from datetime import date

import pytest

from animateurs.models import TypeActivite
from tests import fabriques as f

LUNDI = date(2026, 11, 16)


@pytest.fixture
def vendredi(horloge):
    """Moves the clock to Friday 20 November 2026, 17:00."""
    horloge.move_to("2026-11-20 17:00:00+01:00")
    return horloge


@pytest.fixture
def permanence(db):
    return f.TypeActiviteFabrique(code="permanence", libelle="Tenir une permanence")


@pytest.fixture
def animer(db):
    return f.TypeActiviteFabrique(code=TypeActivite.REUNION, libelle="Animer une réunion", ordre=2)


@pytest.fixture
def affectation(animatrice):
    return animatrice.affectations.get()


@pytest.fixture
def semaine(affectation):
    """The current week of the animatrice of the 18e, open and empty."""
    return f.SemaineFabrique(affectation=affectation, lundi=LUNDI)


@pytest.fixture
def transmise(affectation):
    """The week before, handed in on its Friday, with one line."""
    semaine = f.SemaineFabrique(
        affectation=affectation,
        lundi=date(2026, 11, 9),
        etat="transmise",
        transmise_le="2026-11-13T16:00:00Z",
        version=4,
    )
    f.LigneFabrique(semaine=semaine)
    return semaine


@pytest.fixture
def saisie(permanence):
    """What the form sends for two hours on Wednesday; ``saisie(version=1, jour=5)`` changes some of it."""

    def _saisie(**autres) -> dict:
        donnees = {"version": 0, "jour": 2, "type_activite": permanence.pk, "minutes": "120", "minutes_autre": ""}
        return donnees | autres

    return _saisie
