"""Drawing lots: the list, one draw, its pool. No name here but on the page of the invitations."""

from functools import partial

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from comptes.acces import exige, objet_ou_404, publique
from comptes.permissions import Permission as P
from conseils.forms import (
    CloreTirageForm,
    ColonnesForm,
    DepotForm,
    QuotasForm,
    ReponsesForm,
    TirageForm,
    TirerForm,
)
from conseils.models import Depot, Invitation, Tirage
from conseils.services import invitations, scellement
from conseils.services import tirages as services
from conseils.tirages import propositions, tours_publies
from conseils.views.communs import agir, soumettre
from conseils.vivier.resume import effectifs, par_cause
from socle.imports import FichierRefuse
from socle.methodes import saisie


@exige(P.TIRAGE_MENER)
def tirages(request: HttpRequest) -> HttpResponse:
    liste = Tirage.objects.pour(request.user, P.TIRAGE_MENER).select_related("conseil__arrondissement")
    return render(request, "conseils/tirages/tirages.html", {"tirages": liste})


@exige(P.TIRAGE_MENER)
def tirage_ouvrir(request: HttpRequest) -> HttpResponse:
    formulaire = TirageForm(request.POST or None, compte=request.user)
    if tirage := soumettre(formulaire, partial(services.ouvrir_tirage, par=request.user)):
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
        "tours": tours_publies(tirage),
        "libres": max(0, scellement.places_a_pourvoir(tirage)),
        "quotas": tirage.quotas.exists(),
        "depot": Depot.objects.filter(tirage=tirage).defer("lignes").first(),
    }
    return render(request, "conseils/tirages/tirage.html", contexte)


@exige(P.TIRAGE_MENER)
def tirage_modifier(request: HttpRequest, numero: str) -> HttpResponse:
    tirage = tirage_ou_404(request, numero)
    initial = {"intitule": tirage.intitule, "nombre": tirage.nombre}
    formulaire = TirageForm(request.POST or None, compte=request.user, tirage=tirage, initial=initial)
    if soumettre(formulaire, partial(services.modifier_tirage, tirage=tirage, par=request.user)):
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
    try:
        if nombre := soumettre(formulaire, partial(services.importer_liste, depot=depot, par=request.user)):
            messages.success(request, f"{nombre} personnes sont entrées dans le vivier.")
            return redirect("tirage", numero)
    except FichierRefuse as refus:
        causes = par_cause(refus.erreurs)
    contexte = {"form": formulaire, "tirage": tirage, "depot": depot, "apercu": depot.lignes[1:4], "causes": causes}
    return render(request, "conseils/tirages/colonnes.html", contexte)


@exige(P.TIRAGE_MENER)
def tirage_vider(request: HttpRequest, numero: str) -> HttpResponse:
    tirage, retour = tirage_ou_404(request, numero), reverse("tirage", args=[numero])
    if request.method == "POST":
        service = partial(services.vider_vivier, tirage=tirage, par=request.user)
        return agir(request, service, "Le vivier est vide.", retour=retour)
    contexte = {"tirage": tirage, "candidats": tirage.candidats.count(), "retour": retour}
    return render(request, "conseils/tirages/vider.html", contexte)


@exige(P.TIRAGE_MENER)
def tirage_quotas(request: HttpRequest, numero: str) -> HttpResponse:
    """The quotas already set, or those proposed from the pool and the population."""
    tirage = tirage_ou_404(request, numero)
    du_vivier = effectifs(tirage.candidats.du_vivier())
    fixes = list(tirage.quotas.values("critere", "valeur", "minimum", "maximum"))
    proposes = not fixes or "proposer" in request.GET
    formulaire = QuotasForm(
        request.POST or None,
        effectifs=du_vivier,
        quotas=propositions(tirage, du_vivier) if proposes else fixes,
        nombre=tirage.nombre,
    )
    if soumettre(formulaire, partial(services.fixer_quotas, tirage=tirage, par=request.user)):
        messages.success(request, "Les quotas sont enregistrés.")
        return redirect("tirage", numero)
    contexte = {"form": formulaire, "tirage": tirage, "proposes": proposes and not formulaire.is_bound}
    return render(request, "conseils/tirages/quotas.html", contexte)


