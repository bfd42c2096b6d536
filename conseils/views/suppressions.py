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
    conseil, portage = _du_conseil(request, Portage, numero, pk, agir=P.CONSEIL_MODIFIER)
    return _supprimer(request, conseil, portage, "conseils/portage_supprimer.html", "Le portage est supprimé.")


@exige(P.CONSEIL_MODIFIER)
def moyen_supprimer(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, moyen = _du_conseil(request, MoyenPrete, numero, pk, agir=P.CONSEIL_MODIFIER)
    return _supprimer(request, conseil, moyen, "conseils/moyen_supprimer.html", "Le prêt est supprimé.")


@exige(P.REPRESENTATION_SAISIR)
def siege_supprimer(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, siege = _du_conseil(request, SiegeParticipation, numero, pk, agir=P.REPRESENTATION_SAISIR)
    return _supprimer(request, conseil, siege, "conseils/siege_supprimer.html", "Ces sièges sont supprimés.")


@exige(P.DIAGNOSTIC_TENIR)
def expression_supprimer(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, expression = _du_conseil(request, Expression, numero, pk, voir=P.DIAGNOSTIC_TENIR)
    gabarit, fait = "conseils/expression_supprimer.html", "L’expression est supprimée."
    return _supprimer(request, conseil, expression, gabarit, fait, onglet="diagnostic")


def _du_conseil(
    request: HttpRequest, modele: type[Ligne], numero: int, pk: int, *, voir: P = P.CONSEIL_VOIR, agir: P | None = None
) -> tuple[ConseilCitoyen, Ligne]:
    conseil = conseil_ou_404(request, numero)
    return conseil, objet_ou_404(modele.objects.filter(conseil=conseil), request.user, voir=voir, agir=agir, pk=pk)


def _supprimer(
    request: HttpRequest, conseil: ConseilCitoyen, ligne: Ligne, gabarit: str, fait: str, *, onglet="organisation"
) -> HttpResponse:
    """``onglet`` is also the name of the page that lists such rows, where this one leads back."""
    retour = reverse(onglet, args=[conseil.arrondissement.numero])
    if request.method == "POST":
        return agir(request, partial(supprimer_ligne, ligne=ligne, par=request.user), fait, retour=retour)
    return render(request, gabarit, page(request, conseil, onglet, ligne=ligne, retour=retour))
