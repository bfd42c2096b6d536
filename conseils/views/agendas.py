"""The calendar of a conseil: read by those who have its address, opened and closed by those in charge."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from comptes.acces import exige, publique
from comptes.permissions import Permission as P
from conseils.calendrier import agenda_du_conseil
from conseils.models import AgendaPartage
from conseils.services import agendas as services
from conseils.views.communs import agir, conseil_ou_404, page


@publique("un logiciel d'agenda n'a pas de compte ; l'adresse est secrète et ne donne aucun nom")
@require_safe
def agenda_ics(request: HttpRequest, jeton: str) -> HttpResponse:
    agenda = AgendaPartage.objects.de_jeton(jeton).first()
    if agenda is None:
        raise Http404
    reunions = agenda.conseil.reunions.pour_l_agenda(timezone.localdate())
    reunions = reunions.select_related("conseil__arrondissement")
    entetes = {"Cache-Control": "private, max-age=900", "X-Robots-Tag": "noindex"}
    return HttpResponse(
        agenda_du_conseil(agenda.conseil, reunions), content_type="text/calendar; charset=utf-8", headers=entetes
    )


@exige(P.REUNION_MODIFIER)
def agenda_renouveler(request: HttpRequest, numero: int) -> HttpResponse:
    """Open the address, or replace it."""
    conseil = conseil_ou_404(request, numero, agir=P.REUNION_MODIFIER)
    retour = reverse("reunions", args=[numero])
    if request.method == "POST":
        service = partial(services.ouvrir_agenda, conseil=conseil, par=request.user)
        return agir(request, service, "L’agenda a une nouvelle adresse : partagez-la.", retour=retour)
    return render(request, "conseils/agenda_renouveler.html", page(request, conseil, "reunions", retour=retour))


@exige(P.REUNION_MODIFIER)
def agenda_fermer(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.REUNION_MODIFIER)
    retour = reverse("reunions", args=[numero])
    if request.method == "POST":
        service = partial(services.fermer_agenda, conseil=conseil, par=request.user)
        return agir(request, service, "L’adresse de l’agenda est fermée.", retour=retour)
    return render(request, "conseils/agenda_fermer.html", page(request, conseil, "reunions", retour=retour))
