"""Giving a role to an account, and ending it."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from comptes.acces import exige, identite_confirmee
from comptes.forms import ClotureForm, HabilitationForm
from comptes.models import Compte, Habilitation
from comptes.permissions import Permission as P
from comptes.roles import ROLES
from comptes.services.habilitations import clore_habilitation, donner_habilitation
from comptes.views.communs import soumettre


@exige(P.COMPTE_GERER)
@identite_confirmee
def donner(request: HttpRequest, pk: int) -> HttpResponse:
    compte = get_object_or_404(Compte, pk=pk)
    form = HabilitationForm(request.POST or None)
    if habilitation := soumettre(form, partial(donner_habilitation, compte=compte, par=request.user)):
        messages.success(request, f"Rôle donné à {compte} : {habilitation}.")
        return redirect("compte", compte.pk)
    return render(
        request, "comptes/habilitation_donner.html", {"form": form, "compte": compte, "roles": ROLES.values()}
    )


@exige(P.COMPTE_GERER)
def clore(request: HttpRequest, pk: int, habilitation: int) -> HttpResponse:
    objet = get_object_or_404(
        Habilitation.objects.select_related("compte", "arrondissement"), pk=habilitation, compte=pk
    )
    form = ClotureForm(request.POST or None)
    if soumettre(form, partial(clore_habilitation, habilitation=objet, par=request.user)):
        messages.success(request, f"Fin du rôle enregistrée : {objet} ({objet.compte}).")
        return redirect("compte", pk)
    contexte = {"form": form, "habilitation": objet, "compte": objet.compte}
    return render(request, "comptes/habilitation_clore.html", contexte)
