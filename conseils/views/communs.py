"""What the views of a conseil share: finding it, what may be done with it, running a service on a form."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from django.forms import BaseForm
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect

from comptes.acces import objet_ou_404
from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.models import ConseilCitoyen, Reunion, VerificationReglement
from conseils.querysets import ConseilQuerySet
from conseils.services.depots import TYPES
from socle.transitions import TransitionRefusee

T = TypeVar("T")

# Each institution verifies with its own accounts.
VERIFIER = {
    VerificationReglement.Institution.PREFECTURE.value: P.REGLEMENT_VERIFIER_PREFECTURE,
    VerificationReglement.Institution.VILLE.value: P.REGLEMENT_VERIFIER_VILLE,
}


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


def reunion_ou_404(
    request: HttpRequest, numero: int, pk: int, *, agir: P | None = None
) -> tuple[ConseilCitoyen, Reunion]:
    """A meeting and its conseil: 404 when it cannot be seen, 403 when it cannot be acted on."""
    conseil = conseil_ou_404(request, numero)
    reunions = Reunion.objects.filter(conseil=conseil).select_related("conseil", "quartier")
    return conseil, objet_ou_404(reunions, request.user, voir=P.CONSEIL_VOIR, agir=agir, pk=pk)


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
    def deposer_reglement(self) -> bool:
        return self._compte.has_perm(P.REGLEMENT_DEPOSER, self._conseil)

    @cached_property
    def verifier_reglement(self) -> frozenset[str]:
        """The institutions for which this account may verify the règlement."""
        return frozenset(i for i, permission in VERIFIER.items() if self._compte.has_perm(permission, self._conseil))


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


def agir(request: HttpRequest, service: Callable[[], object], fait: str, *, retour: str) -> HttpResponse:
    """Run a service that has no form; say what was done, or why it was refused."""
    try:
        service()
        messages.success(request, fait)
    except TransitionRefusee as refus:
        messages.error(request, str(refus))
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    return redirect(retour)


def remettre(fichier: FieldFile, nom: str) -> FileResponse:
    """Hand over a private file, as an attachment named ``nom``. The caller has checked the door."""
    extension = Path(fichier.name).suffix
    type_mime = TYPES[extension.removeprefix(".")]
    return FileResponse(fichier.open("rb"), as_attachment=True, filename=f"{nom}{extension}", content_type=type_mime)
