"""« Amélioration continue »: what the dispositif learns, what is done about it, and the tool itself."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from animateurs.fardeau import mediane_de_saisie
from animateurs.forms import (
    ActionCorrectiveForm,
    AvancerForm,
    FormationEquipeForm,
    LeconForm,
    ReponseSuggestionForm,
    RevueForm,
    SuggestionForm,
)
from animateurs.models import ActionCorrective, FormationEquipe, Lecon, RevueAnnuelle, Suggestion
from animateurs.services import amelioration as services
from comptes.acces import exige, tout_compte
from comptes.permissions import Permission as P
from comptes.porte import detient
from conseils.views.communs import soumettre
from socle.methodes import saisie

PREMIER_EXERCICE = 2014  # the law that created the conseils citoyens


@exige(P.AMELIORATION_VOIR)
def amelioration(request: HttpRequest) -> HttpResponse:
    """The lessons of each exercice with their actions, the trainings, and what the tool costs."""
    jour = timezone.localdate()
    contexte = {
        "lecons": Lecon.objects.prefetch_related("actions__responsable"),
        "decompte": ActionCorrective.objects.decompte(jour),
        "revues": RevueAnnuelle.objects.prefetch_related("decisions__action"),
        "annee": jour.year,
        "formations": FormationEquipe.objects.prefetch_related("participants"),
        "suggestions": Suggestion.objects.decompte(),
        "mediane": _mediane(),
        "modifie": detient(request.user, P.AMELIORATION_MODIFIER),
    }
    return render(request, "animateurs/amelioration/amelioration.html", contexte)


@exige(P.AMELIORATION_MODIFIER)
def lecon_ajouter(request: HttpRequest) -> HttpResponse:
    form = LeconForm(request.POST or None, initial={"exercice": timezone.localdate().year})
    service = partial(services.enregistrer_lecon, par=request.user)
    return _ecrire(request, form, service, titre="Noter une leçon", fait="La leçon est notée.")


@exige(P.AMELIORATION_MODIFIER)
def lecon_modifier(request: HttpRequest, pk: int) -> HttpResponse:
    lecon = get_object_or_404(Lecon, pk=pk)
    form = LeconForm(request.POST or None, instance=lecon)
    service = partial(services.enregistrer_lecon, lecon=lecon, par=request.user)
    return _ecrire(request, form, service, titre="Corriger une leçon", fait="La leçon est corrigée.")


@exige(P.AMELIORATION_MODIFIER)
def action_corrective_ajouter(request: HttpRequest, pk: int) -> HttpResponse:
    lecon = get_object_or_404(Lecon, pk=pk)
    form = ActionCorrectiveForm(request.POST or None)
    service = partial(services.enregistrer_action, lecon=lecon, par=request.user)
    return _ecrire(
        request,
        form,
        service,
        titre="Décider une action corrective",
        fait="L’action est décidée.",
        chapeau=lecon.constat,
    )


@exige(P.AMELIORATION_MODIFIER)
def action_corrective_modifier(request: HttpRequest, pk: int) -> HttpResponse:
    action = get_object_or_404(ActionCorrective.objects.select_related("lecon"), pk=pk)
    form = ActionCorrectiveForm(request.POST or None, instance=action)
    service = partial(services.enregistrer_action, action=action, par=request.user)
    titre = "Corriger une action corrective"
    return _ecrire(request, form, service, titre=titre, fait="L’action est corrigée.", chapeau=action.lecon.constat)


@exige(P.AMELIORATION_MODIFIER)
def action_corrective_avancer(request: HttpRequest, pk: int) -> HttpResponse:
    action = get_object_or_404(ActionCorrective, pk=pk)
    form = AvancerForm(request.POST or None, action=action, initial={"effet": action.effet})
    service = partial(services.avancer_action, action=action, par=request.user)
    titre = "Faire avancer une action corrective"
    chapeau = f"{action.intitule} ({action.get_etat_display()})"
    return _ecrire(request, form, service, titre=titre, fait="L’état de l’action est changé.", chapeau=chapeau)


@exige(P.AMELIORATION_MODIFIER)
def revue_annee(request: HttpRequest, annee: int) -> HttpResponse:
    """Decide about each action still open; read again what was decided."""
    if not PREMIER_EXERCICE <= annee <= timezone.localdate().year:
        raise Http404
    faite = RevueAnnuelle.objects.filter(exercice=annee).prefetch_related("decisions__action__lecon").first()
    actions = [] if faite else ActionCorrective.objects.a_revoir_pour(annee)
    form = RevueForm(saisie(request), actions=actions)
    if soumettre(form, partial(services.faire_la_revue, exercice=annee, par=request.user)):
        messages.success(request, f"La revue de l’année {annee} est faite.")
        return redirect("revue_annee", annee)
    return render(request, "animateurs/amelioration/revue.html", {"annee": annee, "revue": faite, "form": form})


@exige(P.AMELIORATION_MODIFIER)
def formation_equipe_ajouter(request: HttpRequest) -> HttpResponse:
    form = FormationEquipeForm(request.POST or None)
    service = partial(services.enregistrer_formation_equipe, par=request.user)
    return _ecrire(request, form, service, titre="Noter une formation de l’équipe", fait="La formation est notée.")


@exige(P.AMELIORATION_MODIFIER)
def formation_equipe_modifier(request: HttpRequest, pk: int) -> HttpResponse:
    formation = get_object_or_404(FormationEquipe, pk=pk)
    form = FormationEquipeForm(request.POST or None, instance=formation)
    service = partial(services.enregistrer_formation_equipe, formation=formation, par=request.user)
    return _ecrire(
        request, form, service, titre="Corriger une formation de l’équipe", fait="La formation est corrigée."
    )


@tout_compte("chacun lit ses propres suggestions, et ce que l’outil coûte à tous")
def suggestions(request: HttpRequest) -> HttpResponse:
    """One's own; all of them for who answers."""
    repond = detient(request.user, P.AMELIORATION_MODIFIER)
    lisibles = Suggestion.objects.lisibles_par(request.user, repond)
    contexte = {"suggestions": lisibles, "repond": repond, "mediane": _mediane()}
    return render(request, "animateurs/amelioration/suggestions.html", contexte)


