"""The e-mails of accounts. Texts are in ``templates/comptes/courriels/``."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from comptes.models import Compte


class CourrielNonParti(Exception):
    """The act is done, but its e-mail could not leave. ``str()`` is fit for the screen."""

    def __init__(self, compte: Compte) -> None:
        super().__init__(f"Le courriel pour {compte.email} n’a pas pu partir.")
        self.compte = compte


def lien_invitation(compte: Compte) -> str:
    """Return the link with which ``compte`` chooses a password.

    It is allauth's reset link: it serves once and expires after ``PASSWORD_RESET_TIMEOUT``.
    """
    jeton = default_token_generator.make_token(compte)
    return get_adapter().get_reset_password_from_key_url(f"{user_pk_to_url_str(compte)}-{jeton}")


def envoyer_invitation(compte: Compte) -> None:
    """Send the invitation. Raises ``CourrielNonParti``."""
    contexte = {
        "compte": compte,
        "lien": lien_invitation(compte),
        "jours": settings.PASSWORD_RESET_TIMEOUT // (24 * 3600),
        "demande": settings.ADRESSE_SITE + reverse("account_reset_password"),
    }
    _envoyer(compte, "comptes/courriels/invitation_sujet.txt", "comptes/courriels/invitation.txt", contexte)


def envoyer_lien_oubli(compte: Compte) -> None:
    """Send the link that answers a forgotten password. Raises ``CourrielNonParti``."""
    contexte = {"user": compte, "password_reset_url": lien_invitation(compte)}
    sujet, texte = "account/email/password_reset_key_subject.txt", "account/email/password_reset_key_message.txt"
    _envoyer(compte, sujet, texte, contexte)


def prevenir_du_retrait(compte: Compte) -> None:
    """Tell somebody that his or her second factor is gone. Raises ``CourrielNonParti``."""
    contexte = {"compte": compte, "adresse": settings.ADRESSE_SITE + reverse("mfa_index")}
    _envoyer(compte, "comptes/courriels/mfa_retiree_sujet.txt", "comptes/courriels/mfa_retiree.txt", contexte)


# What allauth announces about somebody's ways in, told in one sentence.
CHANGEMENTS = {
    "account/email/password_changed": "Le mot de passe de votre compte vient d’être changé.",
    "account/email/password_set": "Le mot de passe de votre compte vient d’être choisi.",
    "account/email/password_reset": "Un mot de passe vient d’être choisi par un lien reçu à votre adresse.",
    "mfa/email/totp_activated": "Une application d’authentification vient d’être ajoutée à votre compte.",
    "mfa/email/totp_deactivated": "L’application d’authentification de votre compte vient d’être enlevée.",
    "mfa/email/webauthn_added": "Une clé de sécurité vient d’être ajoutée à votre compte.",
    "mfa/email/webauthn_removed": "Une clé de sécurité de votre compte vient d’être enlevée.",
    "mfa/email/recovery_codes_generated": "De nouveaux codes de secours viennent de remplacer ceux de votre compte.",
}


def prevenir_d_un_changement(compte: Compte, quoi: str) -> None:
    """Tell somebody that a way into his or her account changed, whoever did it. Raises ``CourrielNonParti``."""
    contexte = {
        "compte": compte,
        "fait": CHANGEMENTS[quoi],
        "quand": timezone.now(),
        "oubli": settings.ADRESSE_SITE + reverse("account_reset_password"),
    }
    _envoyer(compte, "comptes/courriels/acces_change_sujet.txt", "comptes/courriels/acces_change.txt", contexte)


def _envoyer(compte: Compte, sujet: str, texte: str, contexte: dict) -> None:
    courriel = EmailMessage(
        subject=render_to_string(sujet, contexte).strip(),
        body=render_to_string(texte, contexte),
        to=[compte.email],
    )
    try:
        courriel.send()
    except OSError as erreur:  # smtplib's errors are OSError too
        raise CourrielNonParti(compte) from erreur
