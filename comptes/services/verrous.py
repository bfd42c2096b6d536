"""Taking a row to write in it, by whoever may."""

from django.core.exceptions import PermissionDenied
from django.db.models import Model

from comptes.models import Compte
from comptes.permissions import Permission


def verrouiller_pour(par: Compte, permission: Permission, objet: Model, *liens: str) -> Model:
    """Read ``objet`` again with its ``liens``, locked. Raises ``PermissionDenied`` unless ``par`` may act on it."""
    modele = type(objet)
    lignes = modele.objects.pour(par, permission).select_for_update(of=("self",)).select_related(*liens)
    try:
        return lignes.get(pk=objet.pk)
    except modele.DoesNotExist:
        raise PermissionDenied from None
