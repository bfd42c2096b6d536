"""What the views of a conseil share: finding it, what may be done with it, running a service on a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from django.forms import BaseForm
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify

from comptes import porte
from comptes.acces import objet_ou_404
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.views import communs as comptes
from conseils.forms.base import EnvoyeUneFois, FormulaireModele
from conseils.models import ConseilCitoyen, Reunion, VerificationReglement
from conseils.models.documents import Document
from conseils.onglets import LIBELLES, onglets_de
from conseils.pieces import SORTES
from conseils.querysets.conseil import ConseilQuerySet
from conseils.services.depots import TYPES
from conseils.services.envois import chacun_son_tour, une_seule_fois
from socle.transitions import TransitionRefusee

T = TypeVar("T")

# Each institution verifies with its own accounts.
VERIFIER = {
    VerificationReglement.Institution.PREFECTURE.value: P.REGLEMENT_VERIFIER_PREFECTURE,
    VerificationReglement.Institution.VILLE.value: P.REGLEMENT_VERIFIER_VILLE,
}
DROITS = {
    "modifier_conseil": P.CONSEIL_MODIFIER,
    "voir_membres": P.MEMBRE_VOIR,
    "modifier_membres": P.MEMBRE_MODIFIER,
    "droits_membre": P.MEMBRE_DROITS,
    "modifier_reunions": P.REUNION_MODIFIER,
    "deposer_reglement": P.REGLEMENT_DEPOSER,
    "modifier_formations": P.FORMATION_MODIFIER,
    "modifier_autonomie": P.AUTONOMIE_MODIFIER,
    "tenir_diagnostic": P.DIAGNOSTIC_TENIR,
    "modifier_initiatives": P.INITIATIVE_MODIFIER,
    "voir_budget": P.BUDGET_VOIR,
    "repartir_budget": P.BUDGET_REPARTIR,
    "saisir_depenses": P.DEPENSE_SAISIR,
    "saisir_representation": P.REPRESENTATION_SAISIR,
    "modifier_projet_territoire": P.PROJET_TERRITOIRE_MODIFIER,
    "modifier_avis": P.AVIS_MODIFIER,
    "suivre_avis": P.AVIS_MODIFIER,
}
MONTRES = (*DROITS.values(), *VERIFIER.values())


def conseil_ou_404(
    request: HttpRequest, numero: int, *, agir: P | None = None, parmi: ConseilQuerySet | None = None
) -> ConseilCitoyen:
    """The conseil of this arrondissement: 404 when it cannot be seen, 403 when it cannot be acted on."""
    conseils = ConseilCitoyen.objects.all() if parmi is None else parmi
    return objet_ou_404(
        conseils.select_related("arrondissement").avec_permises(request.user, MONTRES),
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


@dataclass(frozen=True)
class Droits:
    """What an account may do with a conseil: what its pages show. Asked to the door as the conseil is read."""

    modifier_conseil: bool
    voir_membres: bool
    modifier_membres: bool
    droits_membre: bool
    modifier_reunions: bool
    deposer_reglement: bool
    modifier_formations: bool
    modifier_autonomie: bool
    tenir_diagnostic: bool
    modifier_initiatives: bool
    voir_budget: bool
    repartir_budget: bool
    saisir_depenses: bool
    saisir_representation: bool
    modifier_projet_territoire: bool
    modifier_avis: bool
    suivre_avis: bool
    voir_feuilles: bool
    verifier_reglement: frozenset[str]  # the institutions for which this account may verify the règlement


def droits_sur(conseil: ConseilCitoyen, compte: Compte) -> Droits:
    """Ask the door everything that the pages of a conseil want to know."""
    permises = porte.permises(compte, conseil, MONTRES)
    return Droits(
        voir_feuilles=porte.detient(compte, P.FEUILLE_VOIR),  # what is published of them is filtered by their page
        verifier_reglement=frozenset(i for i, permission in VERIFIER.items() if permission in permises),
        **{nom: permission in permises for nom, permission in DROITS.items()},
    )


def page(request: HttpRequest, conseil: ConseilCitoyen, onglet: str, **contexte) -> dict:
    """The context of every page of a conseil."""
    droits = droits_sur(conseil, request.user)
    onglets = {"onglets": onglets_de(conseil, onglet, droits), "page_courante": LIBELLES[onglet]}
    return {"conseil": conseil, "droits": droits, **onglets, **contexte}


def soumettre(formulaire: BaseForm, service: Callable[..., T]) -> T | Literal[True] | None:
    """``comptes.views.communs.soumettre``, once for each form and never over what somebody else has just written."""
    return comptes.soumettre(formulaire, lambda **champs: _executer(formulaire, partial(service, **champs)))


def _executer(formulaire: BaseForm, faire: Callable[[], T]) -> T:
    """A form that creates is obeyed once; one that changes a row never hides what others wrote in it."""
    if isinstance(formulaire, FormulaireModele) and formulaire.instance.pk:
        return chacun_son_tour(objet=formulaire.instance, verifier=formulaire.verifier_vu, faire=faire)
    cle = formulaire.empreinte_de_l_envoi(faire) if isinstance(formulaire, EnvoyeUneFois) else ""
    return une_seule_fois(cle=cle, faire=faire) if cle else faire()


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


def remettre_document(document: Document) -> FileResponse:
    """Hand over a document under its title. The caller has checked the door."""
    return FileResponse(
        document.fichier.open(),
        as_attachment=True,
        filename=f"{slugify(document.titre) or 'document'}.{document.sorte}",
        content_type=SORTES[document.sorte],
    )