@tout_compte("chacun peut dire ce qu’il changerait dans l’outil")
def suggestion_ajouter(request: HttpRequest) -> HttpResponse:
    # The page one comes from; in the footer's link it would tell a page that exists from one that does not.
    d_ou = urlsplit(request.headers.get("Referer", "")).path[:200]
    form = SuggestionForm(request.POST or None, initial={"page": d_ou})
    service = partial(services.suggerer, par=request.user)
    fait = "Merci : votre suggestion est transmise à la coordination, qui vous répondra ici."
    titre = "Suggérer une amélioration de l’outil"
    return _ecrire(request, form, service, titre=titre, fait=fait, retour=reverse("suggestions"))


@exige(P.AMELIORATION_MODIFIER)
def suggestion_repondre(request: HttpRequest, pk: int) -> HttpResponse:
    suggestion = get_object_or_404(Suggestion, pk=pk)
    form = ReponseSuggestionForm(request.POST or None, instance=suggestion)
    service = partial(services.repondre_a_la_suggestion, suggestion=suggestion, par=request.user)
    textes = {"titre": "Répondre à une suggestion", "fait": "La réponse est enregistrée.", "chapeau": suggestion.texte}
    return _ecrire(request, form, service, **textes, retour=reverse("suggestions"))


def _mediane() -> int | None:
    """In whole minutes, at least one."""
    secondes = mediane_de_saisie()
    return None if secondes is None else max(1, round(secondes / 60))


def _ecrire(
    request: HttpRequest,
    form: BaseForm,
    service: Callable[..., object],
    *,
    titre: str,
    fait: str,
    chapeau: str = "",
    retour: str = "",
) -> HttpResponse:
    """One form, one service: show it; once it is accepted, say what was done and go back."""
    retour = retour or reverse("amelioration")
    if soumettre(form, service):
        messages.success(request, fait)
        return redirect(retour)
    contexte = {"form": form, "titre": titre, "chapeau": chapeau, "retour": retour}
    return render(request, "animateurs/amelioration/formulaire.html", contexte)
