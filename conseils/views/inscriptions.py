"""From the draw to the groupe moteur: somebody who accepts becomes a membre, in one form already filled."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from comptes.acces import exige
from comptes.permissions import Permission as P
from conseils.forms import InscriptionTireForm
from conseils.models import Invitation
from conseils.services.invitations import inscrire_tire
from conseils.views.communs import conseil_ou_404, soumettre
from conseils.views.tirages import tirage_ou_404


@exige(P.TIRAGE_MENER)
def tire_inscrire(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    tirage = tirage_ou_404(request, numero)
    conseil_ou_404(request, tirage.conseil.arrondissement.numero, agir=P.MEMBRE_MODIFIER)
    invitations = Invitation.objects.filter(tour__tirage=tirage).avec_identites()
    invitation = get_object_or_404(invitations.select_related("tour__tirage__conseil"), pk=pk)
    retour = reverse("tirage_invitations", args=[numero])
    if invitation.membre:
        messages.info(request, f"{invitation.membre} est déjà membre du groupe moteur.")
        return redirect(retour)
    formulaire = InscriptionTireForm(request.POST or None, invitation=invitation)
    if membre := soumettre(formulaire, partial(inscrire_tire, invitation=invitation, par=request.user)):
        messages.success(request, f"{membre} est membre du groupe moteur.")
        return redirect(retour)
    contexte = {"form": formulaire, "tirage": tirage, "invitation": invitation, "retour": retour}
    return render(request, "conseils/tirages/inscrire.html", contexte)
