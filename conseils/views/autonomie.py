"""The grid of autonomy of a conseil: its half-years side by side, evaluating one, correcting one."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.autonomie import CRITERES, historique, notes
from conseils.forms import EvaluationForm
from conseils.models import EvaluationAutonomie
from conseils.services import autonomie as services
from conseils.views.communs import conseil_ou_404, page, soumettre

SEMESTRES_MONTRES = 6


@exige(P.CONSEIL_VOIR)
def autonomie(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    evaluations = conseil.evaluations.derniers(SEMESTRES_MONTRES)
    contexte = {
        "evaluations": evaluations,
        "lignes": historique(evaluations),
        "derniere": evaluations[-1] if evaluations else None,
        "notes": notes(evaluations[-1]) if evaluations else [],
        "criteres": CRITERES,
    }
    return render(request, "conseils/autonomie.html", page(request, conseil, "autonomie", **contexte))


@exige(P.AUTONOMIE_MODIFIER)
def autonomie_evaluer(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.AUTONOMIE_MODIFIER)
    formulaire = EvaluationForm(request.POST or None)
    if soumettre(formulaire, partial(services.evaluer, conseil=conseil, par=request.user)):
        messages.success(request, "L’évaluation est enregistrée.")
        return redirect("autonomie", numero)
    contexte = {"form": formulaire, "retour": reverse("autonomie", args=[numero])}
    return render(request, "conseils/autonomie_evaluer.html", page(request, conseil, "autonomie", **contexte))


@exige(P.AUTONOMIE_MODIFIER)
def autonomie_corriger(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    evaluations = EvaluationAutonomie.objects.filter(conseil=conseil)
    evaluation = objet_ou_404(evaluations, request.user, voir=P.CONSEIL_VOIR, agir=P.AUTONOMIE_MODIFIER, pk=pk)
    formulaire = EvaluationForm(request.POST or None, instance=evaluation)
    if soumettre(formulaire, partial(services.corriger_evaluation, evaluation=evaluation, par=request.user)):
        messages.success(request, "L’évaluation est corrigée.")
        return redirect("autonomie", numero)
    contexte = {"form": formulaire, "evaluation": evaluation, "retour": reverse("autonomie", args=[numero])}
    return render(request, "conseils/autonomie_evaluer.html", page(request, conseil, "autonomie", **contexte))
