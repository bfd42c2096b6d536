"""The guests of a conseil, apart from its members."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import InviteForm
from conseils.models import Invite
from conseils.services.invites import ajouter_invite, modifier_invite
from conseils.views.communs import conseil_ou_404, ecrire


@exige(P.MEMBRE_MODIFIER)
def invite_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.MEMBRE_MODIFIER)
    service = partial(ajouter_invite, conseil=conseil, par=request.user)
    return ecrire(
        request,
        conseil,
        InviteForm(request.POST or None),
        service,
        "conseils/invite_ajouter.html",
        onglet="groupe",
        fait="{0} est parmi les invités.",
        retour=reverse("groupe_moteur", args=[numero]),
    )


@exige(P.MEMBRE_MODIFIER)
def invite_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    invite = objet_ou_404(
        Invite.objects.filter(conseil=conseil), request.user, voir=P.MEMBRE_VOIR, agir=P.MEMBRE_MODIFIER, pk=pk
    )
    formulaire = InviteForm(request.POST or None, instance=invite)
    service = partial(modifier_invite, invite=invite, par=request.user)
    return ecrire(
        request,
        conseil,
        formulaire,
        service,
        "conseils/invite_modifier.html",
        onglet="groupe",
        fait="La fiche est enregistrée.",
        retour=reverse("groupe_moteur", args=[numero]),
        invite=invite,
    )