@exige(P.TIRAGE_MENER)
def tirage_sceller(request: HttpRequest, numero: str) -> HttpResponse:
    """Say what sealing does, then do it; also for a replacement."""
    tirage = tirage_ou_404(request, numero)
    formulaire = Form(saisie(request))
    if soumettre(formulaire, partial(scellement.sceller, tirage=tirage, par=request.user)):
        messages.success(request, "Le vivier et les quotas sont scellés ; leur empreinte est publique.")
        return redirect("tirage", numero)
    contexte = {"form": formulaire, "tirage": tirage, "places": scellement.places_a_pourvoir(tirage)}
    return render(request, "conseils/tirages/sceller.html", contexte)


@exige(P.TIRAGE_MENER)
def tirage_tirer(request: HttpRequest, numero: str) -> HttpResponse:
    tirage = tirage_ou_404(request, numero)
    formulaire = TirerForm(request.POST or None)
    if soumettre(formulaire, partial(scellement.tirer, tirage=tirage, par=request.user)):
        messages.success(request, "Le tirage est lancé. Vous pouvez quitter cette page.")
        return redirect("tirage", numero)
    contexte = {"form": formulaire, "tirage": tirage, "retour": reverse("tirage", args=[numero])}
    return render(request, "conseils/tirages/tirer.html", contexte)


@exige(P.TIRAGE_MENER)
@require_POST
def tirage_relancer(request: HttpRequest, numero: str) -> HttpResponse:
    tirage = tirage_ou_404(request, numero)
    if tirage.etat == Tirage.Etat.EN_COURS:
        scellement.relancer(tirage=tirage, par=request.user)
        messages.success(request, "Le tirage est relancé, avec la même graine.")
    return redirect("tirage", numero)


@exige(P.TIRAGE_MENER)
def tirage_invitations(request: HttpRequest, numero: str) -> HttpResponse:
    """Who was drawn, by name, and what they answered."""
    tirage = tirage_ou_404(request, numero)
    tirees = list(Invitation.objects.filter(tour__tirage=tirage).avec_identites())
    formulaire = ReponsesForm(request.POST or None, invitations=tirees)
    if soumettre(formulaire, partial(invitations.noter_reponses, tirage=tirage, par=request.user)) is not None:
        messages.success(request, "Les réponses sont enregistrées.")
        return redirect("tirage", numero)
    return render(request, "conseils/tirages/invitations.html", {"form": formulaire, "tirage": tirage})


@exige(P.TIRAGE_MENER)
def tirage_clore(request: HttpRequest, numero: str) -> HttpResponse:
    tirage = tirage_ou_404(request, numero)
    formulaire = CloreTirageForm(request.POST or None)
    if soumettre(formulaire, partial(invitations.clore_tirage, tirage=tirage, par=request.user)):
        messages.success(request, "Le tirage est clos ; les noms des personnes non retenues sont effacés.")
        return redirect("tirage", numero)
    contexte = {"form": formulaire, "tirage": tirage, "retour": reverse("tirage", args=[numero])}
    return render(request, "conseils/tirages/clore.html", contexte)


@publique("chacun peut vérifier un tirage scellé, qui ne porte aucun nom")
@require_safe
def tirage_public(request: HttpRequest, numero: str) -> HttpResponse:
    tirage = _public_ou_404(numero)
    return render(request, "conseils/tirages/public.html", {"tirage": tirage, "tours": tours_publies(tirage)})


@publique("le vivier scellé est anonyme et sert à refaire le tirage")
@require_safe
def tirage_vivier(request: HttpRequest, numero: str, rang: int) -> HttpResponse:
    """The very bytes whose sha256 was published."""
    tour = get_object_or_404(_public_ou_404(numero).tours, rang=rang)
    nom = f"{numero}-vivier-{rang}.csv"
    return HttpResponse(
        tour.vivier.encode(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{nom}"'},
    )


def _public_ou_404(numero: str) -> Tirage:
    publics = Tirage.objects.filter(etat__in=Tirage.PUBLICS).select_related("conseil__arrondissement")
    return get_object_or_404(publics, numero=numero)


def tirage_ou_404(request: HttpRequest, numero: str) -> Tirage:
    parmi = Tirage.objects.select_related("conseil__arrondissement")
    return objet_ou_404(parmi, request.user, voir=P.TIRAGE_MENER, numero=numero)
