"""The seats that members of a conseil hold in other bodies of participation: counted, corrected."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import SiegeForm
from conseils.models import SiegeParticipation
from conseils.services.sieges import compter_sieges, corriger_sieges
from conseils.views.communs import conseil_ou_404, ecrire


@exige(P.REPRESENTATION_SAISIR)
def siege_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.REPRESENTATION_SAISIR)
    service = partial(compter_sieges, conseil=conseil, par=request.user)
    return ecrire(
        request,
        conseil,
        SiegeForm(request.POST or None),
        service,
        "conseils/siege_ajouter.html",
        onglet="organisation",
        fait="Les sièges sont comptés.",
        retour=reverse("organisation", args=[numero]),
    )


@exige(P.REPRESENTATION_SAISIR)
def siege_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    sieges = SiegeParticipation.objects.filter(conseil=conseil)
    siege = objet_ou_404(sieges, request.user, voir=P.CONSEIL_VOIR, agir=P.REPRESENTATION_SAISIR, pk=pk)
    service = partial(corriger_sieges, siege=siege, par=request.user)
    return ecrire(
        request,
        conseil,
        SiegeForm(request.POST or None, instance=siege),
        service,
        "conseils/siege_modifier.html",
        onglet="organisation",
        fait="Les sièges sont comptés.",
        retour=reverse("organisation", args=[numero]),
        siege=siege,
    )
