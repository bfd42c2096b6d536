"""The seats that members of a conseil hold in other bodies of participation: counted, corrected."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import SiegeForm
from conseils.models import SiegeParticipation
from conseils.services.sieges import compter_sieges, corriger_sieges
from conseils.views.communs import conseil_ou_404, page, soumettre


@exige(P.REPRESENTATION_SAISIR)
def siege_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.REPRESENTATION_SAISIR)
    formulaire = SiegeForm(request.POST or None)
    retour = reverse("organisation", args=[numero])
    if soumettre(formulaire, partial(compter_sieges, conseil=conseil, par=request.user)):
        messages.success(request, "Les sièges sont comptés.")
        return redirect(retour)
    contexte = {"form": formulaire, "retour": retour}
    return render(request, "conseils/siege_ajouter.html", page(request, conseil, "organisation", **contexte))


@exige(P.REPRESENTATION_SAISIR)
def siege_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    sieges = SiegeParticipation.objects.filter(conseil=conseil)
    siege = objet_ou_404(sieges, request.user, voir=P.CONSEIL_VOIR, agir=P.REPRESENTATION_SAISIR, pk=pk)
    formulaire = SiegeForm(request.POST or None, instance=siege)
    retour = reverse("organisation", args=[numero])
    if soumettre(formulaire, partial(corriger_sieges, siege=siege, par=request.user)):
        messages.success(request, "Les sièges sont comptés.")
        return redirect(retour)
    contexte = {"form": formulaire, "retour": retour, "siege": siege}
    return render(request, "conseils/siege_modifier.html", page(request, conseil, "organisation", **contexte))
