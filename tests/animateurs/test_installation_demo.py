"""The command: when it refuses, and the days on which it must not break."""

import stat
from datetime import UTC, date, datetime, time

import pytest
from django.core.management import CommandError, call_command

from animateurs.demo.calendrier import Calendrier
from animateurs.demo.comptes import choisir_mot_de_passe, mot_de_passe_demo
from animateurs.demo.hasard import flux, quotas
from animateurs.demo.installation import installer
from animateurs.models import SemaineJournal
from comptes.models import Compte
from tests import fabriques as f
from tests.animateurs.demo.conftest import importer_references
from tests.animateurs.demo.regles import manquements


@pytest.fixture
def reglages_demo(settings, tmp_path, monkeypatch):
    """Demonstration mode, with a data directory of its own."""
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    settings.DEMO, settings.DATA_DIR = True, tmp_path
    return settings


@pytest.mark.django_db
def test_refused_outside_demonstration(reglages_demo):
    reglages_demo.DEMO = False
    importer_references()
    with pytest.raises(CommandError, match="hors démonstration"):
        call_command("installer_demo")
    assert not Compte.objects.exists()


@pytest.mark.django_db
def test_refused_without_the_reference_data_and_says_which(reglages_demo):
    with pytest.raises(CommandError, match="importer_territoires, puis importer_conseils, puis importer_convention"):
        call_command("installer_demo")
    assert not Compte.objects.exists()


@pytest.mark.django_db
def test_refused_on_a_base_that_has_accounts(reglages_demo):
    importer_references()
    f.CompteFabrique(email="reel@exemple.invalid")
    with pytest.raises(CommandError, match="make demo-neuve"):
        call_command("installer_demo")
    assert Compte.objects.count() == 1


@pytest.mark.une_fois
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("jour", "premier_mois"),
    [
        (date(2027, 1, 1), 1),  # a holiday, the first day of an exercice
        (date(2028, 2, 29), 9),  # exercices astride two years
    ],
)
def test_every_day_of_installation_keeps_the_rules(reglages_demo, horloge, jour, premier_mois):
    horloge.move_to(datetime.combine(jour, time(10), tzinfo=UTC))
    reglages_demo.EXERCICE_PREMIER_MOIS = premier_mois
    importer_references()
    installer(graine=1, jour=jour)
    assert manquements(jour) == []
    assert SemaineJournal.objects.en_retard_au(jour).count() == 4


def test_password_comes_from_the_environment_and_is_kept_for_its_owner(reglages_demo, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "Velo-Rouge-Du-Canal-7")
    assert choisir_mot_de_passe() == "Velo-Rouge-Du-Canal-7"
    monkeypatch.delenv("DEMO_PASSWORD")
    assert mot_de_passe_demo() == "Velo-Rouge-Du-Canal-7"
    fichier = reglages_demo.DATA_DIR / "mot_de_passe_demo"
    assert stat.S_IMODE(fichier.stat().st_mode) == 0o600


def test_password_is_made_once_when_nobody_gives_one(reglages_demo):
    premier = mot_de_passe_demo()
    assert len(premier) >= 12
    assert mot_de_passe_demo() == premier


def test_quotas_are_exact_and_their_order_is_not():
    tirage = quotas(flux(1, "essai"), 10, {"a": 0.66, "b": 0.34})
    assert sorted(tirage) == ["a"] * 7 + ["b"] * 3
    assert tirage != quotas(flux(2, "essai"), 10, {"a": 0.66, "b": 0.34})


def test_calendar_ends_on_the_current_exercice(settings):
    settings.EXERCICE_PREMIER_MOIS = 9
    calendrier = Calendrier(date(2028, 2, 29))
    assert (calendrier.debut, calendrier.fin) == (date(2025, 9, 1), date(2028, 8, 31))
    assert calendrier.ouvre_avant(date(2028, 5, 2)) == date(2028, 4, 28)  # 1 May 2028 is a Monday
