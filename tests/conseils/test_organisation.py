"""Writing who a conseil is."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from conseils.services.organisation import modifier_conseil
from tests import fabriques as f

ORGANISATION = {
    "statut": "installe",
    "date_installation": date(2015, 9, 12),
    "mode_portage": "structure_porteuse",
    "structure_porteuse": "Les Relais",
    "presentation": "",
}


def modifier(conseil, par, quartiers=(), **champs):
    return modifier_conseil(conseil=conseil, par=par, quartiers=quartiers, **ORGANISATION | champs)


def test_modifier(dix_huitieme, coordinatrice):
    quartier = f.QuartierFabrique(arrondissements=[dix_huitieme.arrondissement])
    conseil = modifier(dix_huitieme, coordinatrice, [quartier])
    conseil.refresh_from_db()
    assert conseil.statut == "installe"
    assert list(conseil.quartiers.all()) == [quartier]


@pytest.mark.parametrize(
    ("statut", "jour"),
    [
        ("installe", None),
        ("prefiguration", date(2015, 9, 12)),
        ("installe", date(2014, 2, 20)),
        ("installe", date(2026, 11, 19)),
    ],
)
def test_statut_et_date_vont_ensemble(dix_huitieme, coordinatrice, statut, jour):
    with pytest.raises(ValidationError, match="'date_installation'"):
        modifier(dix_huitieme, coordinatrice, statut=statut, date_installation=jour)


def test_quartier_d_un_autre_arrondissement(dix_huitieme, dix_neuvieme, coordinatrice):
    ailleurs = f.QuartierFabrique(arrondissements=[dix_neuvieme.arrondissement])
    with pytest.raises(ValidationError, match="'quartiers'"):
        modifier(dix_huitieme, coordinatrice, [ailleurs])
