"""The notice, the register and the proofs, and what an installation must say before it opens."""

import pytest
from django.core.checks import run_checks
from django.test import override_settings
from django.urls import reverse

from comptes.models import Purge
from comptes.services import purges
from socle.rgpd import registre

pytestmark = pytest.mark.django_db


def test_la_notice_dit_chaque_fiche_et_chaque_duree(client):
    corps = client.get(reverse("donnees_personnelles")).content.decode()
    assert all(fiche.personnes in corps for fiche in registre().fiches.values())
    assert all(registre().regles[fiche.regle].phrase in corps for fiche in registre().fiches.values())
    assert "à renseigner avant toute mise en service" in corps
    assert "Mineurs" in corps
    assert reverse("purges") not in corps


@override_settings(ORGANISMES_DONNEES={"Responsable du traitement": "Association d'essai"})
def test_le_registre_nomme_le_responsable_et_chaque_traitement(coordinatrice, connecte):
    corps = connecte(coordinatrice).get(reverse("traitements")).content.decode()
    assert all(traitement.intitule in corps for traitement in registre().traitements.values())
    assert "Association d&#x27;essai" in corps


def test_les_purges_se_lisent_sans_nom(administrateur, connecte):
    purges.purger()
    Purge.objects.create(par_nom="Automatique", nombres={"membres": 1234}, echecs=["liens"])
    corps = connecte(administrateur).get(reverse("purges")).content.decode()
    assert "Anciens membres : 1 234" in corps.replace("\u202f", " ").replace("\xa0", " ")
    assert "En échec : Liens de réponse" in corps
    assert "revoit son annuaire chaque année" in corps
    assert "rien n’était à effacer" in corps


def _defauts():
    return [e for e in run_checks(include_deployment_checks=True) if e.id == "comptes.E002"]


def test_la_mise_en_service_demande_qui_repond_des_donnees(settings):
    settings.ORGANISMES_DONNEES = {"Hébergeur": "", "Responsable du traitement": "Association"}
    assert [erreur.msg.split(" ?")[0] for erreur in _defauts()] == ["Qui est « Hébergeur »"]
    settings.ORGANISMES_DONNEES = {"Hébergeur": "Hébergeur d'essai"}
    assert _defauts() == []
