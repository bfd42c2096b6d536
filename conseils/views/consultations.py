"""Preparing a consultation, launching it, asking the members of a conseil, entering answers on paper."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import ClotureForm, ConfirmationForm, ConsultationForm, QuestionForm, SaisieForm
from conseils.models import ConseilCitoyen, Consultation, InvitationConsultation, Question
from conseils.services import consultations as services
from conseils.services import questionnaires
from conseils.views.communs import agir, conseil_ou_404, soumettre
from socle.methodes import saisie

PAR_PAGE = 20


@exige(P.CONSULTATION_VOIR)
def consultations(request: HttpRequest) -> HttpResponse:
    liste = Consultation.objects.pour(request.user, P.CONSULTATION_VOIR).avec_reponses().prefetch_related("conseils")
    contexte = {
        "page": Paginator(liste, PAR_PAGE).get_page(request.GET.get("page")),
        "mener": P.CONSULTATION_MENER in request.user.permissions_en_cours,
    }
    return render(request, "conseils/consultations/consultations.html", contexte)


@exige(P.CONSULTATION_MENER)
def consultation_creer(request: HttpRequest) -> HttpResponse:
    formulaire = ConsultationForm(request.POST or None)
    if consultation := soumettre(formulaire, partial(services.creer_consultation, par=request.user)):
        messages.success(request, "La consultation est en préparation : écrivez ses questions.")
        return redirect("consultation", consultation.pk)
    contexte = {"form": formulaire, "retour": reverse("consultations")}
    return render(request, "conseils/consultations/creer.html", contexte)


@exige(P.CONSULTATION_VOIR)
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = consultation_ou_404(request, pk, parmi=Consultation.objects.avec_reponses())
    saisir = ConseilCitoyen.objects.pour(request.user, P.CONSULTATION_SAISIR)
    contexte = {
        "consultation": consultation,
        "thematiques": consultation.thematiques.avec_questions(),
        "conseils": consultation.conseils.select_related("arrondissement"),
        "saisir": saisir.filter(consultations=consultation).select_related("arrondissement"),
        "suivi": consultation.invitations.pour(request.user, P.CONSULTATION_SAISIR).par_conseil(),
        "recues": consultation.reponses.pour(request.user, P.CONSULTATION_SAISIR).par_conseil(),
        "mener": request.user.has_perm(P.CONSULTATION_MENER, consultation),
    }
    return render(request, "conseils/consultations/consultation.html", contexte)


@exige(P.CONSULTATION_MENER)
def consultation_modifier(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = consultation_ou_404(request, pk, agir=P.CONSULTATION_MENER)
    formulaire = ConsultationForm(request.POST or None, instance=consultation)
    service = partial(services.modifier_consultation, consultation=consultation, par=request.user)
    if soumettre(formulaire, service):
        messages.success(request, "La consultation est enregistrée.")
        return redirect("consultation", pk)
    return render(request, "conseils/consultations/modifier.html", _avec_retour(consultation, form=formulaire))


@exige(P.CONSULTATION_MENER)
def question_ajouter(request: HttpRequest, pk: int) -> HttpResponse:
    """One after another: the page comes back empty, on the same theme."""
    consultation = consultation_ou_404(request, pk, agir=P.CONSULTATION_MENER)
    initial = {"thematique": request.GET.get("theme")}
    formulaire = QuestionForm(request.POST or None, consultation=consultation, initial=initial)
    if question := soumettre(formulaire, partial(services.enregistrer_question, par=request.user)):
        messages.success(request, f"La question est ajoutée au thème {question.thematique}.")
        return redirect("consultation", pk)
    return render(request, "conseils/consultations/question.html", _avec_retour(consultation, form=formulaire))


@exige(P.CONSULTATION_MENER)
def question_modifier(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    consultation, question = question_ou_404(request, pk, question)
    formulaire = QuestionForm(request.POST or None, consultation=consultation, instance=question)
    service = partial(services.enregistrer_question, question=question, par=request.user)
    if soumettre(formulaire, service):
        messages.success(request, "La question est enregistrée.")
        return redirect("consultation", pk)
    contexte = _avec_retour(consultation, form=formulaire, question=question)
    return render(request, "conseils/consultations/question.html", contexte)


@exige(P.CONSULTATION_MENER)
@require_POST
def question_retirer(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    _, question = question_ou_404(request, pk, question)
    service = partial(services.retirer_question, question=question, par=request.user)
    return agir(request, service, "La question est retirée.", retour=reverse("consultation", args=[pk]))


@exige(P.CONSULTATION_MENER)
def consultation_lancer(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = consultation_ou_404(request, pk, agir=P.CONSULTATION_MENER)
    formulaire = ConfirmationForm(saisie(request))
    service = partial(services.lancer, consultation=consultation, par=request.user)
    if soumettre(formulaire, service):
        messages.success(request, "La consultation est lancée : son questionnaire ne change plus.")
        return redirect("consultation", pk)
    return render(request, "conseils/consultations/lancer.html", _avec_retour(consultation, form=formulaire))


@exige(P.CONSULTATION_MENER)
def consultation_cloture(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = consultation_ou_404(request, pk, agir=P.CONSULTATION_MENER)
    formulaire = ClotureForm(request.POST or None)
    service = partial(services.fixer_cloture, consultation=consultation, par=request.user)
    if soumettre(formulaire, service):
        messages.success(request, "La clôture est changée.")
        return redirect("consultation", pk)
    return render(request, "conseils/consultations/cloture.html", _avec_retour(consultation, form=formulaire))


@exige(P.CONSULTATION_MENER)
def consultation_restituer(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = consultation_ou_404(request, pk, agir=P.CONSULTATION_MENER)
    formulaire = ConfirmationForm(saisie(request))
    service = partial(services.restituer, consultation=consultation, par=request.user)
    if soumettre(formulaire, service):
        messages.success(request, "La consultation est restituée.")
        return redirect("consultation_restitution", pk)
    return render(request, "conseils/consultations/restituer.html", _avec_retour(consultation, form=formulaire))


@exige(P.CONSULTATION_SAISIR)
def consultation_invitations(request: HttpRequest, pk: int, numero: int) -> HttpResponse:
    """Who of a conseil was asked, by name; POST asks those who were not."""
    consultation, conseil = _a_saisir(request, pk, numero)
    ici = reverse("consultation_invitations", args=[pk, numero])
    if request.method == "POST":
        service = partial(questionnaires.inviter, consultation=consultation, conseil=conseil, par=request.user)
        return agir(request, service, "Les liens personnels partent par e-mail.", retour=ici)
    invitations = InvitationConsultation.objects.pour(request.user, P.CONSULTATION_SAISIR)
    contexte = {
        "consultation": consultation,
        "conseil": conseil,
        "invitations": invitations.filter(consultation=consultation, membre__conseil=conseil).select_related("membre"),
        "a_inviter": len(questionnaires.a_inviter(consultation, conseil)),
    }
    return render(request, "conseils/consultations/invitations.html", contexte)


@exige(P.CONSULTATION_SAISIR)
@require_POST
def invitation_renouveler(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    invitations = InvitationConsultation.objects.filter(consultation=pk).avec_contexte()
    invitation = objet_ou_404(invitations, request.user, voir=P.CONSULTATION_SAISIR, pk=invitation)
    service = partial(questionnaires.renouveler_lien, invitation=invitation, par=request.user)
    numero = invitation.membre.conseil.arrondissement.numero
    retour = reverse("consultation_invitations", args=[pk, numero])
    return agir(request, service, "Un nouveau lien part par e-mail ; l'ancien ne s'ouvre plus.", retour=retour)


@exige(P.CONSULTATION_SAISIR)
def consultation_saisie(request: HttpRequest, pk: int, numero: int) -> HttpResponse:
    """Paper answers, one after another."""
    consultation, conseil = _a_saisir(request, pk, numero)
    themes = consultation.thematiques.avec_questions()
    formulaire = SaisieForm(request.POST or None, thematiques=themes, vous=True)
    service = partial(_saisir, formulaire, consultation=consultation, conseil=conseil, par=request.user)
    if soumettre(formulaire, service):
        messages.success(request, "La réponse est enregistrée.")
        if "suivante" in request.POST:
            return redirect("consultation_saisie", pk, numero)
        return redirect("consultation", pk)
    contexte = {"form": formulaire, "consultation": consultation, "conseil": conseil, "thematiques": themes}
    return render(request, "conseils/consultations/saisie.html", contexte)


def _saisir(formulaire: SaisieForm, *, recue_le, sexe: str, tranche_age: str, consultation, conseil, par, **_):
    """The answers go to the service by question, not by name of field."""
    return questionnaires.saisir_reponse(
        consultation=consultation,
        conseil=conseil,
        par=par,
        contenu=formulaire.contenu(),
        sexe=sexe,
        tranche_age=tranche_age,
        recue_le=recue_le,
    )


def consultation_ou_404(request: HttpRequest, pk: int, *, agir: P | None = None, parmi=None) -> Consultation:
    consultations = Consultation.objects.all() if parmi is None else parmi
    return objet_ou_404(consultations, request.user, voir=P.CONSULTATION_VOIR, agir=agir, pk=pk)


def question_ou_404(request: HttpRequest, pk: int, question: int) -> tuple[Consultation, Question]:
    consultation = consultation_ou_404(request, pk, agir=P.CONSULTATION_MENER)
    questions = Question.objects.de(consultation).select_related("thematique__consultation")
    return consultation, get_object_or_404(questions, pk=question)


def _a_saisir(request: HttpRequest, pk: int, numero: int) -> tuple[Consultation, ConseilCitoyen]:
    consultation = consultation_ou_404(request, pk)
    parmi = consultation.conseils.all()
    return consultation, conseil_ou_404(request, numero, agir=P.CONSULTATION_SAISIR, parmi=parmi)


def _avec_retour(consultation: Consultation, **contexte) -> dict:
    return {"consultation": consultation, "retour": reverse("consultation", args=[consultation.pk]), **contexte}
