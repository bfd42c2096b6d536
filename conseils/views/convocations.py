"""Convening the members: read what will be sent and to whom, then send it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.courriels import composer
from conseils.forms import ConvoquerForm
from conseils.models import Membre, Reunion
from conseils.services import convocations as services
from conseils.views.communs import agir, page, reunion_ou_404, soumettre


@exige(P.REUNION_MODIFIER)
def convocation(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, reunion = reunion_ou_404(request, numero, pk, agir=P.REUNION_MODIFIER)
    reunion.conseil = conseil
    formulaire = ConvoquerForm(request.POST or None)
    if convocation := soumettre(formulaire, partial(services.convoquer, reunion=reunion, par=request.user)):
        messages.success(request, f"L’envoi à {convocation.destinataires} membre(s) est lancé.")
        return redirect("convocation", numero, pk)
    membres = Membre.objects.pour(request.user, P.MEMBRE_VOIR).filter(conseil=conseil).en_mandat_le(reunion.date)
    contexte = {
        "form": formulaire,
        "reunion": reunion,
        "avec": membres.joignables(),
        "sans": membres.filter(courriel=""),
        "envois": reunion.convocations.avec_envois().select_related("demandee_par"),
        "retour": reverse("reunion", args=[numero, pk]),
        **_apercu(reunion),
    }
    return render(request, "conseils/convocation.html", page(request, conseil, "reunions", **contexte))


@exige(P.REUNION_MODIFIER)
@require_POST
def convocation_relancer(request: HttpRequest, numero: int, pk: int, convocation: int) -> HttpResponse:
    """Try again the e-mails that used up their tries."""
    _, reunion = reunion_ou_404(request, numero, pk, agir=P.REUNION_MODIFIER)
    convocation = objet_ou_404(reunion.convocations.all(), request.user, voir=P.CONSEIL_VOIR, pk=convocation)
    return agir(
        request,
        partial(services.relancer_abandonnes, convocation=convocation, par=request.user),
        "Les messages en échec repartent. Rechargez la page dans quelques minutes.",
        retour=reverse("convocation", args=[numero, pk]),
    )


def _apercu(reunion: Reunion) -> dict:
    """What would be sent, or why nothing can be."""
    try:
        projet = services.preparer(reunion)
    except ValidationError as refus:
        return {"projet": None, "refus": " ".join(refus.messages)}
    sujet, texte = composer(reunion, projet)
    return {"projet": projet, "sujet": sujet, "texte": texte}
