"""What a meeting leaves: reading the procès-verbal, writing it, having it approved; decisions."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from comptes.acces import exige, objet_ou_404
from comptes.models import LigneAudit
from comptes.permissions import Permission as P
from conseils.forms import ApprouverForm, DecisionForm, RedigerForm, SuiviForm
from conseils.models import ConseilCitoyen, Decision, ProcesVerbal
from conseils.services import decisions as services_decisions
from conseils.services import proces_verbaux as services
from conseils.views.communs import agir, page, reunion_ou_404, soumettre


@exige(P.CONSEIL_VOIR)
def proces_verbal(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    """The version in force for this reader, those before it, and the decisions of the meeting."""
    conseil, reunion = reunion_ou_404(request, numero, pk)
    versions = list(reunion.proces_verbaux.lisibles(request.user).select_related("approuve_en"))
    contexte = {
        "reunion": reunion,
        "pv": versions[0] if versions else None,
        "anciennes": versions[1:],
        "histoire": LigneAudit.objects.de(versions[0]) if versions else [],
        "decisions": reunion.decisions.all(),
    }
    return render(request, "conseils/proces_verbal.html", page(request, conseil, "reunions", **contexte))


@exige(P.REUNION_MODIFIER)
def pv_rediger(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, reunion = reunion_ou_404(request, numero, pk, agir=P.REUNION_MODIFIER)
    retour = reverse("proces_verbal", args=[numero, pk])
    formulaire = RedigerForm(request.POST or None, instance=reunion.proces_verbaux.courants().first())
    if soumettre(formulaire, partial(services.rediger_pv, reunion=reunion, par=request.user)):
        messages.success(request, "Le projet de procès-verbal est enregistré.")
        return redirect(retour)
    contexte = {"form": formulaire, "reunion": reunion, "retour": retour}
    if formulaire.is_bound and formulaire.en_conflit(autre := reunion.proces_verbaux.courants().first()):
        formulaire.repartir_de(autre)
        contexte |= {"autre": autre, "ecriture": LigneAudit.objects.de(autre).last()}
    return render(request, "conseils/pv_rediger.html", page(request, conseil, "reunions", **contexte))


@exige(P.REUNION_MODIFIER)
def pv_approuver(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, reunion = reunion_ou_404(request, numero, pk, agir=P.REUNION_MODIFIER)
    retour = reverse("proces_verbal", args=[numero, pk])
    pv = reunion.proces_verbaux.courants().select_related("reunion__conseil", "rectifie__approuve_en").first()
    if pv is None:
        return redirect(retour)
    formulaire = ApprouverForm(request.POST or None, pv=pv)
    if soumettre(formulaire, partial(services.approuver_pv, pv=pv, par=request.user)):
        messages.success(request, "Le procès-verbal est approuvé. Il ne change plus.")
        return redirect(retour)
    contexte = {"form": formulaire, "pv": pv, "reunion": reunion, "retour": retour}
    return render(request, "conseils/pv_approuver.html", page(request, conseil, "reunions", **contexte))


@exige(P.REUNION_MODIFIER)
def pv_rectifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, reunion = reunion_ou_404(request, numero, pk, agir=P.REUNION_MODIFIER)
    retour = reverse("proces_verbal", args=[numero, pk])
    pv = reunion.proces_verbaux.courants().first()
    if pv is None or pv.etat != ProcesVerbal.Etat.APPROUVE:
        return redirect(retour)
    if request.method == "POST":
        return agir(
            request,
            partial(services.rectifier_pv, pv=pv, par=request.user),
            "Le rectificatif reprend le texte approuvé : corrigez-le.",
            retour=reverse("pv_rediger", args=[numero, pk]),
        )
    contexte = {"reunion": reunion, "retour": retour}
    return render(request, "conseils/pv_rectifier.html", page(request, conseil, "reunions", **contexte))


@exige(P.REUNION_MODIFIER)
def decision_ajouter(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, reunion = reunion_ou_404(request, numero, pk, agir=P.REUNION_MODIFIER)
    formulaire = DecisionForm(request.POST or None, reunion=reunion)
    retour = reverse("proces_verbal", args=[numero, pk])
    if soumettre(formulaire, partial(services_decisions.ajouter_decision, reunion=reunion, par=request.user)):
        messages.success(request, "C’est enregistré.")
        return redirect(retour)
    contexte = {"form": formulaire, "retour": retour, "reunion": reunion, "geste": "Ajouter"}
    return render(request, "conseils/decision_ecrire.html", page(request, conseil, "reunions", **contexte))


@exige(P.REUNION_MODIFIER)
def decision_modifier(request: HttpRequest, numero: int, pk: int, decision: int) -> HttpResponse:
    conseil, decision = _decision_ou_404(request, numero, pk, decision)
    formulaire = DecisionForm(request.POST or None, instance=decision, reunion=decision.reunion)
    retour = reverse("proces_verbal", args=[numero, pk])
    if soumettre(formulaire, partial(services_decisions.modifier_decision, decision=decision, par=request.user)):
        messages.success(request, "C’est enregistré.")
        return redirect(retour)
    contexte = {"form": formulaire, "retour": retour, "reunion": decision.reunion, "geste": "Modifier"}
    return render(request, "conseils/decision_ecrire.html", page(request, conseil, "reunions", **contexte))


@exige(P.REUNION_MODIFIER)
def decision_retirer(request: HttpRequest, numero: int, pk: int, decision: int) -> HttpResponse:
    conseil, decision = _decision_ou_404(request, numero, pk, decision)
    retour = reverse("proces_verbal", args=[numero, pk])
    if request.method == "POST":
        service = partial(services_decisions.retirer_decision, decision=decision, par=request.user)
        return agir(request, service, "C’est retiré.", retour=retour)
    contexte = {"decision": decision, "reunion": decision.reunion, "retour": retour}
    return render(request, "conseils/decision_retirer.html", page(request, conseil, "reunions", **contexte))


@exige(P.REUNION_MODIFIER)
def decision_suivre(request: HttpRequest, numero: int, pk: int, decision: int) -> HttpResponse:
    conseil, decision = _decision_ou_404(request, numero, pk, decision)
    retour = reverse("proces_verbal", args=[numero, pk])
    formulaire = SuiviForm(request.POST or None, decision=decision)
    if soumettre(formulaire, partial(services_decisions.suivre_decision, decision=decision, par=request.user)):
        messages.success(request, "Le suivi de la décision est enregistré.")
        return redirect(retour)
    contexte = {"form": formulaire, "decision": decision, "reunion": decision.reunion, "retour": retour}
    return render(request, "conseils/decision_suivre.html", page(request, conseil, "reunions", **contexte))


def _decision_ou_404(request: HttpRequest, numero: int, pk: int, decision: int) -> tuple[ConseilCitoyen, Decision]:
    conseil, reunion = reunion_ou_404(request, numero, pk, agir=P.REUNION_MODIFIER)
    decisions = reunion.decisions.select_related("reunion__conseil")
    return conseil, objet_ou_404(decisions, request.user, voir=P.CONSEIL_VOIR, pk=decision)
