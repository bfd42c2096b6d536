"""What reminders will leave, and which have left: everybody's for the coordination, one's own for an animateur."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from animateurs.rappels import rappels_prevus
from animateurs.rappels_partis import partis
from comptes.acces import exige
from comptes.permissions import Permission as P


@exige(P.EQUIPE_VOIR)
def rappels(request: HttpRequest) -> HttpResponse:
    contexte = {"prevus": rappels_prevus(timezone.now()), "partis": partis(timezone.localdate()), "equipe": True}
    return render(request, "animateurs/rappels.html", contexte)


@exige(P.SEMAINE_SAISIR)
def mes_rappels(request: HttpRequest) -> HttpResponse:
    contexte = {
        "prevus": rappels_prevus(timezone.now(), compte=request.user),
        "partis": partis(timezone.localdate(), compte=request.user),
        "equipe": False,
    }
    return render(request, "animateurs/rappels.html", contexte)
