"""The convention, its missions and the kinds of activity, as imported."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from animateurs.models import Convention, Mission, ObjectifConvention, TypeActivite
from animateurs.services.reference import importer_convention
from comptes.models import LigneAudit
from territoires.services.reference import importer_territoires

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(db):
    importer_territoires()
    importer_convention()
    return Convention.objects.get(code="convention-2017-2019")


def test_la_convention(convention):
    assert (convention.debut, convention.fin) == (date(2017, 1, 1), date(2019, 12, 31))
    assert "par hypothèse" in convention.source
    commanditaires = convention.commanditaires.values_list("code", flat=True)
    assert set(commanditaires) == {"prefecture-de-paris", "ville-de-paris"}
    assert (convention.partenaire.code, convention.operateur) == ("france-mediation", "Optima")
    assert [a.numero for a in convention.arrondissements.all()] == [10, 11, 13, 14, 17, 18, 19, 20]
    assert (convention.postes_animateurs, convention.postes_coordination) == (8, 1)
    assert not convention.fictive


def test_ses_deux_objectifs(convention):
    assert [o.numero for o in ObjectifConvention.objects.filter(convention=convention)] == [1, 2]


def test_trois_missions_et_le_travail_interne(convention):
    assert list(Mission.objects.values_list("code", "interne")) == [
        ("M1", False),
        ("M2", False),
        ("M3", False),
        ("INT", True),
    ]


def test_types_d_activite_dans_chaque_mission_autre_en_dernier(convention):
    types = list(TypeActivite.objects.select_related("mission"))
    assert {t.mission.code for t in types} == {"M1", "M2", "M3", "INT"}
    assert types[-1].libelle == "Autre (préciser)"
    assert all(t.exemples and t.actif for t in types)


def test_importer_deux_fois_ne_change_ni_ne_trace_rien(convention):
    traces = LigneAudit.objects.count()
    for difference in importer_convention():
        assert (difference.crees, difference.modifies, difference.absents) == ([], [], [])
    assert LigneAudit.objects.count() == traces


def test_a_blanc_n_ecrit_ni_ne_trace_rien(db):
    importer_territoires()
    call_command("importer_convention", dry_run=True, stdout=StringIO())
    assert not Mission.objects.exists()
    assert not LigneAudit.objects.exists()


def test_sans_partenaires_rien_n_est_ecrit(db):
    with pytest.raises(CommandError, match="« partenaire » : code inconnu « france-mediation »"):
        call_command("importer_convention", stdout=StringIO())
    assert not Mission.objects.exists()
