"""The end of a conseil: what holds it back, by name for those who may read names, and its return."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from comptes import porte
from comptes.acces import exige
from comptes.permissions import Permission as P
from conseils.forms import CloreConseilForm, RouvrirConseilForm
from conseils.models import ConseilCitoyen, Mandat
from conseils.services.cloture import clore_conseil, rouvrir_conseil
from conseils.views.communs import conseil_ou_404, page, soumettre


@exige(P.CONSEIL_MODIFIER)
def conseil_clore(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.CONSEIL_MODIFIER)
    formulaire = CloreConseilForm(request.POST or None)
    restants = _restants(request, conseil, formulaire)
    finissables = restants["nombre"] if porte.permises(request.user, conseil, [P.MEMBRE_MODIFIER]) else 0
    formulaire.proposer(finissables)
    retour = reverse("organisation", args=[numero])
    if soumettre(formulaire, partial(clore_conseil, conseil=conseil, par=request.user)):
        messages.success(request, "Le conseil est clos. Ses pages restent lisibles.")
        return redirect("conseil", numero)
    contexte = {"form": formulaire, "retour": retour, **restants}
    return render(request, "conseils/conseil_clore.html", page(request, conseil, "organisation", **contexte))


def _restants(request: HttpRequest, conseil: ConseilCitoyen, formulaire: CloreConseilForm) -> dict:
    """The mandats that go beyond that day: how many, and those that this account may read by name."""
    jour = formulaire.jour()
    restants = Mandat.objects.filter(groupe__conseil=conseil).au_dela_du(jour)
    return {
        "jour": jour,
        "nombre": restants.count(),
        "mandats": restants.pour(request.user, P.MEMBRE_VOIR).select_related("membre", "groupe"),
    }


@exige(P.CONSEIL_MODIFIER)
def conseil_rouvrir(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.CONSEIL_MODIFIER)
    formulaire = RouvrirConseilForm(request.POST or None)
    retour = reverse("organisation", args=[numero])
    if soumettre(formulaire, partial(rouvrir_conseil, conseil=conseil, par=request.user)):
        messages.success(request, "Le conseil est rouvert.")
        return redirect(retour)
    contexte = {"form": formulaire, "retour": retour}
    return render(request, "conseils/conseil_rouvrir.html", page(request, conseil, "organisation", **contexte))
