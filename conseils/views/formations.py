"""Formations of a conseil: by exercice, one of them, its participants and questionnaires."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.apprentissage import apprentissage
from conseils.exercices import exercice_demande, exercices_connus
from conseils.forms import ConfirmationForm, FormationForm, ParticipantsForm
from conseils.models import ConseilCitoyen, DelegationFormation, Membre
from conseils.services import formations as services
from conseils.views.communs import conseil_ou_404, page, soumettre
from socle.methodes import saisie

PAR_PAGE = 20


@exige(P.CONSEIL_VOIR)
def formations(request: HttpRequest, numero: int) -> HttpResponse:
    aujourd_hui = timezone.localdate()
    conseil = conseil_ou_404(request, numero)
    exercices = exercices_connus(conseil.delegations.premiere_date(), aujourd_hui)
    exercice = exercice_demande(request.GET.get("exercice", ""), exercices)
    delegations = conseil.delegations.pendant(exercice).select_related("formation").avec_participants()
    contexte = {
        "exercices": exercices,
        "exercice": exercice,
        "aujourd_hui": aujourd_hui,
        "delegations": Paginator(delegations, PAR_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "conseils/formations.html", page(request, conseil, "formations", **contexte))


@exige(P.CONSEIL_VOIR)
def formation(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, delegation = _delegation_ou_404(request, numero, pk)
    formation = delegation.formation
    contexte = {
        "delegation": delegation,
        "formation": formation,
        "conseils": formation.conseils.select_related("arrondissement"),
        "modifiable": services.peut_modifier(formation, request.user),
        "apprentissage": apprentissage(delegation),
        "formes": Membre.objects.pour(request.user, P.MEMBRE_VOIR).filter(formations__delegation=delegation),
        "commencee": formation.debut <= timezone.localdate(),
    }
    return render(request, "conseils/formation.html", page(request, conseil, "formations", **contexte))


@exige(P.FORMATION_MODIFIER)
def formation_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.FORMATION_MODIFIER)
    formulaire = FormationForm(request.POST or None, conseil=conseil, possibles=_possibles(request))
    if formation := soumettre(formulaire, partial(services.enregistrer_formation, par=request.user)):
        messages.success(request, "La formation est enregistrée.")
        return redirect(_apres(formation, numero))
    contexte = {"form": formulaire, "retour": reverse("formations", args=[numero])}
    return render(request, "conseils/formation_ajouter.html", page(request, conseil, "formations", **contexte))


@exige(P.FORMATION_MODIFIER)
def formation_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, delegation = _formation_modifiable(request, numero, pk)
    formation = delegation.formation
    retour = reverse("formation", args=[numero, pk])
    formulaire = FormationForm(
        request.POST or None,
        instance=formation,
        conseil=conseil,
        possibles=_possibles(request),
        initial={"conseils": formation.conseils.all()},
    )
    service = partial(services.modifier_formation, formation=formation, par=request.user)
    if modifiee := soumettre(formulaire, service):
        messages.success(request, "La formation est enregistrée.")
        return redirect(_apres(modifiee, numero))
    contexte = {"form": formulaire, "formation": formation, "retour": retour}
    return render(request, "conseils/formation_modifier.html", page(request, conseil, "formations", **contexte))


@exige(P.FORMATION_MODIFIER)
def formation_supprimer(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, delegation = _formation_modifiable(request, numero, pk)
    formulaire = ConfirmationForm(saisie(request))
    service = partial(services.supprimer_formation, formation=delegation.formation, par=request.user)
    if soumettre(formulaire, service):
        messages.success(request, "La formation est supprimée.")
        return redirect("formations", numero)
    contexte = {
        "form": formulaire,
        "formation": delegation.formation,
        "retour": reverse("formation", args=[numero, pk]),
    }
    return render(request, "conseils/formation_supprimer.html", page(request, conseil, "formations", **contexte))


@exige(P.FORMATION_MODIFIER)
def formation_participants(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, delegation = _delegation_ou_404(request, numero, pk, agir=P.FORMATION_MODIFIER)
    formulaire = ParticipantsForm(request.POST or None, delegation=delegation)
    if soumettre(formulaire, partial(services.enregistrer_participants, delegation=delegation, par=request.user)):
        messages.success(request, "Les participants sont enregistrés.")
        return redirect("formation", numero, pk)
    contexte = {
        "form": formulaire,
        "formation": delegation.formation,
        "commencee": delegation.formation.debut <= timezone.localdate(),
    }
    return render(request, "conseils/formation_participants.html", page(request, conseil, "formations", **contexte))


def _possibles(request: HttpRequest):
    conseils = ConseilCitoyen.objects.pour(request.user, P.FORMATION_MODIFIER)
    return conseils.select_related("arrondissement")


def _apres(formation, numero: int) -> str:
    """Its page, or the list when this conseil does not take part in it."""
    if formation.conseils.filter(arrondissement__numero=numero).exists():
        return reverse("formation", args=[numero, formation.pk])
    return reverse("formations", args=[numero])


def _delegation_ou_404(
    request: HttpRequest, numero: int, pk: int, *, agir: P | None = None
) -> tuple[ConseilCitoyen, DelegationFormation]:
    conseil = conseil_ou_404(request, numero)
    delegations = DelegationFormation.objects.filter(conseil=conseil).select_related("formation", "conseil")
    return conseil, objet_ou_404(delegations, request.user, voir=P.CONSEIL_VOIR, agir=agir, formation=pk)


def _formation_modifiable(request: HttpRequest, numero: int, pk: int) -> tuple[ConseilCitoyen, DelegationFormation]:
    """A formation shared with a conseil out of reach is the coordination's to change."""
    conseil, delegation = _delegation_ou_404(request, numero, pk)
    if not services.peut_modifier(delegation.formation, request.user):
        raise PermissionDenied
    return conseil, delegation
