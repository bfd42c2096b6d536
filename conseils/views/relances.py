"""Reminders: what will leave, what left, what is suspended; and the delays that start the clocks."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import ConfirmationForm, DelaiForm, PauseForm
from conseils.models import DelaiReponse, Destinataire, PauseRelance, Relance
from conseils.previsions import previsions
from conseils.services import pauses, reglages
from conseils.views.communs import agir, soumettre

PAR_PAGE = 50
PREVUES_MONTREES = 200


@exige(P.AVIS_MODIFIER)
def relances(request: HttpRequest) -> HttpResponse:
    jour = timezone.localdate()
    suspendues = PauseRelance.objects.pour(request.user, P.AVIS_MODIFIER).a_partir_du(jour)
    parties = Relance.objects.pour(request.user, P.AVIS_MODIFIER).parties()
    contexte = {
        "previsions": previsions(Destinataire.objects.pour(request.user, P.AVIS_MODIFIER), jour),
        "plafond": f":{PREVUES_MONTREES}",
        "suspendues": suspendues.pour_la_liste(),
        "historique": Paginator(parties.pour_la_liste(), PAR_PAGE).get_page(request.GET.get("page")),
        "regle_les_delais": P.DELAI_MODIFIER in request.user.permissions_en_cours,
    }
    return render(request, "conseils/relances/relances.html", contexte)


@exige(P.AVIS_MODIFIER)
def relances_suspendre(request: HttpRequest, pk: int) -> HttpResponse:
    destinataire = _destinataire_ou_404(request, pk)
    formulaire = PauseForm(request.POST or None)
    if soumettre(formulaire, partial(pauses.suspendre, destinataire=destinataire, par=request.user)):
        messages.success(request, f"Les relances à {destinataire} sont suspendues.")
        return redirect("relances")
    contexte = {"form": formulaire, "destinataire": destinataire, "retour": reverse("relances")}
    return render(request, "conseils/relances/suspendre.html", contexte)


@exige(P.AVIS_MODIFIER)
@require_POST
def relances_reprendre(request: HttpRequest, pk: int) -> HttpResponse:
    destinataire = _destinataire_ou_404(request, pk)
    service = partial(pauses.reprendre, destinataire=destinataire, par=request.user)
    return agir(request, service, f"Les relances à {destinataire} reprennent.", retour="relances")


def _destinataire_ou_404(request: HttpRequest, pk: int) -> Destinataire:
    destinataires = Destinataire.objects.select_related("avis__conseil__arrondissement", "partenaire")
    return objet_ou_404(destinataires, request.user, voir=P.AVIS_MODIFIER, pk=pk)


@exige(P.DELAI_MODIFIER)
def delais(request: HttpRequest) -> HttpResponse:
    lignes = DelaiReponse.objects.pour_la_liste()
    return render(request, "conseils/relances/delais.html", {"lignes": lignes})


@exige(P.DELAI_MODIFIER)
def delai_ajouter(request: HttpRequest) -> HttpResponse:
    formulaire = DelaiForm(request.POST or None)
    if soumettre(formulaire, partial(reglages.ajouter_delai, par=request.user)):
        messages.success(request, "Le délai est enregistré.")
        return redirect("delais")
    contexte = {"form": formulaire, "retour": reverse("delais")}
    return render(request, "conseils/relances/delai.html", contexte)


@exige(P.DELAI_MODIFIER)
def delai_modifier(request: HttpRequest, pk: int) -> HttpResponse:
    delai = get_object_or_404(DelaiReponse.objects.select_related("partenaire"), pk=pk)
    formulaire = DelaiForm(request.POST or None, instance=delai)
    if soumettre(formulaire, partial(reglages.modifier_delai, delai=delai, par=request.user)):
        messages.success(request, "Le délai est enregistré.")
        return redirect("delais")
    contexte = {"form": formulaire, "delai": delai, "retour": reverse("delais")}
    return render(request, "conseils/relances/delai.html", contexte)


@exige(P.DELAI_MODIFIER)
def delai_retirer(request: HttpRequest, pk: int) -> HttpResponse:
    delai = get_object_or_404(DelaiReponse.objects.exclude(partenaire=None).select_related("partenaire"), pk=pk)
    if request.method == "POST":
        service = partial(reglages.retirer_delai, delai=delai, par=request.user)
        return agir(request, service, "Le délai général s’applique de nouveau.", retour="delais")
    contexte = {"form": ConfirmationForm(), "delai": delai, "retour": reverse("delais")}
    return render(request, "conseils/relances/delai_retirer.html", contexte)
