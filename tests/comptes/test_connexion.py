"""Signing in, out and again: allauth under our addresses."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from comptes.services.comptes import fermer_compte
from tests.fabriques import MOT_DE_PASSE, CompteFabrique

pytestmark = pytest.mark.django_db
NOUVEAU = "Une-Phrase-Assez-Longue-7"


@pytest.fixture(autouse=True)
def un_seul_facteur(settings):
    """The second one has its own tests."""
    settings.MFA_EXIGEE = False


def se_connecter(client: Client, email: str, mot_de_passe: str = MOT_DE_PASSE, suite: str = ""):
    donnees = {"login": email, "password": mot_de_passe, "next": suite}
    return client.post(reverse("account_login"), donnees)


def lien_du_courriel() -> str:
    (courriel,) = mail.outbox
    return re.search(r"http://localhost:8000(/compte/mot-de-passe/nouveau/\S+)", courriel.body)[1]


PAGES = {
    "account_login": (200, 302),
    "account_logout": (302, 200),
    "account_signup": (200, 302),
    "account_inactive": (200, 200),
    "account_reauthenticate": (302, 200),
    "usersessions_list": (302, 200),
    "account_change_password": (302, 200),
    "account_set_password": (302, 302),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 200),
    "account_reset_password_from_key_done": (200, 200),
}


@pytest.mark.parametrize("nom", PAGES)
def test_page_pour_un_inconnu_et_pour_un_compte(nom, client, connecte, administrateur):
    inconnu, compte = PAGES[nom]
    assert client.get(reverse(nom)).status_code == inconnu
    assert connecte(administrateur).get(reverse(nom)).status_code == compte


def test_connexion_puis_deconnexion(client, administrateur):
    reponse = se_connecter(client, administrateur.email)
    assert reponse.url == reverse("accueil")
    assert client.get(reverse("comptes")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("comptes")).status_code == 302


def test_l_adresse_se_tape_dans_n_importe_quelle_casse(client, administrateur):
    assert se_connecter(client, administrateur.email.upper()).status_code == 302


def test_la_connexion_ramene_a_la_page_demandee(client, administrateur):
    demandee = client.get(reverse("comptes"))
    assert demandee.url == f"{reverse('account_login')}?next={reverse('comptes')}"
    assert se_connecter(client, administrateur.email, suite=reverse("comptes")).url == reverse("comptes")


def test_la_connexion_ne_mene_pas_ailleurs(client, administrateur):
    assert se_connecter(client, administrateur.email, suite="https://ailleurs.invalid/").url == reverse("accueil")


def sans_jeton(reponse, email: str) -> str:
    texte = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", reponse.content.decode())
    texte = re.sub(r"X-CSRFToken[^}]+", "", texte)
    return texte.replace(email, "ADRESSE")


def test_l_echec_ne_dit_pas_si_l_adresse_existe(client, administrateur):
    connue = se_connecter(client, administrateur.email, "Faux-Mot-De-Passe-1")
    inconnue = se_connecter(client, "personne@inconnue.invalid", "Faux-Mot-De-Passe-1")
    assert "ne convient pas" in connue.content.decode()
    assert sans_jeton(connue, administrateur.email) == sans_jeton(inconnue, "personne@inconnue.invalid")


def test_un_compte_ferme_est_refuse(client, administrateur):
    compte = CompteFabrique(is_active=False)
    assert se_connecter(client, compte.email).url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_une_session_ouverte_cesse_avec_le_compte(client, administrateur):
    compte = CompteFabrique()
    se_connecter(client, compte.email)
    assert client.get(reverse("usersessions_list")).status_code == 200
    fermer_compte(compte=compte, par=administrateur)
    assert client.get(reverse("usersessions_list")).status_code == 302
    compte.is_active = True
    compte.save()
    assert client.get(reverse("usersessions_list")).status_code == 302, "la session fermée s'est rouverte"


def test_les_essais_sont_limites(client, administrateur):
    for _ in range(5):
        assert "ne convient pas" in se_connecter(client, administrateur.email, "Faux").content.decode()
    assert "Trop d’essais" in se_connecter(client, administrateur.email, MOT_DE_PASSE).content.decode()


def test_les_demandes_de_mot_de_passe_sont_limitees(client, administrateur):
    donnees = {"email": administrateur.email}
    codes = [client.post(reverse("account_reset_password"), donnees).status_code for _ in range(6)]
    assert codes == [302] * 5 + [429]


def test_l_oubli_dit_la_meme_chose_a_tous(client, administrateur):
    connue = client.post(reverse("account_reset_password"), {"email": administrateur.email})
    inconnue = client.post(reverse("account_reset_password"), {"email": "personne@inconnue.invalid"})
    assert (connue.status_code, connue.url) == (inconnue.status_code, inconnue.url)
    assert [courriel.to for courriel in mail.outbox] == [[administrateur.email]]


def test_un_compte_ferme_ne_recoit_pas_de_lien(client):
    client.post(reverse("account_reset_password"), {"email": CompteFabrique(is_active=False).email})
    assert mail.outbox == []


def test_le_lien_d_oubli_ignore_l_hote_annonce(client, administrateur):
    client.post(reverse("account_reset_password"), {"email": administrateur.email}, headers={"host": "pirate.invalid"})
    assert "pirate.invalid" not in mail.outbox[0].body
    assert lien_du_courriel()


def test_le_lien_d_oubli_sert_une_fois(client, administrateur):
    client.post(reverse("account_reset_password"), {"email": administrateur.email})
    lien = lien_du_courriel()
    formulaire = client.get(lien)
    assert formulaire.status_code == 302, "la clé reste dans l'adresse"
    enregistre = client.post(formulaire.url, {"password1": NOUVEAU, "password2": NOUVEAU})
    assert enregistre.url == reverse("account_reset_password_from_key_done")
    assert se_connecter(client, administrateur.email, NOUVEAU).status_code == 302
    assert Client().get(lien).status_code == 200, "un lien usé explique, il ne redirige pas"


def test_un_lien_inconnu_s_explique(client):
    reponse = client.get(reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "faux-jeton"}))
    assert reponse.status_code == 200
    assert "password1" not in reponse.content.decode()


def test_un_mot_de_passe_trop_court_est_refuse(client, connecte, administrateur):
    donnees = {"oldpassword": MOT_DE_PASSE, "password1": "court", "password2": "court"}
    reponse = connecte(administrateur).post(reverse("account_change_password"), donnees)
    assert "12 caractères" in reponse.content.decode()


def test_changer_de_mot_de_passe_garde_la_session(connecte, administrateur):
    session = connecte(administrateur)
    donnees = {"oldpassword": MOT_DE_PASSE, "password1": NOUVEAU, "password2": NOUVEAU}
    assert session.post(reverse("account_change_password"), donnees).status_code == 302
    assert session.get(reverse("comptes")).status_code == 200
    administrateur.refresh_from_db()
    assert administrateur.check_password(NOUVEAU)


def test_confirmer_son_identite(connecte, administrateur):
    session = connecte(administrateur)
    adresse = f"{reverse('account_reauthenticate')}?next={reverse('comptes')}"
    assert session.post(adresse, {"password": "Faux"}).status_code == 200
    assert session.post(adresse, {"password": MOT_DE_PASSE}).url == reverse("comptes")


def test_personne_ne_s_inscrit(client):
    donnees = {"email": "moi@exemple.invalid", "password1": NOUVEAU, "password2": NOUVEAU}
    reponse = client.post(reverse("account_signup"), donnees)
    assert "invitation" in reponse.content.decode()
    assert not CompteFabrique._meta.model.objects.exists()


def test_fermer_ses_autres_sessions(client, administrateur):
    se_connecter(client, administrateur.email)
    autre = Client()
    se_connecter(autre, administrateur.email)
    client.get(reverse("usersessions_list"))
    client.post(reverse("usersessions_list"))
    assert autre.get(reverse("comptes")).status_code == 302
    assert client.get(reverse("comptes")).status_code == 200
