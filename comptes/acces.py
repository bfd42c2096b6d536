"""What every view declares: a permission, « any account », or « public », with the reason.

``comptes.checks`` fails when a URL of the resolver declares nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from allauth.account.decorators import reauthentication_required as identite_confirmee
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from comptes.models import Compte
from comptes.permissions import Permission
from comptes.porte import detient, permises
from socle.acces import Declaration, Vue, appeler, publique, tout_compte

__all__ = ["confirmer_identite", "exige", "identite_confirmee", "objet_ou_404", "publique", "tout_compte"]


def exige(permission: Permission) -> Callable[[Vue], Vue]:
    """Open the view to the accounts that hold ``permission`` somewhere (403 otherwise).

    The view still narrows to its object with ``objet_ou_404``. On GET and HEAD it cannot write.
    """

    def decorer(vue: Vue) -> Vue:
        @wraps(vue)
        def gardee(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not detient(request.user, permission):
                raise PermissionDenied
            return appeler(vue, request, *args, **kwargs)

        gardee.declaration = Declaration(permission)
        return gardee

    return decorer


def confirmer_identite(request: HttpRequest) -> None:
    """Ask again who is there, unless it was proved lately; then the same request, with what was typed, goes on.

    The decorator ``identite_confirmee`` does it for a whole view.
    """
    raise_if_reauthentication_required(request, app="comptes")


def objet_ou_404(
    queryset: QuerySet, compte: Compte, *, voir: Permission, agir: Permission | None = None, **cle
) -> Model:
    """Return the one row with this key.

    Cannot see it, or it does not exist: 404, so that the two look the same. Sees it but may not act on
    it: 403.
    """
    actes = [agir] if agir else []
    try:
        objet = queryset.pour(compte, voir).avec_permises(compte, actes).get(**cle)
    except queryset.model.DoesNotExist:
        raise Http404 from None
    if not permises(compte, objet, actes).issuperset(actes):
        raise PermissionDenied
    return objet
