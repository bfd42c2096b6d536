"""The one authentication backend: allauth proves who signs in, the door says what he or she may do."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Model

from comptes import porte
from comptes.models import Compte
from comptes.permissions import Permission


class PorteBackend(AuthenticationBackend):
    """Answers ``has_perm(perm, obj)`` with ``comptes.porte``, and with nothing else.

    Django's own tables of permissions and groups are never asked: they would be a second door.
    """

    def get_user(self, user_id: int) -> Compte | None:
        """The account of a session. Every page asks at once who it is and what it may do."""
        compte = Compte.objects.avec_ses_droits(user_id)
        return compte if compte and self.user_can_authenticate(compte) else None

    def has_perm(self, compte: Compte, perm: str, obj: Model | None = None) -> bool:
        """Tell whether ``obj`` is within reach, or, without ``obj``, whether anything can be."""
        if perm not in Permission.values:
            return False
        if obj is None:
            return porte.detient(compte, Permission(perm))
        return porte.atteint(compte, Permission(perm), obj)

    def has_module_perms(self, compte: Compte, app_label: str) -> bool:
        """Tell whether a permission of this app is held (``{% if perms.conseils %}``)."""
        return any(p.startswith(f"{app_label}.") and porte.detient(compte, p) for p in Permission)
