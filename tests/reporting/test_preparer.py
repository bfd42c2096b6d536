"""The command of every start: the base up to date, whatever it held."""

import pytest
from django.core.management import call_command

from comptes.models import Compte
from conseils.models import ConseilCitoyen
from territoires.models import Arrondissement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def donnees(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def test_les_references_sans_demonstration(settings):
    settings.DEMO = False
    for _ in range(2):
        call_command("preparer")
        assert (Arrondissement.objects.count(), ConseilCitoyen.objects.count()) == (20, 8)
    assert not Compte.objects.exists()


def test_la_demonstration_une_seule_fois(settings, capsys):
    settings.DEMO = True
    call_command("preparer")
    nombre = Compte.objects.count()
    call_command("preparer")
    assert nombre == Compte.objects.count() > 0
    mot_de_passe = (settings.DATA_DIR / "mot_de_passe_demo").read_text().strip()
    sortie = capsys.readouterr().out
    assert sortie.count("coordination@demo.invalid") == 2
    assert mot_de_passe in sortie
    assert Compte.objects.get(email="coordination@demo.invalid").check_password(mot_de_passe)


def test_une_base_qui_sert_deja_n_est_pas_touchee(settings, coordinatrice, capsys):
    settings.DEMO = True
    call_command("preparer")
    assert Compte.objects.get() == coordinatrice
    assert "demo.invalid" not in capsys.readouterr().out
