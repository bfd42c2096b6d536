"""The reference data of the journal, kept by the coordination: kinds of activity, registres, precisions."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from animateurs.catalogue import Catalogue
from animateurs.forms import PromotionForm, RegistreForm, TypeActiviteForm
from animateurs.models import Mission, Registre, TypeActivite
from animateurs.precisions import precision
from animateurs.services import activites as services
from comptes.acces import exige
from comptes.permissions import Permission as P
from conseils.exercices import exercices_connus
from conseils.views.communs import soumettre

SENS = {"haut": -1, "bas": 1}


@exige(P.TYPE_ACTIVITE_MODIFIER)
def activites(request: HttpRequest) -> HttpResponse:
    """Everything that the journal offers, what it no longer does, and what « Autre » stood for."""
    exercice = exercices_connus(None, timezone.localdate())[0]
    return render(request, "animateurs/activites.html", {"catalogue": Catalogue(exercice)})


@exige(P.TYPE_ACTIVITE_MODIFIER)
def type_activite_ajouter(request: HttpRequest) -> HttpResponse:
    form = TypeActiviteForm(request.POST or None, initial={"mission": _mission_demandee(request)})
    service = partial(services.ajouter_type, par=request.user)
    return _formulaire(request, form, service, titre="Ajouter un type d’activité", fait="« {0} » est proposé.")


@exige(P.TYPE_ACTIVITE_MODIFIER)
def type_activite_modifier(request: HttpRequest, code: str) -> HttpResponse:
    type_activite = get_object_or_404(TypeActivite, code=code)
    service = partial(services.modifier_reference, objet=type_activite, par=request.user)
    form = TypeActiviteForm(request.POST or None, instance=type_activite)
    return _formulaire(request, form, service, titre="Modifier un type d’activité", fait="« {0} » est modifié.")


@exige(P.TYPE_ACTIVITE_MODIFIER)
def registre_ajouter(request: HttpRequest) -> HttpResponse:
    service = partial(services.ajouter_registre, par=request.user)
    form = RegistreForm(request.POST or None)
    return _formulaire(request, form, service, titre="Ajouter un registre", fait="« {0} » est proposé.")


@exige(P.TYPE_ACTIVITE_MODIFIER)
def registre_modifier(request: HttpRequest, code: str) -> HttpResponse:
    registre = get_object_or_404(Registre, code=code)
    service = partial(services.modifier_reference, objet=registre, par=request.user)
    form = RegistreForm(request.POST or None, instance=registre)
    return _formulaire(request, form, service, titre="Modifier un registre", fait="« {0} » est modifié.")


@exige(P.TYPE_ACTIVITE_MODIFIER)
@require_POST
def type_activite_proposer(request: HttpRequest, code: str) -> HttpResponse:
    """Retire a kind, or offer it again."""
    return _proposer(request, get_object_or_404(TypeActivite, code=code))


@exige(P.TYPE_ACTIVITE_MODIFIER)
@require_POST
def registre_proposer(request: HttpRequest, code: str) -> HttpResponse:
    return _proposer(request, get_object_or_404(Registre, code=code))


@exige(P.TYPE_ACTIVITE_MODIFIER)
@require_POST
def type_activite_deplacer(request: HttpRequest, code: str) -> HttpResponse:
    """One rank up or down among the kinds of its mission."""
    type_activite = get_object_or_404(TypeActivite, code=code)
    rangs = SENS.get(request.POST.get("sens", ""))
    if rangs and services.deplacer_type(type_activite=type_activite, rangs=rangs, par=request.user):
        messages.success(request, f"« {type_activite} » est déplacé.")
    return _vers_la_liste(type_activite)


@exige(P.TYPE_ACTIVITE_MODIFIER)
def precision_promouvoir(request: HttpRequest, cle: str) -> HttpResponse:
    """Make a kind of what was typed under « Autre »; the past lines follow."""
    promue = precision(cle)
    if promue is None:
        raise Http404
    form = PromotionForm(request.POST or None, initial={"libelle": promue.texte})
    if promu := soumettre(form, partial(services.promouvoir, cle=cle, par=request.user)):
        messages.success(request, f"« {promu[0]} » : activités rangées, {promu[1]} en tout.")
        return _vers_la_liste(promu[0])
    contexte = {"form": form, "precision": promue, "retour": reverse("activites")}
    return render(request, "animateurs/precision_promouvoir.html", contexte)


def _formulaire(request: HttpRequest, form: BaseForm, service: Callable, *, titre: str, fait: str) -> HttpResponse:
    if ecrit := soumettre(form, service):
        messages.success(request, fait.format(ecrit))
        return _vers_la_liste(ecrit)
    contexte = {"form": form, "titre": titre, "retour": reverse("activites")}
    return render(request, "animateurs/activite_formulaire.html", contexte)


def _proposer(request: HttpRequest, objet: Model) -> HttpResponse:
    actif = request.POST.get("actif") == "oui"
    try:
        services.proposer(objet=objet, actif=actif, par=request.user)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        suite = "est proposé de nouveau" if actif else "n’est plus proposé ; ce qui est saisi le garde"
        messages.success(request, f"« {objet} » {suite}.")
    return _vers_la_liste(objet)


def _vers_la_liste(objet: Model) -> HttpResponseRedirect:
    """Back to the list, at what was written."""
    return redirect(reverse("activites", fragment=f"{objet._meta.model_name}-{objet.code}"))


def _mission_demandee(request: HttpRequest) -> Mission | None:
    return Mission.objects.filter(code=request.GET.get("mission", "")).first()
