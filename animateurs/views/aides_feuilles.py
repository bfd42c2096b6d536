"""What the pages of a feuille de route share: finding it, its rights, running a service on a form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from animateurs.models import ActionFeuille, FeuilleDeRoute
from animateurs.views.aides import version_vue
from comptes import porte
from comptes.acces import objet_ou_404
from comptes.permissions import Permission as P
from conseils.models import ConseilCitoyen
from conseils.views.communs import conseil_ou_404, page, soumettre

DROITS = {"modifier": P.FEUILLE_MODIFIER, "valider": P.FEUILLE_VALIDER}


def feuille_ou_404(
    request: HttpRequest, numero: int, exercice: int, *, agir: P | None = None
) -> tuple[ConseilCitoyen, FeuilleDeRoute]:
    """A feuille and its conseil: 404 when it cannot be seen, 403 when it cannot be acted on."""
    conseil = conseil_ou_404(request, numero)
    feuilles = FeuilleDeRoute.objects.filter(conseil=conseil)
    feuille = objet_ou_404(feuilles, request.user, voir=P.FEUILLE_VOIR, agir=agir, exercice=exercice)
    feuille.conseil = conseil
    return conseil, feuille


def action_ou_404(
    request: HttpRequest, numero: int, exercice: int, pk: int, *, agir: P | None = None
) -> tuple[ConseilCitoyen, ActionFeuille]:
    """An action of this feuille, with what moved it counted."""
    conseil, feuille = feuille_ou_404(request, numero, exercice)
    actions = feuille.actions.avec_avancement().completes().select_related("reporte__feuille")
    action = objet_ou_404(actions, request.user, voir=P.FEUILLE_VOIR, agir=agir, pk=pk)
    action.feuille = feuille
    return conseil, action


def droits_sur(feuille: FeuilleDeRoute, request: HttpRequest) -> dict[str, bool]:
    """``modifier``, ``valider``, and ``equipe``: either, hence more than what is published. In one query."""
    permises = porte.permises(request.user, feuille, DROITS.values())
    droits = {nom: permission in permises for nom, permission in DROITS.items()}
    return droits | {"equipe": any(droits.values())}


def adresse(nom: str, feuille: FeuilleDeRoute, *args: object) -> str:
    return reverse(nom, args=[feuille.conseil.arrondissement.numero, feuille.exercice, *args])


def contexte_de(request: HttpRequest, feuille: FeuilleDeRoute, **contexte) -> dict:
    return page(request, feuille.conseil, "feuille", feuille=feuille, **contexte)


def brouillon_ou_retour(request: HttpRequest, feuille: FeuilleDeRoute) -> HttpResponse | None:
    """A page that writes has nothing to show once the feuille is no longer a draft: back, and say why."""
    if feuille.modifiable:
        return None
    messages.error(request, FeuilleDeRoute.MACHINE.transitions["modifier"].refus)
    return redirect(adresse("feuille", feuille))


def rediger(
    request: HttpRequest,
    feuille: FeuilleDeRoute,
    formulaire: BaseForm,
    service: Callable[..., object],
    *,
    titre: str,
    fait: str,
    action: str = "Enregistrer",
    gabarit: str = "animateurs/feuilles/formulaire.html",
    retour: str = "",
    avec_version: bool = True,
    **contexte,
) -> HttpResponse:
    """One form, one service: show it; once accepted, say what was done and go back."""
    retour = retour or adresse("feuille", feuille)
    if request.method == "POST":
        versionne = {"version": version_vue(request)} if avec_version else {}
        if soumettre(formulaire, partial(service, par=request.user, **versionne)) is not None:
            messages.success(request, fait)
            return redirect(retour)
        feuille.refresh_from_db(fields=["version"])
    contexte |= {"form": formulaire, "titre": titre, "action_libelle": action, "retour": retour}
    return render(request, gabarit, contexte_de(request, feuille, **contexte))
