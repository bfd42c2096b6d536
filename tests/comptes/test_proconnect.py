"""ProConnect: an existing account only, nothing believed that is not proved."""

import re
from time import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from comptes.models import Compte
from comptes.proconnect import fournisseur
from tests.comptes.faux_proconnect import CLIENT, DOMAINE, EMETTEUR, SECRET, FauxProConnect, cle
from tests.comptes.test_mfa import code_du_moment, donner_le_code, enroler
from tests.fabriques import CompteFabrique

pytestmark = pytest.mark.django_db
SANS_COMPTE = "Aucun compte ouvert ici"
DOUTE = "n’a pas pu être vérifiée"


@pytest.fixture
def faux(settings, monkeypatch):
    settings.PROCONNECT_ACTIF = True
    settings.PROCONNECT_DOMAINE = DOMAINE
    settings.PROCONNECT_CLIENT_ID, settings.PROCONNECT_SECRET = CLIENT, SECRET
    fournisseur_faux = FauxProConnect()
    monkeypatch.setattr(fournisseur, "session_http", fournisseur_faux.session)
    return fournisseur_faux


@pytest.fixture
def agent(faux):
    return CompteFabrique(email=faux.email)


def revenir(client: Client, faux: FauxProConnect, suite: str = "", **autrement):
    depart = client.get(reverse("proconnect"), {"next": suite} if suite else {})
    assert depart.status_code == 302, depart.content.decode()
    return client.get(reverse("proconnect_retour"), faux.autoriser(depart.url) | autrement)


def refuse(client: Client, reponse, message: str, statut: int = 403) -> None:
    assert reponse.status_code == statut
    assert message in reponse.content.decode().replace("\xa0", " ").replace("\u202f", " ")
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("mes_donnees")).status_code == 302, "quelqu'un est connecté"


class TestConnexion:
    def test_un_compte_qui_existe(self, client, faux, agent):
        faux.email = "Agent@Exemple.invalid"
        reponse = revenir(client, faux, suite=reverse("mes_donnees"))
        assert reponse.url == reverse("mes_donnees")
        assert client.session["_auth_user_id"] == str(agent.pk)
        assert Compte.objects.count() == 1, "un compte a été créé"
        assert faux.retour == "http://localhost:8000/compte/proconnect/retour/"

    def test_ne_mene_pas_ailleurs(self, client, faux, agent):
        assert revenir(client, faux, suite="https://ailleurs.invalid/").url == reverse("accueil")

    def test_un_second_facteur_prouve_la_bas_suffit(self, client, faux, agent):
        enroler(agent)
        faux.amr = ["pwd", "totp", "mfa"]
        assert revenir(client, faux).url == reverse("accueil")
        assert client.get(reverse("mes_donnees")).status_code == 200

    def test_sinon_le_notre_est_demande(self, client, faux, agent):
        enroler(agent)
        assert revenir(client, faux).url == reverse("mfa_authenticate")
        assert client.get(reverse("mes_donnees")).status_code == 302
        donner_le_code(client, code_du_moment())
        assert client.get(reverse("mes_donnees")).status_code == 200

    @pytest.mark.parametrize(("amr", "suite"), [(["mfa"], None), (["pwd"], "mfa_index"), (["totp"], "mfa_index")])
    def test_un_role_qui_l_exige(self, client, faux, coordinatrice, amr, suite):
        faux.email, faux.amr = coordinatrice.email, amr
        revenir(client, faux)
        page = client.get(reverse("conseils"))
        assert page.headers.get("Location") == (reverse(suite) if suite else None)

    def test_le_bouton_de_la_page_de_connexion(self, client, faux, settings):
        page = client.get(reverse("account_login"), {"next": "/aide/"}).content.decode()
        assert f'href="{reverse("proconnect")}?next=/aide/"' in page
        assert "S’identifier avec ProConnect" in page
        settings.PROCONNECT_ACTIF = False
        assert "ProConnect" not in client.get(reverse("account_login")).content.decode()
        assert client.get(reverse("proconnect")).status_code == 404


