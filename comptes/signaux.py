"""What allauth tells of second factors, kept in the audit trail and in the session."""

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.mfa.utils import is_mfa_enabled
from django.dispatch import receiver
from django.http import HttpRequest

from comptes.models import Compte
from comptes.services import mfa

SECOURS = Authenticator.Type.RECOVERY_CODES


@receiver(authenticator_added)
def ajout(*, request: HttpRequest, user: Compte, authenticator: Authenticator, **kwargs) -> None:
    """Whoever has just shown that the device answers has given a second factor in this session."""
    if authenticator.type != SECOURS:
        record_authentication(request, user, "mfa", type=authenticator.type)
        mfa.noter(acte="mfa.ajouter", compte=user, sorte=authenticator.type)


@receiver(authenticator_removed)
def retrait(*, request: HttpRequest, user: Compte, authenticator: Authenticator, **kwargs) -> None:
    """Without any device left, the session forgets that one had answered: a role may require another at once."""
    if authenticator.type != SECOURS:
        mfa.noter(acte="mfa.enlever", compte=user, sorte=authenticator.type)
    if not is_mfa_enabled(user):
        preuves = get_authentication_records(request, user)
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [p for p in preuves if p["method"] != "mfa"]


@receiver(authenticator_reset)
def renouvellement(*, user: Compte, authenticator: Authenticator, **kwargs) -> None:
    mfa.noter(acte="mfa.renouveler", compte=user, sorte=authenticator.type)
