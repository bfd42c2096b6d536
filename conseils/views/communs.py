"""What the views of a conseil share: finding it, what may be done with it, running a service on a form."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest

from comptes.acces import objet_ou_404
from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.models import ConseilCitoyen
from conseils.querysets import ConseilQuerySet
from socle.transitions import TransitionRefusee

T = TypeVar("T")


def conseil_ou_404(
    request: HttpRequest, numero: int, *, agir: P | None = None, parmi: ConseilQuerySet | None = None
) -> ConseilCitoyen:
    """The conseil of this arrondissement: 404 when it cannot be seen, 403 when it cannot be acted on."""
    conseils = ConseilCitoyen.objects.all() if parmi is None else parmi
    return objet_ou_404(
        conseils.select_related("arrondissement"),
        request.user,
        voir=P.CONSEIL_VOIR,
        agir=agir,
        arrondissement__numero=numero,
    )


class Droits:
    """What a page shows of a conseil: each question goes to the door once, when the template asks it."""

    def __init__(self, compte: Compte, conseil: ConseilCitoyen) -> None:
        self._compte, self._conseil = compte, conseil

    @cached_property
    def modifier_conseil(self) -> bool:
        return self._compte.has_perm(P.CONSEIL_MODIFIER, self._conseil)

    @cached_property
    def voir_membres(self) -> bool:
        return self._compte.has_perm(P.MEMBRE_VOIR, self._conseil)

    @cached_property
    def modifier_membres(self) -> bool:
        return self._compte.has_perm(P.MEMBRE_MODIFIER, self._conseil)

    @cached_property
    def modifier_reunions(self) -> bool:
        return self._compte.has_perm(P.REUNION_MODIFIER, self._conseil)

    @cached_property
    def modifier_formations(self) -> bool:
        return self._compte.has_perm(P.FORMATION_MODIFIER, self._conseil)

    @cached_property
    def modifier_autonomie(self) -> bool:
        return self._compte.has_perm(P.AUTONOMIE_MODIFIER, self._conseil)

    @cached_property
    def tenir_diagnostic(self) -> bool:
        return self._compte.has_perm(P.DIAGNOSTIC_TENIR, self._conseil)


def page(request: HttpRequest, conseil: ConseilCitoyen, onglet: str, **contexte) -> dict:
    """The context of every page of a conseil."""
    return {"conseil": conseil, "onglet": onglet, "droits": Droits(request.user, conseil), **contexte}


def soumettre(formulaire: BaseForm, service: Callable[..., T]) -> T | None:
    """Run ``service`` on what was typed. ``None``: refused, and the form says why, beside its fields."""
    if not formulaire.is_valid():
        return None
    try:
        return service(**formulaire.cleaned_data)
    except TransitionRefusee as refus:
        formulaire.add_error(None, str(refus))
    except ValidationError as refus:
        for champ, erreurs in refus.error_dict.items():
            formulaire.add_error(champ if champ in formulaire.fields else None, erreurs)
    return None
