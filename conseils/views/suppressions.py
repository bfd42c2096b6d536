"""Rows entered by mistake: a page says what will happen, and the button confirms it."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.models import ConseilCitoyen, Expression, MoyenPrete, Portage, SiegeParticipation
from conseils.services.suppressions import Ligne, supprimer_ligne
from conseils.views.communs import agir, conseil_ou_404, page


@exige(P.CONSEIL_MODIFIER)
def portage_supprimer(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    portages = Portage.objects.filter(conseil=conseil)
    portage = objet_ou_404(portages, request.user, voir=P.CONSEIL_VOIR, agir=P.CONSEIL_MODIFIER, pk=pk)
    gabarit = "conseils/portage_supprimer.html"
    return _supprimer(request, conseil, portage, "Le portage est supprimé.", onglet="organisation", gabarit=gabarit)


@exige(P.CONSEIL_MODIFIER)
def moyen_supprimer(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    moyens = MoyenPrete.objects.filter(conseil=conseil)
    moyen = objet_ou_404(moyens, request.user, voir=P.CONSEIL_VOIR, agir=P.CONSEIL_MODIFIER, pk=pk)
    gabarit = "conseils/moyen_supprimer.html"
    return _supprimer(request, conseil, moyen, "Le prêt est supprimé.", onglet="organisation", gabarit=gabarit)


@exige(P.REPRESENTATION_SAISIR)
def siege_supprimer(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    sieges = SiegeParticipation.objects.filter(conseil=conseil)
    siege = objet_ou_404(sieges, request.user, voir=P.CONSEIL_VOIR, agir=P.REPRESENTATION_SAISIR, pk=pk)
    gabarit = "conseils/siege_supprimer.html"
    return _supprimer(request, conseil, siege, "Ces sièges sont supprimés.", onglet="organisation", gabarit=gabarit)


@exige(P.DIAGNOSTIC_TENIR)
def expression_supprimer(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    expressions = Expression.objects.filter(conseil=conseil)
    expression = objet_ou_404(expressions, request.user, voir=P.DIAGNOSTIC_TENIR, pk=pk)
    gabarit = "conseils/expression_supprimer.html"
    return _supprimer(
        request, conseil, expression, "L’expression est supprimée.", onglet="diagnostic", gabarit=gabarit
    )


def _supprimer(
    request: HttpRequest, conseil: ConseilCitoyen, ligne: Ligne, fait: str, *, onglet: str, gabarit: str
) -> HttpResponse:
    """``onglet`` is also the name of the page that lists such rows, where this one leads back."""
    retour = reverse(onglet, args=[conseil.arrondissement.numero])
    if request.method == "POST":
        return agir(request, partial(supprimer_ligne, ligne=ligne, par=request.user), fait, retour=retour)
    return render(request, gabarit, page(request, conseil, onglet, ligne=ligne, retour=retour))
