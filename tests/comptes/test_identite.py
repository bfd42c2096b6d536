"""Who is there is asked again before a sensitive act, and what was typed is not lost."""

from time import time

import pytest
from django.test import Client
from django.urls import reverse

from comptes.models import Compte
from comptes.mots_de_passe import est_robuste
from tests import fabriques as f
from tests.comptes.test_connexion import se_connecter
from tests.fabriques import MOT_DE_PASSE

pytestmark = pytest.mark.django_db
INVITATION = {"prenom": "Ada", "nom": "Lovelace", "email": "ada@exemple.invalid", "role": "", "debut": "2026-11-18"}


@pytest.fixture
def depuis(connecte):
    """``depuis(compte, 16)``: signed in as that account for that many minutes."""

    def _depuis(compte, minutes: int) -> Client:
        return connecte(compte, [{"method": m, "at": time() - 60 * minutes} for m in ("password", "mfa")])

    return _depuis


@pytest.mark.parametrize("nom", ["compte_inviter", "compte_fermer", "habilitation_donner", "compte_retirer_mfa"])
def test_un_acte_sur_les_comptes_demande_qui_est_la(depuis, administrateur, nom):
    autre = f.CompteFabrique()
    adresse = reverse(nom, args=[] if nom == "compte_inviter" else [autre.pk])
    assert depuis(administrateur, 14).get(adresse).status_code == 200
    for methode in ("get", "post"):
        reponse = getattr(depuis(administrateur, 16), methode)(adresse)
        assert reponse.url.startswith(reverse("account_reauthenticate")), methode
    autre.refresh_from_db()
    assert autre.is_active


def test_ce_qui_est_tape_passe_la_confirmation(depuis, administrateur):
    session = depuis(administrateur, 16)
    confirmation = session.post(reverse("compte_inviter"), INVITATION).url
    assert not Compte.objects.filter(email=INVITATION["email"]).exists()
    assert session.post(confirmation, {"password": "Faux"}).status_code == 200
    invite = session.post(confirmation, {"password": MOT_DE_PASSE})
    assert invite.url == reverse("compte", args=[Compte.objects.get(email=INVITATION["email"]).pk])


def test_publier_demande_qui_est_la(depuis, coordinatrice):
    adresse = reverse("rapport_publier", args=["INCONNU"])
    assert depuis(coordinatrice, 14).post(adresse).status_code == 404
    assert depuis(coordinatrice, 16).post(adresse).url.startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize(("liste", "demande"), [("membres", True), ("conseils", False)])
def test_exporter_des_noms_demande_qui_est_la(depuis, coordinatrice, liste, demande):
    reponse = depuis(coordinatrice, 16).post(reverse("export", args=[liste]), {"forme": "csv"})
    reponse.close()
    assert reponse.headers.get("Location", "").startswith(reverse("account_reauthenticate")) is demande


def test_terminer_une_session_et_pas_celle_d_un_autre(settings, administrateur, coordinatrice):
    settings.MFA_EXIGEE = False
    ici, ailleurs, autrui = Client(), Client(), Client()
    for client, compte in ((ici, administrateur), (ailleurs, administrateur), (autrui, coordinatrice)):
        se_connecter(client, compte.email)
        client.get(reverse("usersessions_list"))
    siennes = {s.session_key: s.pk for s in administrateur.usersession_set.all()}
    terminer = reverse("session_terminer", args=[siennes[ailleurs.session.session_key]])
    assert autrui.post(terminer).status_code == 404
    assert ici.post(terminer).status_code == 302
    assert ailleurs.get(reverse("usersessions_list")).status_code == 302
    assert ici.get(reverse("usersessions_list")).status_code == 200


@pytest.mark.parametrize(
    ("mot_de_passe", "robuste"),
    [
        ("Velo-Rouge-7", True),
        ("Velo-Rouge7", False),  # 11 characters
        ("velo-rouge-77", False),  # 13, three sorts
        ("velo-rouge-777", True),
        ("velorougecanal", False),
        ("le vélo rouge attend près du canal", True),
        ("vélo vélo vélo vélo vélo vélo vélo", False),
        ("12345678901234567890", False),
    ],
)
def test_la_robustesse_d_un_mot_de_passe(mot_de_passe, robuste):
    assert est_robuste(mot_de_passe) is robuste


def test_un_mot_de_passe_faible_ou_connu_est_refuse_avec_la_marche_a_suivre(connecte, animatrice):
    for nouveau, message in (("velorougecanal", "une phrase d’au moins sept mots"), ("qwertyuiop", "trop courant")):
        donnees = {"oldpassword": MOT_DE_PASSE, "password1": nouveau, "password2": nouveau}
        page = connecte(animatrice).post(reverse("account_change_password"), donnees).content.decode()
        assert message in page
