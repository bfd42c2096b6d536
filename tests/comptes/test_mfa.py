"""The second factor: required from two roles, offered to all, unreadable at rest."""

import re
from io import StringIO
from time import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from cryptography.fernet import Fernet, InvalidToken
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from comptes import chiffrement
from comptes.models import LigneAudit
from tests.fabriques import MOT_DE_PASSE, CompteFabrique

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MOT_DE_PASSE_SEUL = [{"method": "password", "at": 4_102_444_800}]


def code_du_moment(secret: str = SECRET, decalage: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time()) // 30 + decalage))


def enroler(compte) -> Authenticator:
    RecoveryCodes.activate(compte)
    return TOTP.activate(compte, SECRET).instance


def donner_le_mot_de_passe(compte) -> Client:
    client = Client()
    reponse = client.post(reverse("account_login"), {"login": compte.email, "password": MOT_DE_PASSE})
    assert reponse.url == reverse("mfa_authenticate")
    return client


def donner_le_code(client: Client, code: str):
    return client.post(reverse("mfa_authenticate"), {"code": code})


class TestObligation:
    @pytest.mark.parametrize("qui", ["coordinatrice", "administrateur"])
    def test_sans_second_facteur_rien_d_autre_que_l_enrolement(self, request, connecte, qui):
        compte = request.getfixturevalue(qui)
        session = connecte(compte, MOT_DE_PASSE_SEUL)
        for nom in ("accueil", "account_change_password", "usersessions_list", "recherche"):
            assert session.get(reverse(nom)).headers.get("Location") == reverse("mfa_index"), nom
        page = session.get(reverse("mfa_index"))
        assert "obligatoire" in page.content.decode()
        for nom in ("mfa_activate_totp", "mfa_add_webauthn", "aide", "account_logout"):
            assert session.get(reverse(nom)).status_code == 200, nom

    @pytest.mark.parametrize("page", ["mfa_index", "aide"])
    def test_le_menu_ne_montre_que_ce_qui_s_ouvre(self, connecte, coordinatrice, page):
        def menu(session) -> set[str]:
            corps = session.get(reverse(page)).content.decode()
            assert (reverse("suggestion_ajouter") in corps) == (reverse("conseils") in corps)
            bandeau = corps.split("<header")[1].split("</header>")[0]
            return set(re.findall(r'(?:href|action)="([^"]+)"', bandeau)) - {reverse("accueil")}

        permis = {reverse(nom) for nom in ("mfa_index", "aide", "account_logout")}
        assert menu(connecte(coordinatrice, MOT_DE_PASSE_SEUL)) == permis
        assert reverse("conseils") in menu(connecte(coordinatrice))

    def test_rien_ne_s_ecrit_non_plus(self, connecte, administrateur):
        session = connecte(administrateur, MOT_DE_PASSE_SEUL)
        ferme = CompteFabrique(is_active=False)
        assert session.post(reverse("compte_rouvrir", args=[ferme.pk])).url == reverse("mfa_index")
        ferme.refresh_from_db()
        assert not ferme.is_active
        assert "Rien n’a été enregistré" in session.get(reverse("mfa_index")).content.decode()

    def test_un_fragment_emmene_toute_la_page(self, connecte, coordinatrice):
        session = connecte(coordinatrice, MOT_DE_PASSE_SEUL)
        reponse = session.get(reverse("accueil"), headers={"HX-Request": "true"})
        assert reponse.headers["HX-Redirect"] == reverse("mfa_index")

    @pytest.mark.parametrize("qui", ["animatrice", "prefecture", "lecteur", "personne_sans_droit"])
    def test_aux_autres_il_est_propose(self, request, connecte, qui):
        session = connecte(request.getfixturevalue(qui), MOT_DE_PASSE_SEUL)
        assert session.get(reverse("accueil")).status_code == 200
        assert "pas obligatoire" in session.get(reverse("mfa_index")).content.decode()

    def test_la_demonstration_en_est_exempte(self, settings, connecte, coordinatrice):
        settings.MFA_EXIGEE = False
        assert connecte(coordinatrice, MOT_DE_PASSE_SEUL).get(reverse("accueil")).status_code == 200

    def test_une_session_d_avant_l_enrolement_donne_un_code(self, connecte, coordinatrice):
        """It may not enrol another device either: its password alone would then be enough."""
        session = connecte(coordinatrice, MOT_DE_PASSE_SEUL)
        enroler(coordinatrice)
        accueil, code = reverse("accueil"), reverse("mfa_reauthenticate")
        assert session.get(accueil).url == f"{code}?next=%2F"
        assert session.get(reverse("mfa_add_webauthn")).url.startswith(code)
        assert session.post(f"{code}?next=/", {"code": code_du_moment()}).url == "/"
        assert session.get(accueil).status_code == 200

    def test_les_preuves_d_un_autre_compte_ne_servent_pas(self, connecte, coordinatrice, administrateur):
        session = connecte(coordinatrice)
        magasin = session.session
        magasin["account_authentication_methods_user"] = str(administrateur.pk)
        magasin.save()
        assert session.get(reverse("accueil")).url == reverse("mfa_index")


