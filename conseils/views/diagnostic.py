"""The diagnostic of a conseil, in two tabs: what inhabitants say, who acts on the territory."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.definitions import QUARTIER_VECU
from conseils.forms import ActeurForm, ExpressionForm, FiltreActeurs, FiltreDiagnostic, InterlocuteurForm
from conseils.models import Acteur, ConseilCitoyen, Expression, Interlocuteur
from conseils.services import diagnostic as services
from conseils.views.communs import conseil_ou_404, page, soumettre

PAR_PAGE = 20


@exige(P.DIAGNOSTIC_TENIR)
def diagnostic(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = _conseil(request, numero)
    filtre = FiltreDiagnostic(request.GET, conseil=conseil, genre="Source", choix=Expression.Source.choices)
    expressions = conseil.expressions.filtrees(**filtre.choix()).select_related("quartier", "objectif")
    expressions = expressions.prefetch_related("avis")
    contexte = {"filtre": filtre, "expressions": Paginator(expressions, PAR_PAGE).get_page(request.GET.get("page"))}
    return render(request, "conseils/diagnostic.html", page(request, conseil, "diagnostic", **contexte))


@exige(P.DIAGNOSTIC_TENIR)
def acteurs(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = _conseil(request, numero)
    filtre = FiltreActeurs(request.GET, conseil=conseil, genre="Nature", choix=Acteur.Nature.choices)
    structures = conseil.acteurs.filtres(**filtre.choix()).select_related("quartier")
    structures = structures.prefetch_related("interlocuteurs")
    contexte = {
        "filtre": filtre,
        "acteurs": Paginator(structures, PAR_PAGE).get_page(request.GET.get("page")),
        "quartier_vecu": QUARTIER_VECU,
    }
    return render(request, "conseils/acteurs.html", page(request, conseil, "diagnostic", **contexte))


@exige(P.DIAGNOSTIC_TENIR)
def expression_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = _conseil(request, numero)
    service = partial(services.noter_expression, conseil=conseil, par=request.user)
    return _formulaire(
        request,
        conseil,
        ExpressionForm(request.POST or None, conseil=conseil),
        service,
        titre="Noter une expression",
        retour=reverse("diagnostic", args=[numero]),
    )


@exige(P.DIAGNOSTIC_TENIR)
def expression_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = _conseil(request, numero)
    expression = _objet(request, Expression, conseil=conseil, pk=pk)
    formulaire = ExpressionForm(request.POST or None, instance=expression, conseil=conseil)
    service = partial(services.modifier_expression, expression=expression, par=request.user)
    return _formulaire(
        request,
        conseil,
        formulaire,
        service,
        titre="Modifier l’expression",
        retour=reverse("diagnostic", args=[numero]),
        suppression=reverse("expression_supprimer", args=[numero, pk]),
    )


@exige(P.DIAGNOSTIC_TENIR)
def acteur_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = _conseil(request, numero)
    service = partial(services.inscrire_acteur, conseil=conseil, par=request.user)
    formulaire = ActeurForm(request.POST or None, conseil=conseil)
    return _formulaire(
        request, conseil, formulaire, service, titre="Ajouter un acteur", retour=reverse("acteurs", args=[numero])
    )


@exige(P.DIAGNOSTIC_TENIR)
def acteur_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = _conseil(request, numero)
    acteur = _objet(request, Acteur, conseil=conseil, pk=pk)
    formulaire = ActeurForm(request.POST or None, instance=acteur, conseil=conseil)
    service = partial(services.modifier_acteur, acteur=acteur, par=request.user)
    return _formulaire(
        request, conseil, formulaire, service, titre="Modifier l’acteur", retour=reverse("acteurs", args=[numero])
    )


@exige(P.DIAGNOSTIC_TENIR)
def interlocuteur_ajouter(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = _conseil(request, numero)
    acteur = _objet(request, Acteur, conseil=conseil, pk=pk)
    service = partial(services.ajouter_interlocuteur, acteur=acteur, par=request.user)
    retour = reverse("acteurs", args=[numero])
    titre = f"Ajouter un interlocuteur, {acteur}"
    return _formulaire(request, conseil, InterlocuteurForm(request.POST or None), service, titre=titre, retour=retour)


@exige(P.DIAGNOSTIC_TENIR)
@require_POST
def interlocuteur_retirer(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = _conseil(request, numero)
    interlocuteur = _objet(request, Interlocuteur, acteur__conseil=conseil, pk=pk)
    services.retirer_interlocuteur(interlocuteur=interlocuteur, par=request.user)
    messages.success(request, "L’interlocuteur est effacé de l’annuaire.")
    return redirect("acteurs", numero)


def _conseil(request: HttpRequest, numero: int) -> ConseilCitoyen:
    return conseil_ou_404(request, numero, agir=P.DIAGNOSTIC_TENIR)


def _objet(request: HttpRequest, modele: type, **cle):
    return objet_ou_404(modele.objects.all(), request.user, voir=P.DIAGNOSTIC_TENIR, **cle)


def _formulaire(
    request: HttpRequest,
    conseil: ConseilCitoyen,
    form: BaseForm,
    service: Callable,
    *,
    titre: str,
    retour: str,
    suppression: str = "",
) -> HttpResponse:
    """One form, one service: what the pages that write the diagnostic have in common."""
    if soumettre(form, service):
        messages.success(request, "C’est enregistré.")
        return redirect(retour)
    contexte = {"form": form, "titre": titre, "retour": retour, "suppression": suppression}
    return render(request, "conseils/diagnostic_formulaire.html", page(request, conseil, "diagnostic", **contexte))
