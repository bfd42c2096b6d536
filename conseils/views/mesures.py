"""Reading the answers, drawing propositions from them, then mesures: the coordination's work."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from comptes.acces import exige
from comptes.permissions import Permission as P
from conseils.forms import ExtraireForm, FusionnerForm, JourneeForm, MesureForm, PropositionForm
from conseils.models import JourneeTravail, Mesure, ReponseQuestion
from conseils.services import mesures as services
from conseils.views.communs import soumettre
from conseils.views.consultations import consultation_ou_404
from conseils.views.repondre import devenir

PAR_PAGE = 30


@exige(P.CONSULTATION_MENER)
def consultation_reponses(request: HttpRequest, pk: int) -> HttpResponse:
    """What people wrote, theme by theme; nothing there says who."""
    consultation = _a_mener(request, pk)
    thematiques = list(consultation.thematiques.all())
    theme = next((t for t in thematiques if str(t.pk) == request.GET.get("theme")), None)
    lignes = ReponseQuestion.objects.filter(reponse__consultation=consultation).textes().avec_extraits()
    if theme:
        lignes = lignes.filter(question__thematique=theme)
    contexte = {
        "consultation": consultation,
        "thematiques": thematiques,
        "theme": theme,
        "page": Paginator(lignes, PAR_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "conseils/consultations/reponses.html", contexte)


@exige(P.CONSULTATION_MENER)
def consultation_reponse(request: HttpRequest, pk: int, reponse: UUID) -> HttpResponse:
    """One answer and what became of it."""
    consultation = _a_mener(request, pk)
    reponse = get_object_or_404(consultation.reponses.select_related("conseil"), pk=reponse)
    lignes = reponse.lignes.select_related("question__thematique").prefetch_related("choix", "extraits__proposition")
    contexte = {"consultation": consultation, "lignes": lignes, **devenir(reponse)}
    return render(request, "conseils/consultations/reponse.html", contexte)


@exige(P.CONSULTATION_MENER)
def proposition_extraire(request: HttpRequest, pk: int, ligne: int) -> HttpResponse:
    consultation = _a_mener(request, pk)
    lignes = ReponseQuestion.objects.filter(reponse__consultation=consultation).textes()
    source = get_object_or_404(lignes.select_related("reponse__consultation", "question__thematique"), pk=ligne)
    formulaire = ExtraireForm(request.POST or None, source=source)
    service = partial(services.extraire_proposition, source=source, par=request.user)
    retour = f"{reverse('consultation_reponses', args=[pk])}?theme={source.question.thematique_id}"
    if soumettre(formulaire, service):
        messages.success(request, "La proposition est reliée à cette réponse.")
        return redirect(retour)
    contexte = {"form": formulaire, "consultation": consultation, "source": source, "retour": retour}
    return render(request, "conseils/consultations/extraire.html", contexte)


@exige(P.CONSULTATION_MENER)
def propositions(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = _a_mener(request, pk)
    contexte = {
        "consultation": consultation,
        "propositions": consultation.propositions.retenues().avec_suites(),
        "journee": JourneeTravail.objects.filter(consultation=consultation).first(),
        "mesures": Mesure.objects.filter(journee__consultation=consultation).avec_propositions(),
    }
    return render(request, "conseils/consultations/propositions.html", contexte)


@exige(P.CONSULTATION_MENER)
def proposition_modifier(request: HttpRequest, pk: int, proposition: int) -> HttpResponse:
    consultation, proposition = _proposition(request, pk, proposition)
    formulaire = PropositionForm(request.POST or None, instance=proposition, consultation=consultation)
    service = partial(services.modifier_proposition, proposition=proposition, par=request.user)
    if soumettre(formulaire, service):
        messages.success(request, "La proposition est enregistrée.")
        return redirect("propositions", pk)
    contexte = _retour(consultation, form=formulaire, proposition=proposition)
    return render(request, "conseils/consultations/proposition_modifier.html", contexte)


@exige(P.CONSULTATION_MENER)
def proposition_fusionner(request: HttpRequest, pk: int, proposition: int) -> HttpResponse:
    consultation, proposition = _proposition(request, pk, proposition)
    formulaire = FusionnerForm(request.POST or None, proposition=proposition)
    service = partial(services.fusionner, proposition=proposition, par=request.user)
    if soumettre(formulaire, service):
        messages.success(request, "Les deux propositions n'en font plus qu'une.")
        return redirect("propositions", pk)
    contexte = _retour(consultation, form=formulaire, proposition=proposition)
    return render(request, "conseils/consultations/proposition_fusionner.html", contexte)


@exige(P.CONSULTATION_MENER)
def journee_travail(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = _a_mener(request, pk)
    journee = JourneeTravail.objects.filter(consultation=consultation).first()
    formulaire = JourneeForm(request.POST or None, instance=journee)
    service = partial(services.enregistrer_journee, consultation=consultation, par=request.user)
    if soumettre(formulaire, service):
        messages.success(request, "La journée de travail est enregistrée.")
        return redirect("propositions", pk)
    return render(request, "conseils/consultations/journee.html", _retour(consultation, form=formulaire))


@exige(P.CONSULTATION_MENER)
def mesure_ajouter(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = _a_mener(request, pk)
    journee = JourneeTravail.objects.filter(consultation=consultation).first()
    if journee is None:
        messages.info(request, "Enregistrez d'abord la journée de travail : les mesures en sortent.")
        return redirect("journee_travail", pk)
    formulaire = MesureForm(request.POST or None, consultation=consultation)
    service = partial(services.enregistrer_mesure, journee=journee, par=request.user)
    if soumettre(formulaire, service):
        messages.success(request, "La mesure est enregistrée.")
        return redirect("propositions", pk)
    return render(request, "conseils/consultations/mesure.html", _retour(consultation, form=formulaire))


@exige(P.CONSULTATION_MENER)
def mesure_modifier(request: HttpRequest, pk: int, mesure: int) -> HttpResponse:
    consultation = _a_mener(request, pk)
    mesures = Mesure.objects.filter(journee__consultation=consultation).select_related("journee__consultation")
    mesure = get_object_or_404(mesures, pk=mesure)
    initial = {"propositions": mesure.propositions.all()}
    formulaire = MesureForm(request.POST or None, instance=mesure, initial=initial, consultation=consultation)
    service = partial(services.enregistrer_mesure, journee=mesure.journee, mesure=mesure, par=request.user)
    if soumettre(formulaire, service):
        messages.success(request, "La mesure est enregistrée.")
        return redirect("propositions", pk)
    contexte = _retour(consultation, form=formulaire, mesure=mesure)
    return render(request, "conseils/consultations/mesure.html", contexte)


def _a_mener(request: HttpRequest, pk: int):
    return consultation_ou_404(request, pk, agir=P.CONSULTATION_MENER)


def _proposition(request: HttpRequest, pk: int, proposition: int) -> tuple:
    consultation = _a_mener(request, pk)
    return consultation, get_object_or_404(consultation.propositions.retenues(), pk=proposition)


def _retour(consultation, **contexte) -> dict:
    return {"consultation": consultation, "retour": reverse("propositions", args=[consultation.pk]), **contexte}
