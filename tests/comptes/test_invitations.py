"""Inviting: an account without a password, a role, and a link that serves once."""

import re
import smtplib
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from comptes.courriels import CourrielNonParti
from comptes.models import Compte, Habilitation, LigneAudit
from comptes.services.comptes import inviter, renvoyer_invitation
from tests.fabriques import ArrondissementFabrique, CompteFabrique

pytestmark = pytest.mark.django_db
NOUVEAU = "Une-Phrase-Assez-Longue-7"
AUJOURD_HUI = date(2026, 11, 18)


@pytest.fixture
def invitation(administrateur, django_capture_on_commit_callbacks):
    """``invitation(role=…, …)`` invites Léa and lets the e-mail go, as a committed transaction does."""

    def _inviter(**valeurs) -> Compte:
        identite = {"email": "Lea@Mairie18.invalid", "prenom": "Léa", "nom": "L'Hostis"}
        with django_capture_on_commit_callbacks(execute=True):
            return inviter(**(identite | valeurs), par=administrateur)

    return _inviter


def chemin_du_lien(texte: str) -> str:
    return re.search(r"http://localhost:8000(/compte/mot-de-passe/nouveau/\S+)", texte)[1]


def choisir_un_mot_de_passe(client, lien: str):
    formulaire = client.get(lien)
    return client.post(formulaire.url, {"password1": NOUVEAU, "password2": NOUVEAU})


def test_inviter_ouvre_un_compte_sans_mot_de_passe_et_son_role(invitation, administrateur):
    dix_huit = ArrondissementFabrique(numero=18)
    compte = invitation(role="lecteur", arrondissement=dix_huit, debut=AUJOURD_HUI, fin=None)
    assert (compte.email, compte.etat) == ("lea@mairie18.invalid", Compte.Etat.INVITE)
    assert not compte.has_usable_password()
    assert [str(h) for h in compte.habilitations_en_cours] == ["Lecteur d'arrondissement, 18e"]
    actes = LigneAudit.objects.order_by("pk").values_list("acte", "par_id")
    assert list(actes) == [("compte.inviter", administrateur.pk), ("habilitation.ouvrir", administrateur.pk)]


def test_un_animateur_s_invite_sans_role(invitation):
    compte = invitation()
    assert compte.etat == Compte.Etat.INVITE
    assert not compte.habilitations.exists()


def test_le_courriel_s_adresse_a_la_personne(invitation):
    invitation()
    (courriel,) = mail.outbox
    assert courriel.to == ["lea@mairie18.invalid"]
    assert courriel.subject == "Conseils citoyens de Paris : votre invitation"
    assert "Bonjour Léa L'Hostis," in courriel.body, "du texte, pas du HTML échappé"
    assert "valable 7 jours" in courriel.body


def test_le_lien_donne_un_mot_de_passe_une_seule_fois(invitation, client):
    compte = invitation()
    lien = chemin_du_lien(mail.outbox[0].body)
    assert choisir_un_mot_de_passe(client, lien).status_code == 302
    compte.refresh_from_db()
    assert compte.check_password(NOUVEAU)
    assert compte.etat == Compte.Etat.ACTIF
    assert client.get(lien).status_code == 200, "le lien sert deux fois"


@pytest.mark.parametrize(("jours", "valable"), [(6.9, True), (7.1, False)])
def test_le_lien_expire_en_sept_jours(jours, valable, invitation, client, horloge):
    invitation()
    horloge.shift(timedelta(days=jours))
    assert (client.get(chemin_du_lien(mail.outbox[0].body)).status_code == 302) is valable


def test_rien_ne_part_si_le_role_est_refuse(invitation):
    with pytest.raises(ValidationError):
        invitation(role="lecteur", arrondissement=None, debut=AUJOURD_HUI)
    assert mail.outbox == []
    assert not Compte.objects.filter(email="lea@mairie18.invalid").exists()
    assert not LigneAudit.objects.exists()


def test_une_adresse_connue_est_refusee_dans_toute_casse(invitation):
    CompteFabrique(email="lea@mairie18.invalid")
    with pytest.raises(ValidationError) as refus:
        invitation(email="LEA@MAIRIE18.INVALID")
    assert "email" in refus.value.message_dict


def test_le_compte_reste_quand_le_courriel_ne_part_pas(invitation, monkeypatch):
    def en_panne(self, **options):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", en_panne)
    with pytest.raises(CourrielNonParti, match=re.escape("lea@mairie18.invalid")):
        invitation()
    assert Compte.objects.filter(email="lea@mairie18.invalid").exists()


def test_renvoyer_l_invitation(invitation, administrateur, client, django_capture_on_commit_callbacks):
    compte = invitation()
    with django_capture_on_commit_callbacks(execute=True):
        renvoyer_invitation(compte=compte, par=administrateur)
    _, second = mail.outbox
    assert choisir_un_mot_de_passe(client, chemin_du_lien(second.body)).status_code == 302
    with pytest.raises(ValidationError, match="déjà choisi son mot de passe"):
        renvoyer_invitation(compte=compte, par=administrateur)


def test_le_premier_compte_vient_de_la_console(capsys, client):
    call_command("creer_administrateur", "ada@exemple.invalid", "Ada", "Lovelace")
    assert mail.outbox == []
    assert choisir_un_mot_de_passe(client, chemin_du_lien(capsys.readouterr().out)).status_code == 302
    client.post(reverse("account_login"), {"login": "ada@exemple.invalid", "password": NOUVEAU})
    assert client.get(reverse("comptes")).url == reverse("mfa_index"), "le second facteur d'abord"
    assert Habilitation.objects.get().role == "administration"
    assert set(LigneAudit.objects.values_list("par_nom", flat=True)) == {"Automatique"}


def test_la_console_redonne_un_lien_perdu(capsys, administrateur):
    call_command("creer_administrateur", administrateur.email.upper(), "Adam", "Administration")
    assert chemin_du_lien(capsys.readouterr().out)
    assert Compte.objects.count() == 1


def test_la_console_ne_promeut_pas_un_compte_existant(coordinatrice):
    with pytest.raises(CommandError, match="déjà"):
        call_command("creer_administrateur", coordinatrice.email, "Corinne", "Coordination")
    assert not coordinatrice.a_le_role("administration")
