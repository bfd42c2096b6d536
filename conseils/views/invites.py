"""The guests of a conseil, apart from its members."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import InviteForm
from conseils.models import Invite
from conseils.services.invites import ajouter_invite, modifier_invite
from conseils.views.communs import conseil_ou_404, page, soumettre


@exige(P.MEMBRE_MODIFIER)
def invite_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.MEMBRE_MODIFIER)
    formulaire = InviteForm(request.POST or None)
    retour = reverse("groupe_moteur", args=[numero])
    if invite := soumettre(formulaire, partial(ajouter_invite, conseil=conseil, par=request.user)):
        messages.success(request, f"{invite} est parmi les invités.")
        return redirect(retour)
    contexte = {"form": formulaire, "retour": retour}
    return render(request, "conseils/invite_ajouter.html", page(request, conseil, "groupe", **contexte))


@exige(P.MEMBRE_MODIFIER)
def invite_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    invite = objet_ou_404(
        Invite.objects.filter(conseil=conseil), request.user, voir=P.MEMBRE_VOIR, agir=P.MEMBRE_MODIFIER, pk=pk
    )
    formulaire = InviteForm(request.POST or None, instance=invite)
    retour = reverse("groupe_moteur", args=[numero])
    if soumettre(formulaire, partial(modifier_invite, invite=invite, par=request.user)):
        messages.success(request, "La fiche est enregistrée.")
        return redirect(retour)
    contexte = {"form": formulaire, "retour": retour, "invite": invite}
    return render(request, "conseils/invite_modifier.html", page(request, conseil, "groupe", **contexte))
