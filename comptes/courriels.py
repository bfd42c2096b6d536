"""The e-mails of accounts. Texts are in ``templates/comptes/courriels/``."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

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
    courriel = EmailMessage(
        subject=render_to_string("comptes/courriels/invitation_sujet.txt", contexte).strip(),
        body=render_to_string("comptes/courriels/invitation.txt", contexte),
        to=[compte.email],
    )
    try:
        courriel.send()
    except OSError as erreur:  # smtplib's errors are OSError too
        raise CourrielNonParti(compte) from erreur
