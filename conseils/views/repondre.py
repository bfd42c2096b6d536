"""Answering a consultation by personal link, and asking later what became of the answer. No account.

The link is the only secret: it is never written in a log, never sent as a referrer, never kept by a cache.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from comptes.acces import publique
from conseils.forms import QuestionnaireForm, RecuForm
from conseils.models import InvitationConsultation, Mesure, Proposition, ReponseQuestionnaire
from conseils.services import questionnaires as services
from socle.entiers import entier

RAISON = "les membres n'ont pas de compte ; le lien personnel est le secret, et lui seul"


def discrete(vue: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep the address out of referrers, caches and search engines."""

    @wraps(vue)
    def gardee(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        reponse = vue(request, *args, **kwargs)
        reponse["Referrer-Policy"] = "no-referrer"
        reponse["Cache-Control"] = "no-store"
        reponse["X-Robots-Tag"] = "noindex"
        return reponse

    return gardee


# Without a referrer, browsers send « Origin: null », which Django's protection against forged requests
# refuses. There is nothing to forge here: no session gives any right, and a forger would need the link.
@csrf_exempt
@publique(RAISON)
@sensitive_post_parameters()
@discrete
def consultation_repondre(request: HttpRequest, jeton: str) -> HttpResponse:
    """One theme per step, each kept as a draft; the last step sends."""
    invitation = InvitationConsultation.objects.de_jeton(jeton).first()
    if invitation is None:
        return render(request, "conseils/consultations/lien_inconnu.html", status=404)
    if impasse := _impasse(request, invitation):
        return impasse
    etapes = list(invitation.consultation.thematiques.avec_questions())
    rang = _rang(request, invitation, etapes)
    if request.method == "POST":
        return _avancer(request, invitation, etapes, rang, jeton)
    return _etape(request, invitation, etapes, rang, _formulaire(invitation, etapes, rang))


@csrf_exempt
@publique("chacun peut savoir ce qu'est devenue sa réponse avec son numéro de reçu, qui ne dit pas son nom")
@discrete
def consultation_suivi(request: HttpRequest) -> HttpResponse:
    formulaire = RecuForm(request.POST or None)
    contexte = {"form": formulaire}
    if request.method == "POST" and formulaire.is_valid():
        reponse = ReponseQuestionnaire.objects.de_recu(formulaire.cleaned_data["recu"]).first()
        if reponse is None:
            formulaire.add_error("recu", "Ce numéro ne correspond à aucune réponse : vérifiez chaque signe.")
        else:
            contexte |= devenir(reponse)
    return render(request, "conseils/consultations/suivi.html", contexte)


def devenir(reponse: ReponseQuestionnaire) -> dict:
    """What one answer fed."""
    return {
        "reponse": reponse,
        "propositions": Proposition.objects.issues_de(reponse).avec_suites(),
        "mesures": Mesure.objects.issues_de(reponse).select_related("thematique"),
    }


def _impasse(request: HttpRequest, invitation: InvitationConsultation) -> HttpResponse | None:
    """The page that says why this link no longer answers, or ``None`` when it does."""
    contexte = {"invitation": invitation, "consultation": invitation.consultation}
    if invitation.repondue or invitation.consultation.est_restituee:
        return render(request, "conseils/consultations/lien_utilise.html", contexte, status=410)
    if timezone.now() < invitation.consultation.ouverture:
        return render(request, "conseils/consultations/lien_trop_tot.html", contexte)
    if not invitation.est_expiree(timezone.now()):
        return None
    if request.method == "POST":
        _garder_ce_qui_est_saisi(request, invitation)
        if "demander" in request.POST:
            services.demander_lien(invitation=invitation)
        invitation.refresh_from_db()
    return render(request, "conseils/consultations/lien_expire.html", contexte, status=410)


def _garder_ce_qui_est_saisi(request: HttpRequest, invitation: InvitationConsultation) -> None:
    """The link expired while somebody was typing: the next link will find it again."""
    formulaire = QuestionnaireForm(request.POST, thematiques=invitation.consultation.thematiques.avec_questions())
    formulaire.is_valid()
    saisie = {nom: valeurs for nom, valeurs in formulaire.saisie().items() if nom in request.POST}
    services.garder_brouillon(invitation=invitation, saisie=saisie)


def _rang(request: HttpRequest, invitation: InvitationConsultation, etapes: list) -> int:
    """The step asked for; else the first that was not seen yet. The last one, after the themes, sends."""
    demande = entier(request.POST.get("etape") or request.GET.get("etape") or "")
    if demande and demande <= len(etapes) + 1:
        return demande
    for rang, thematique in enumerate(etapes, start=1):
        if not any(services.champ_question(q) in invitation.brouillon for q in thematique.questions.all()):
            return rang
    return len(etapes) + 1


def _formulaire(invitation: InvitationConsultation, etapes: list, rang: int, data=None) -> QuestionnaireForm:
    """The form of one step; what the draft holds is shown."""
    derniere = rang > len(etapes)
    thematiques = [] if derniere else [etapes[rang - 1]]
    return QuestionnaireForm(data, thematiques=thematiques, vous=derniere, brouillon=invitation.brouillon)


def _avancer(request: HttpRequest, invitation: InvitationConsultation, etapes: list, rang: int, jeton: str):
    """Keep what stands as a draft, then go back, on, or send."""
    formulaire = _formulaire(invitation, etapes, rang, request.POST)
    complet = formulaire.is_valid()
    services.garder_brouillon(invitation=invitation, saisie=formulaire.saisie())
    invitation.refresh_from_db(fields=["brouillon"])
    if "precedent" in request.POST:
        return _aller(jeton, max(1, rang - 1))
    if not complet:
        return _etape(request, invitation, etapes, rang, formulaire)
    if rang <= len(etapes):
        return _aller(jeton, rang + 1)
    return _envoyer(request, invitation, etapes, jeton)


def _envoyer(request: HttpRequest, invitation: InvitationConsultation, etapes: list, jeton: str) -> HttpResponse:
    """Send the whole draft; a theme that lacks an answer is shown again."""
    complet = QuestionnaireForm(MultiValueDict(invitation.brouillon), thematiques=etapes, vous=True)
    if not complet.is_valid():
        return _reprendre(request, invitation, etapes, complet)
    faits = {nom: complet.cleaned_data[nom] for nom in ("sexe", "tranche_age")}
    try:
        reponse, recu = services.envoyer_reponse(invitation=invitation, contenu=complet.contenu(), **faits)
    except ValidationError as refus:
        complet.add_error(None, refus.messages)
        return _etape(request, invitation, etapes, len(etapes) + 1, complet)
    contexte = {"reponse": reponse, "recu": recu, "consultation": invitation.consultation}
    return render(request, "conseils/consultations/merci.html", contexte)


def _reprendre(request: HttpRequest, invitation: InvitationConsultation, etapes: list, entier: QuestionnaireForm):
    fautifs = set(entier.errors)
    for rang, thematique in enumerate(etapes, start=1):
        if fautifs & {services.champ_question(q) for q in thematique.questions.all()}:
            formulaire = _formulaire(invitation, etapes, rang, MultiValueDict(invitation.brouillon))
            return _etape(request, invitation, etapes, rang, formulaire)
    return _etape(request, invitation, etapes, len(etapes) + 1, entier)


def _aller(jeton: str, rang: int) -> HttpResponse:
    return redirect(f"{reverse('consultation_repondre', args=[jeton])}?etape={rang}")


def _etape(request: HttpRequest, invitation, etapes: list, rang: int, formulaire: QuestionnaireForm) -> HttpResponse:
    consultation = invitation.consultation
    contexte = {
        "form": formulaire,
        "consultation": consultation,
        "conseil": invitation.membre.conseil,
        "thematique": etapes[rang - 1] if rang <= len(etapes) else None,
        "rang": rang,
        "derniere": len(etapes) + 1,
        "repris": bool(invitation.brouillon),
        "close": consultation.est_close(timezone.now()),
    }
    return render(request, "conseils/consultations/repondre.html", contexte)
