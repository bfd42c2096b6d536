"""What an instance decided: recording it, correcting it, telling what becomes of it."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import DecisionInstanceForm, SuivreDecisionInstanceForm
from conseils.models import DecisionInstance
from conseils.services import decisions_instances as services
from conseils.views.communs import soumettre
from conseils.views.instances import formulaire_de_seance, seance_ou_404


@exige(P.INSTANCE_MODIFIER)
def decision_ajouter(request: HttpRequest, pk: int) -> HttpResponse:
    seance = seance_ou_404(request, pk, agir=P.INSTANCE_MODIFIER)
    formulaire = DecisionInstanceForm(request.POST or None)
    if soumettre(formulaire, partial(services.ajouter_decision, seance=seance, par=request.user)):
        messages.success(request, "La décision est enregistrée.")
        return redirect("seance", pk)
    return formulaire_de_seance(request, seance, formulaire, "Ajouter une décision")


@exige(P.INSTANCE_MODIFIER)
def decision_modifier(request: HttpRequest, pk: int, decision: int) -> HttpResponse:
    decision = _decision_ou_404(request, pk, decision)
    formulaire = DecisionInstanceForm(request.POST or None, instance=decision)
    if soumettre(formulaire, partial(services.modifier_decision, decision=decision, par=request.user)):
        messages.success(request, "La décision est enregistrée.")
        return redirect("seance", pk)
    return formulaire_de_seance(request, decision.seance, formulaire, "Modifier une décision")


@exige(P.INSTANCE_MODIFIER)
def decision_suivre(request: HttpRequest, pk: int, decision: int) -> HttpResponse:
    decision = _decision_ou_404(request, pk, decision)
    machine = DecisionInstance.MACHINE
    formulaire = SuivreDecisionInstanceForm(request.POST or None, machine=machine, etat=decision.etat)
    if soumettre(formulaire, partial(services.suivre_decision, decision=decision, par=request.user)):
        messages.success(request, "Le suivi de la décision est enregistré.")
        return redirect("seance", pk)
    return formulaire_de_seance(request, decision.seance, formulaire, f"Suivre « {decision} »")


def _decision_ou_404(request: HttpRequest, pk: int, decision: int) -> DecisionInstance:
    seance = seance_ou_404(request, pk, agir=P.INSTANCE_MODIFIER)
    decisions = seance.decisions.select_related("seance__type", "seance__arrondissement")
    return objet_ou_404(decisions, request.user, voir=P.INSTANCE_VOIR, pk=decision)