class TestRefus:
    @pytest.mark.parametrize("jeton", ["id_token", "userinfo"])
    @pytest.mark.parametrize(
        "signature",
        {
            "une autre clé": lambda: (cle("fausse"), "RS256"),
            "sans signature": lambda: (None, "none"),
            "le secret pour clé": lambda: ("un-secret-assez-long-pour-hs256-32-octets", "HS256"),
        }.items(),
        ids=lambda cas: cas[0],
    )
    def test_mal_signe(self, client, faux, agent, jeton, signature):
        faux.signature[jeton] = signature[1]()
        refuse(client, revenir(client, faux), DOUTE)

    @pytest.mark.parametrize(
        ("jeton", "mensonge"),
        [
            ("id_token", {"nonce": "un-autre-nonce-de-plus-de-trente-deux-signes"}),
            ("id_token", {"exp": 1_700_000_000}),
            ("id_token", {"aud": "un-autre-service"}),
            ("id_token", {"iss": "https://ailleurs.invalid/api/v2"}),
            ("userinfo", {"exp": 1_700_000_000}),
            ("userinfo", {"aud": "un-autre-service"}),
            ("userinfo", {"iss": "https://ailleurs.invalid/api/v2"}),
            ("userinfo", {"sub": "agent-2"}),
            ("userinfo", {"email": None}),
            ("userinfo", {"email_verified": False}),
        ],
    )
    def test_mal_dit(self, client, faux, agent, jeton, mensonge):
        faux.mensonges[jeton] = mensonge
        refuse(client, revenir(client, faux), DOUTE)

    @pytest.mark.parametrize("service", ["token", "userinfo", "jwks"])
    def test_un_service_refuse(self, client, faux, agent, service):
        faux.statuts[service] = 400
        refuse(client, revenir(client, faux), DOUTE)

    def test_un_autre_etat(self, client, faux, agent):
        refuse(client, revenir(client, faux, state="un-autre-etat-de-trente-deux-signes"), "commencée ailleurs")

    def test_la_reponse_d_un_autre_navigateur(self, client, faux, agent):
        retour = faux.autoriser(client.get(reverse("proconnect")).url)
        ailleurs = Client()
        refuse(ailleurs, ailleurs.get(reverse("proconnect_retour"), retour), "commencée ailleurs")

    def test_la_meme_reponse_deux_fois_ou_trop_tard(self, client, faux, agent, horloge):
        retour = faux.autoriser(client.get(reverse("proconnect")).url)
        horloge.shift(601)
        refuse(client, client.get(reverse("proconnect_retour"), retour), "commencée ailleurs")
        horloge.shift(-601)
        refuse(client, client.get(reverse("proconnect_retour"), retour), "commencée ailleurs")

    def test_interrompue_la_bas(self, client, faux, agent):
        depart = faux.autoriser(client.get(reverse("proconnect")).url)
        retour = {"error": "access_denied", "state": depart["state"]}
        refuse(client, client.get(reverse("proconnect_retour"), retour), "a été interrompue")

    def test_inconnu_ferme_ou_invite_la_meme_reponse(self, client, faux):
        pages = set()
        for champs in (None, {"is_active": False}, {"password": None}):
            Compte.objects.all().delete()
            if champs:
                CompteFabrique(email=faux.email, **champs)
            reponse = revenir(client, faux)
            refuse(client, reponse, SANS_COMPTE)
            pages.add(re.sub(r"\b\w{64}\b", "JETON", reponse.content.decode()))
        assert len(pages) == 1
        assert Compte.objects.count() == 1, "un compte a été créé"

    def test_proconnect_absent(self, client, faux, agent):
        faux.absent = True
        refuse(client, client.get(reverse("proconnect")), "ne répond pas", statut=503)
        faux.absent, faux.statuts["token"] = False, 502
        refuse(client, revenir(client, faux), "ne répond pas", statut=503)

    @pytest.mark.parametrize(
        "mensonge",
        [{"issuer": "https://ailleurs.invalid"}, {"jwks_uri": None}, {"token_endpoint": "http://en-clair.invalid"}],
    )
    def test_une_decouverte_qui_ment(self, client, faux, agent, mensonge):
        faux.mensonges["decouverte"] = mensonge
        refuse(client, client.get(reverse("proconnect")), DOUTE)


class TestDeconnexion:
    def test_la_session_de_proconnect_aussi(self, client, faux, agent):
        revenir(client, faux)
        assert client.post(reverse("account_logout")).url == reverse("proconnect_deconnexion")
        page = client.get(reverse("proconnect_deconnexion"))
        adresse = page.context["adresse"]
        demande = {nom: valeurs[0] for nom, valeurs in parse_qs(urlsplit(adresse).query).items()}
        assert adresse.startswith(f"{EMETTEUR}/session/end?")
        assert demande["post_logout_redirect_uri"] == "http://localhost:8000/compte/proconnect/deconnecte/"
        assert len(demande["state"]) >= 32
        assert demande["id_token_hint"].count(".") == 2
        assert client.get(reverse("mes_donnees")).status_code == 302
        client.get(reverse("proconnect_deconnecte"), {"state": "x"})
        assert "proconnect_jeton" in client.session
        client.get(reverse("proconnect_deconnecte"), {"state": demande["state"]})
        assert "déconnecté de l’application et de ProConnect" in client.get(reverse("account_login")).content.decode()
        assert client.get(reverse("proconnect_deconnexion")).url == reverse("account_login")

    def test_sans_proconnect_rien_ne_change(self, faux, connecte, agent):
        session = connecte(agent, [{"method": "password", "at": time()}])
        assert session.post(reverse("account_logout")).url == reverse("account_login")
