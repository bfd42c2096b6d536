"""Whoever's ways in change is told, whoever changed them."""

import re
import smtplib
from pathlib import Path

import allauth
import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from comptes.courriels import CHANGEMENTS, lien_invitation
from tests.comptes.test_mfa import code_du_moment, enroler
from tests.fabriques import MOT_DE_PASSE

pytestmark = pytest.mark.django_db
NOUVEAU = "Une-Phrase-Assez-Longue-7"
# Nobody signs up, and nobody changes an address by herself.
SANS_OBJET = {"account/email/email_changed", "account/email/email_confirm", "account/email/email_deleted"}


def dit(compte, phrase: str) -> None:
    (courriel,) = mail.outbox
    assert courriel.to == [compte.email]
    assert phrase in courriel.body
    assert "18 novembre 2026 à 10:00" in courriel.body
    assert "http://localhost:8000/compte/mot-de-passe/oubli/" in courriel.body


def changer(session):
    champs = {"oldpassword": MOT_DE_PASSE, "password1": NOUVEAU, "password2": NOUVEAU}
    return session.post(reverse("account_change_password"), champs)


def test_le_mot_de_passe(animatrice, connecte):
    changer(connecte(animatrice))
    dit(animatrice, "Le mot de passe de votre compte vient d’être changé.")


def test_le_mot_de_passe_par_un_lien(animatrice, client):
    page = client.get(lien_invitation(animatrice).removeprefix("http://localhost:8000"), follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": NOUVEAU, "password2": NOUVEAU})
    dit(animatrice, "par un lien reçu à votre adresse")


def test_une_application_ajoutee(animatrice, connecte, django_capture_on_commit_callbacks):
    session = connecte(animatrice)
    session.get(reverse("mfa_activate_totp"))
    with django_capture_on_commit_callbacks(execute=True):
        session.post(reverse("mfa_activate_totp"), {"code": code_du_moment(session.session["mfa.totp.secret"])})
    dit(animatrice, "Une application d’authentification vient d’être ajoutée")


def test_une_application_enlevee(animatrice, connecte):
    enroler(animatrice)
    connecte(animatrice).post(reverse("mfa_deactivate_totp"))
    dit(animatrice, "vient d’être enlevée")


def test_une_cle_enlevee(animatrice, connecte):
    cle = Authenticator.objects.create(user=animatrice, type="webauthn", data={"name": "Clé", "credential": {}})
    connecte(animatrice).post(reverse("mfa_remove_webauthn", args=[cle.pk]))
    dit(animatrice, "Une clé de sécurité de votre compte vient d’être enlevée")


def test_des_codes_renouveles(animatrice, connecte, django_capture_on_commit_callbacks):
    enroler(animatrice)
    with django_capture_on_commit_callbacks(execute=True):
        connecte(animatrice).post(reverse("mfa_generate_recovery_codes"))
    dit(animatrice, "De nouveaux codes de secours")


def test_sans_serveur_de_courriel_le_changement_est_fait(animatrice, connecte, monkeypatch):
    def tomber(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", tomber)
    assert changer(connecte(animatrice)).status_code == 302
    animatrice.refresh_from_db()
    assert animatrice.check_password(NOUVEAU)


def test_tout_ce_qu_allauth_annonce_a_sa_phrase():
    """A new version that announces something else would otherwise fail on the day it does."""
    paquet = Path(allauth.__file__).parent
    sources = [p.read_text() for rep in ("account", "mfa") for p in (paquet / rep).rglob("flows/*.py")]
    sources += [p.read_text() for p in (paquet / "mfa").rglob("flows.py")]
    annonces = {a for source in sources for a in re.findall(r'send_notification_mail\(\s*"([^"]+)"', source)}
    assert len(annonces) > 5
    assert annonces - SANS_OBJET == set(CHANGEMENTS)
