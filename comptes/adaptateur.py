"""How django-allauth behaves here: nobody signs up, people are invited."""

import logging
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from comptes import chiffrement, qr
from comptes.courriels import CourrielNonParti, prevenir_d_un_changement
from comptes.models import Compte
from comptes.proconnect.connexion import JETON

logger = logging.getLogger(__name__)


class AdaptateurSurInvitation(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "L’adresse e-mail ou le mot de passe ne convient pas.",
        "too_many_login_attempts": "Trop d’essais : attendez cinq minutes avant de recommencer.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of a reset or of an invitation.

        It begins with our own address, never with the ``Host`` that the request claims: a forged one
        would send the secret key to somebody else.
        """
        uidb36, _, jeton = key.partition("-")
        chemin = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": jeton})
        return settings.ADRESSE_SITE + chemin

    def send_notification_mail(self, template_prefix: str, user: Compte, *args, **kwargs) -> None:
        """Tell the person; the change is done, and a mail server that is away does not undo it."""
        try:
            prevenir_d_un_changement(user, template_prefix)
        except CourrielNonParti:
            logger.exception("courriel non parti : %s", template_prefix)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Whoever came by ProConnect is still signed in there: the next page says so."""
        return reverse("proconnect_deconnexion" if JETON in request.session else settings.LOGOUT_REDIRECT_URL)

    def logout(self, request: HttpRequest) -> None:
        """End the session, and keep in the empty one that follows what ProConnect asks for to end its own."""
        jeton = request.session.get(JETON)
        super().logout(request)
        if jeton:
            request.session[JETON] = jeton

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """A sensitive act asks again who is there, unless it was proved less than a quarter of an hour ago.

        Signing in is such a proof: allauth alone would ask for the password twice in a row.
        """
        preuves = get_authentication_records(self.request, self.request.user)
        return not any(time.time() - preuve["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for preuve in preuves)


class AdaptateurMfa(DefaultMFAAdapter):
    """The second factor: secrets encrypted at rest, and no way back for the roles that must have one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Ce code ne convient pas, ou il vient de servir : attendez le suivant et recopiez-le.",
        "cannot_delete_authenticator": (
            "Votre rôle exige une double authentification : ajoutez d’abord une autre méthode."
        ),
    }

    def encrypt(self, text: str) -> str:
        return chiffrement.chiffrer(text)

    def decrypt(self, encrypted_text: str) -> str:
        return chiffrement.dechiffrer(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        return qr.svg(url, "Code QR à lire avec l’application d’authentification")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        facteurs = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        autre = facteurs.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
        return autre or not authenticator.user.mfa_obligatoire
