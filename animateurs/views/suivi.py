"""Acting on several people or weeks at once from the team's page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from animateurs.services.suivi import Issue, rappeler, valider_plusieurs
from comptes.acces import exige
from comptes.permissions import Permission as P
from socle.entiers import entier


@exige(P.EQUIPE_MODIFIER)
@require_POST
def equipe_rappeler(request: HttpRequest) -> HttpResponse:
    """Write to the people ticked."""
    choisis = [pk for pk in map(entier, request.POST.getlist("animateur")) if pk is not None]
    if not choisis:
        messages.error(request, "Cochez au moins une personne à rappeler.")
    else:
        _dire(request, rappeler(animateurs=choisis, par=request.user), "Rappel envoyé à ")
    return redirect("equipe")


@exige(P.SEMAINE_REVOIR)
@require_POST
def equipe_valider(request: HttpRequest) -> HttpResponse:
    """Validate the weeks ticked, each as it was shown: the box says « week.version »."""
    choisies = [[*map(entier, valeur.split("."))] for valeur in request.POST.getlist("semaine")]
    versions = {c[0]: c[1] for c in choisies if len(c) == 2 and None not in c}
    if not versions:
        messages.error(request, "Cochez au moins une semaine à valider.")
    else:
        _dire(request, valider_plusieurs(versions=versions, par=request.user), "Validé : ")
    return redirect("equipe")


def _dire(request: HttpRequest, issues: list[Issue], fait: str) -> None:
    """What was done in one message, what was refused in one message each."""
    faites = [issue.dit for issue in issues if issue.fait]
    if faites:
        messages.success(request, f"{fait}{' ; '.join(faites)}.")
    for issue in issues:
        if not issue.fait:
            messages.warning(request, issue.dit)
