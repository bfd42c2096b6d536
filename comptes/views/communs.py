"""What the views of accounts share, and those of the other apps with them."""

from collections.abc import Callable
from typing import Literal, TypeVar

from django.core.exceptions import ValidationError
from django.forms import BaseForm

from socle.transitions import TransitionRefusee

T = TypeVar("T")


def soumettre(formulaire: BaseForm, service: Callable[..., T]) -> T | Literal[True] | None:
    """Run ``service`` on what was typed; return what it returns, or ``True``.

    ``None``: nothing was typed, or it is refused, and the form says why, beside its fields.
    """
    if not formulaire.is_valid():
        return None
    try:
        fait = service(**formulaire.cleaned_data)
        return True if fait is None else fait
    except TransitionRefusee as refus:
        formulaire.add_error(None, str(refus))
    except ValidationError as refus:
        for champ, erreurs in refus.update_error_dict({}).items():
            formulaire.add_error(champ if champ in formulaire.fields else None, erreurs)
    return None