class TestEnrolement:
    def test_de_l_application_jusqu_a_la_connexion(self, connecte, coordinatrice, monkeypatch):
        # Within the request, as when the test's own transaction is not around it.
        monkeypatch.setattr(transaction, "on_commit", lambda suite, **_: suite())
        session = connecte(coordinatrice, MOT_DE_PASSE_SEUL)
        page = session.get(reverse("mfa_activate_totp")).content.decode()
        assert "<svg" in page
        assert "style=" not in page
        secret = session.session["mfa.totp.secret"]
        faux = session.post(reverse("mfa_activate_totp"), {"code": "000000"})
        assert "ne convient pas" in faux.content.decode()
        suite = session.post(reverse("mfa_activate_totp"), {"code": code_du_moment(secret)})
        assert suite.url == reverse("mfa_view_recovery_codes")
        assert session.get(reverse("accueil")).status_code == 200, "le code donné à l'enrôlement vaut pour la session"
        assert LigneAudit.objects.filter(acte="mfa.ajouter", objet_id=coordinatrice.pk).count() == 1
        client = donner_le_mot_de_passe(coordinatrice)
        assert client.get(reverse("accueil")).status_code == 302
        donner_le_code(client, code_du_moment(secret))
        assert client.get(reverse("accueil")).status_code == 200

    def test_les_codes_de_secours_se_montrent_une_fois(self, connecte, coordinatrice):
        enroler(coordinatrice)
        session = connecte(coordinatrice)
        premiere, seconde = (session.get(reverse("mfa_view_recovery_codes")).content.decode() for _ in range(2))
        codes = re.findall(r"<code>(\d{8})</code>", premiere)
        assert len(codes) == 10
        assert f'href="data:text/plain;charset=utf-8,{"%0D%0A".join(codes)}%0D%0A"' in premiere
        assert not any(code in seconde for code in codes)

    def test_un_code_de_secours_sert_une_fois(self, coordinatrice):
        enroler(coordinatrice)
        code = RecoveryCodes.activate(coordinatrice).get_unused_codes()[0]
        client = donner_le_mot_de_passe(coordinatrice)
        donner_le_code(client, code)
        assert client.get(reverse("accueil")).status_code == 200
        assert "ne convient pas" in donner_le_code(donner_le_mot_de_passe(coordinatrice), code).content.decode()

    def test_les_nouveaux_codes_remplacent_les_anciens(self, connecte, coordinatrice):
        enroler(coordinatrice)
        ancien = RecoveryCodes.activate(coordinatrice).get_unused_codes()[0]
        page = connecte(coordinatrice).post(reverse("mfa_generate_recovery_codes"))
        assert page.url == reverse("mfa_view_recovery_codes")
        assert ancien not in RecoveryCodes.activate(coordinatrice).get_unused_codes()

    @pytest.mark.parametrize("nom", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"])
    def test_ces_pages_redemandent_qui_est_la(self, connecte, coordinatrice, nom):
        anciennes = [{"method": methode, "at": time() - 3600} for methode in ("password", "mfa")]
        reponse = connecte(coordinatrice, anciennes).get(reverse(nom))
        assert reponse.url.startswith(reverse("account_reauthenticate"))

    def test_un_role_qui_l_exige_ne_l_enleve_pas(self, connecte, coordinatrice, animatrice):
        for compte, reste in ((coordinatrice, True), (animatrice, False)):
            enroler(compte)
            connecte(compte).post(reverse("mfa_deactivate_totp"))
            assert Authenticator.objects.filter(user=compte, type="totp").exists() is reste
        assert not Authenticator.objects.filter(user=animatrice).exists(), "des codes de secours sans emploi"

    def test_la_derniere_cle_enlevee_se_remplace_aussitot(self, connecte, coordinatrice):
        cle = Authenticator.objects.create(user=coordinatrice, type="webauthn", data={"name": "Clé", "credential": {}})
        session = connecte(coordinatrice)
        session.post(reverse("mfa_remove_webauthn", args=[cle.pk]))
        assert session.get(reverse("accueil")).url == reverse("mfa_index")

    def test_la_cle_d_un_autre_n_existe_pas(self, connecte, coordinatrice, animatrice):
        cle = Authenticator.objects.create(user=animatrice, type="webauthn", data={"name": "Clé", "credential": {}})
        for nom in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
            assert connecte(coordinatrice).post(reverse(nom, args=[cle.pk])).status_code == 404


class TestConnexion:
    def test_un_code_ne_sert_pas_deux_fois(self, coordinatrice):
        enroler(coordinatrice)
        un, deux = donner_le_mot_de_passe(coordinatrice), donner_le_mot_de_passe(coordinatrice)
        donner_le_code(un, code_du_moment())
        assert un.get(reverse("accueil")).status_code == 200
        assert "vient de servir" in donner_le_code(deux, code_du_moment()).content.decode()

    @pytest.mark.parametrize("decalage", [-1, 1])
    def test_ni_le_code_d_avant_ni_celui_d_apres(self, coordinatrice, decalage):
        enroler(coordinatrice)
        reponse = donner_le_code(donner_le_mot_de_passe(coordinatrice), code_du_moment(decalage=decalage))
        assert reponse.status_code == 200

    def test_les_codes_sont_limites_par_compte(self, coordinatrice):
        enroler(coordinatrice)
        client = donner_le_mot_de_passe(coordinatrice)
        for _ in range(5):
            assert "ne convient pas" in donner_le_code(client, "000000").content.decode()
        ailleurs = Client(REMOTE_ADDR="192.0.2.7")
        ailleurs.cookies = client.cookies
        assert "Trop d’essais" in donner_le_code(ailleurs, code_du_moment()).content.decode()


class TestChiffrement:
    def test_rien_ne_se_lit_dans_la_base(self, coordinatrice):
        methode = enroler(coordinatrice)
        assert SECRET not in str(methode.data)
        assert chiffrement.dechiffrer(methode.data["secret"]) == SECRET
        graine = Authenticator.objects.get(user=coordinatrice, type="recovery_codes").data["seed"]
        assert re.fullmatch(r"[0-9a-f]{80}", chiffrement.dechiffrer(graine))
        assert chiffrement.dechiffrer(graine) not in str(graine)

    def test_changer_de_cle_sans_rien_perdre(self, settings, coordinatrice):
        methode = enroler(coordinatrice)
        (ancienne,) = settings.CLES_CHIFFREMENT
        nouvelle = Fernet.generate_key().decode()
        settings.CLES_CHIFFREMENT = [nouvelle, ancienne]
        assert chiffrement.dechiffrer(methode.data["secret"]) == SECRET
        call_command("rechiffrer_secrets", stdout=(sortie := StringIO()))
        assert "Secrets rechiffrés : 2." in sortie.getvalue()
        settings.CLES_CHIFFREMENT = [nouvelle]
        methode.refresh_from_db()
        assert chiffrement.dechiffrer(methode.data["secret"]) == SECRET
        settings.CLES_CHIFFREMENT = [ancienne]
        with pytest.raises(InvalidToken):
            chiffrement.dechiffrer(methode.data["secret"])


class TestRetrait:
    def retirer(self, client: Client, compte, motif="Téléphone perdu"):
        return client.post(reverse("compte_retirer_mfa", args=[compte.pk]), {"motif": motif})

    def test_l_administration_retire_previent_et_ferme(
        self, connecte, administrateur, coordinatrice, django_capture_on_commit_callbacks
    ):
        enroler(coordinatrice)
        ouverte = donner_le_mot_de_passe(coordinatrice)
        donner_le_code(ouverte, code_du_moment())
        with django_capture_on_commit_callbacks(execute=True):
            reponse = self.retirer(connecte(administrateur), coordinatrice)
        assert reponse.url == reverse("compte", args=[coordinatrice.pk])
        assert not Authenticator.objects.exists()
        assert ouverte.get(reverse("accueil")).url.startswith(reverse("account_login"))
        ligne = LigneAudit.objects.get(acte="mfa.retirer")
        assert (ligne.par_id, ligne.objet_id, ligne.motif) == (administrateur.pk, coordinatrice.pk, "Téléphone perdu")
        (courriel,) = mail.outbox
        assert courriel.to == [coordinatrice.email]
        assert "double authentification" in courriel.subject

    def test_il_faut_un_motif_une_methode_et_un_autre(self, connecte, administrateur, coordinatrice):
        session = connecte(administrateur)
        assert "n’a pas de double" in self.retirer(session, coordinatrice).content.decode()
        enroler(coordinatrice)
        enroler(administrateur)
        assert self.retirer(session, coordinatrice, motif=" ").status_code == 200
        assert "Personne ne retire la sienne" in self.retirer(session, administrateur).content.decode()
        assert Authenticator.objects.count() == 4

    def test_depuis_la_console(self, administrateur, django_capture_on_commit_callbacks):
        enroler(administrateur)
        with django_capture_on_commit_callbacks(execute=True):
            call_command("retirer_mfa", administrateur.email.upper(), stdout=StringIO())
        assert not Authenticator.objects.exists()
        assert LigneAudit.objects.get(acte="mfa.retirer").par_nom == "Automatique"
        assert len(mail.outbox) == 1
        for adresse, refus in ((administrateur.email, "n’a pas de double"), ("x@y.invalid", "Aucun compte")):
            with pytest.raises(CommandError, match=refus):
                call_command("retirer_mfa", adresse, stdout=StringIO())
