"""Drawing lots: the list, one draw, its pool. No name here but on the page of the invitations."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import ColonnesForm, DepotForm, TirageForm
from conseils.models import Depot, Tirage
from conseils.services import tirages as services
from conseils.views.communs import soumettre
from conseils.vivier.resume import effectifs, par_cause
from socle.imports import FichierRefuse
from socle.transitions import TransitionRefusee


@exige(P.TIRAGE_MENER)
def tirages(request: HttpRequest) -> HttpResponse:
    liste = Tirage.objects.pour(request.user, P.TIRAGE_MENER).select_related("conseil__arrondissement")
    return render(request, "conseils/tirages/tirages.html", {"tirages": liste})


@exige(P.TIRAGE_MENER)
def tirage_ouvrir(request: HttpRequest) -> HttpResponse:
    formulaire = TirageForm(request.POST or None, compte=request.user)
    if request.method == "POST":
        tirage = soumettre(formulaire, partial(services.ouvrir_tirage, par=request.user))
        if tirage:
            messages.success(request, f"Le tirage {tirage.numero} est ouvert : déposez une première liste.")
            return redirect("tirage", tirage.numero)
    contexte = {"form": formulaire, "retour": reverse("tirages")}
    return render(request, "conseils/tirages/ouvrir.html", contexte)


@exige(P.TIRAGE_MENER)
def tirage(request: HttpRequest, numero: str) -> HttpResponse:
    tirage = tirage_ou_404(request, numero)
    candidats = list(tirage.candidats.du_vivier())
    contexte = {
        "tirage": tirage,
        "candidats": len(candidats),
        "effectifs": effectifs(candidats),
        "depot": Depot.objects.filter(tirage=tirage).defer("lignes").first(),
    }
    return render(request, "conseils/tirages/tirage.html", contexte)


@exige(P.TIRAGE_MENER)
def tirage_modifier(request: HttpRequest, numero: str) -> HttpResponse:
    tirage = tirage_ou_404(request, numero)
    initial = {"intitule": tirage.intitule, "nombre": tirage.nombre}
    formulaire = TirageForm(request.POST or None, compte=request.user, tirage=tirage, initial=initial)
    if request.method == "POST" and soumettre(
        formulaire, partial(services.modifier_tirage, tirage=tirage, par=request.user)
    ):
        messages.success(request, "Le tirage est enregistré.")
        return redirect("tirage", numero)
    contexte = {"form": formulaire, "tirage": tirage, "retour": reverse("tirage", args=[numero])}
    return render(request, "conseils/tirages/modifier.html", contexte)


@exige(P.TIRAGE_MENER)
def tirage_liste(request: HttpRequest, numero: str) -> HttpResponse:
    """Lay down a file; its columns are named on the next page."""
    tirage = tirage_ou_404(request, numero)
    formulaire = DepotForm(request.POST or None, request.FILES or None)
    causes = []
    if request.method == "POST":
        try:
            if soumettre(formulaire, partial(services.deposer_liste, tirage=tirage, par=request.user)):
                return redirect("tirage_colonnes", numero)
        except FichierRefuse as refus:
            causes = par_cause(refus.erreurs)
    contexte = {"form": formulaire, "tirage": tirage, "causes": causes, "retour": reverse("tirage", args=[numero])}
    return render(request, "conseils/tirages/liste.html", contexte)


@exige(P.TIRAGE_MENER)
def tirage_colonnes(request: HttpRequest, numero: str) -> HttpResponse:
    """Say what each column is, then import everything or nothing."""
    tirage = tirage_ou_404(request, numero)
    depot = Depot.objects.filter(tirage=tirage).select_related("tirage__conseil").first()
    if depot is None:
        return redirect("tirage_liste", numero)
    formulaire = ColonnesForm(request.POST or None, depot=depot)
    causes = []
    if request.method == "POST":
        try:
            nombre = soumettre(formulaire, partial(services.importer_liste, depot=depot, par=request.user))
            if nombre:
                messages.success(request, f"{nombre} personnes sont entrées dans le vivier.")
                return redirect("tirage", numero)
        except FichierRefuse as refus:
            causes = par_cause(refus.erreurs)
    contexte = {"form": formulaire, "tirage": tirage, "depot": depot, "apercu": depot.lignes[1:4], "causes": causes}
    return render(request, "conseils/tirages/colonnes.html", contexte)


@exige(P.TIRAGE_MENER)
@require_POST
def tirage_vider(request: HttpRequest, numero: str) -> HttpResponse:
    tirage = tirage_ou_404(request, numero)
    try:
        services.vider_vivier(tirage=tirage, par=request.user)
        messages.success(request, "Le vivier est vide.")
    except TransitionRefusee as refus:
        messages.error(request, str(refus))
    return redirect("tirage", numero)


def tirage_ou_404(request: HttpRequest, numero: str) -> Tirage:
    parmi = Tirage.objects.select_related("conseil__arrondissement")
    return objet_ou_404(parmi, request.user, voir=P.TIRAGE_MENER, numero=numero)
