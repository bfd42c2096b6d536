"""How django-allauth behaves here: nobody signs up, people are invited."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


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
