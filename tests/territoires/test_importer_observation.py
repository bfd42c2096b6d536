"""What others observe comes in whole or not at all, twice without effect, and by the fields of its models."""

import shutil
from decimal import Decimal

import pytest
from django.core.management import CommandError

from conseils.models import Sexe, TrancheAge
from territoires.models import Appreciation, Cible, Engagement, MesureCible, MesureParis, RangQuartier
from territoires.services.observation import DONNEES, DONNEES_DEMO, TABLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def observation(tmp_path):
    return shutil.copytree(DONNEES_DEMO, tmp_path / "observation")


def test_the_demonstration_comes_in_and_again_changes_nothing(reference, commande):
    commande("importer_observation", dossier=DONNEES_DEMO)
    assert [m.objects.count() for m in (MesureParis, RangQuartier, MesureCible, Engagement, Appreciation)] == [
        2,
        40,
        80,
        54,
        32,
    ]
    encore = commande("importer_observation", dossier=DONNEES_DEMO)
    assert "appreciations.csv : 0 créé, 0 modifié, 32 inchangés" in encore


def test_every_row_of_the_demonstration_says_that_it_is_fictive(reference, commande):
    commande("importer_observation", dossier=DONNEES_DEMO)
    for table in TABLES:
        assert set(table.modele.objects.values_list("source", flat=True)) == {"Donnée fictive de démonstration"}


def test_the_project_ships_columns_and_no_figure(reference, commande):
    commande("importer_observation", dossier=DONNEES)
    assert not any(table.modele.objects.exists() for table in TABLES)


def test_the_targets_are_those_of_the_contract(reference):
    assert Cible.objects.count() == 64
    decrocheurs = Cible.objects.get(code="decrocheurs")
    assert (decrocheurs.depart, decrocheurs.valeur, decrocheurs.sens) == (Decimal("6.6"), 5, "au_plus")
    assert decrocheurs.element.code == "1.1.1"


@pytest.mark.parametrize(
    ("fichier", "avant", "apres", "message"),
    [
        ("mesures_cibles.csv", "decrocheurs;", "inconnue;", "ligne 2 : « cible » : code inconnu « inconnue »"),
        ("rangs_quartiers.csv", ";1300;", ";3;", "Un rang va de 1 au nombre de quartiers classés."),
        ("engagements.csv", ";specifique;", ";europeens;", "ligne 2 : « nature »"),
        ("appreciations.csv", ";F;N;14;43;", ";F;N;14;99;", "La somme des notes va d'une à cinq fois"),
    ],
)
def test_a_wrong_line_refuses_the_file(reference, commande, observation, fichier, avant, apres, message):
    chemin = observation / fichier
    texte = chemin.read_text()
    assert avant in texte
    chemin.write_text(texte.replace(avant, apres, 1))
    with pytest.raises(CommandError) as refus:
        commande("importer_observation", dossier=observation)
    assert message in str(refus.value)
    assert not any(table.modele.objects.exists() for table in TABLES)


def test_the_codes_are_those_of_the_membres():
    assert Appreciation.Sexe.values == Sexe.values
    assert Appreciation.Age.values == TrancheAge.values
