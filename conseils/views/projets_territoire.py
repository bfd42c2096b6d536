"""The projet de territoire of an arrondissement: read by all who see the conseil, kept by its animateur."""

from functools import partial

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.definitions import QUARTIER_VECU
from conseils.forms import AvancementForm, ContributionForm, PrioriteForm, ProjetForm
from conseils.models import Acteur, ConseilCitoyen, ContributionProjet, PrioriteTerritoire
from conseils.services import projets_territoire as services
from conseils.views.communs import conseil_ou_404, page, soumettre


@exige(P.INSTANCE_VOIR)
def projet_territoire(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    versions = conseil.projets_territoire.all()
    projet = versions.en_vigueur_le(timezone.localdate())
    contexte = {
        "projet": projet,
        "versions": versions,
        "priorites": projet.priorites.completes() if projet else [],
        "contributions": conseil.contributions_projet.select_related("reunion"),
        "structures": Acteur.objects.pour(request.user, P.DIAGNOSTIC_TENIR).filter(conseil=conseil).du_quartier_vecu(),
        "quartier_vecu": QUARTIER_VECU,
    }
    return render(request, "conseils/projet_territoire.html", page(request, conseil, "projet", **contexte))


@exige(P.PROJET_TERRITOIRE_MODIFIER)
def projet_version_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.PROJET_TERRITOIRE_MODIFIER)
    formulaire = ProjetForm(request.POST or None)
    service = partial(services.ajouter_version, conseil=conseil, par=request.user)
    return _enregistrer(request, conseil, formulaire, service, "Enregistrer une version du projet de territoire")


@exige(P.PROJET_TERRITOIRE_MODIFIER)
def priorite_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.PROJET_TERRITOIRE_MODIFIER)
    projet = conseil.projets_territoire.en_vigueur_le(timezone.localdate())
    if projet is None:
        messages.error(request, "Enregistrez d’abord une version du projet de territoire.")
        return redirect("projet_territoire", numero)
    service = partial(services.ajouter_priorite, projet=projet, par=request.user)
    return _enregistrer(request, conseil, PrioriteForm(request.POST or None), service, "Ajouter une priorité")


@exige(P.PROJET_TERRITOIRE_MODIFIER)
def priorite_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, priorite = _priorite_ou_404(request, numero, pk)
    formulaire = PrioriteForm(request.POST or None, instance=priorite)
    service = partial(services.modifier_priorite, priorite=priorite, par=request.user)
    return _enregistrer(request, conseil, formulaire, service, "Modifier une priorité")


@exige(P.PROJET_TERRITOIRE_MODIFIER)
def avancement_noter(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, priorite = _priorite_ou_404(request, numero, pk)
    formulaire = AvancementForm(request.POST or None)
    service = partial(services.noter_avancement, priorite=priorite, par=request.user)
    return _enregistrer(request, conseil, formulaire, service, f"Avancement de « {priorite} »")


@exige(P.PROJET_TERRITOIRE_MODIFIER)
def contribution_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.PROJET_TERRITOIRE_MODIFIER)
    formulaire = ContributionForm(request.POST or None, conseil=conseil)
    service = partial(services.ajouter_contribution, conseil=conseil, par=request.user)
    return _enregistrer(request, conseil, formulaire, service, "Ajouter une contribution du conseil")


@exige(P.PROJET_TERRITOIRE_MODIFIER)
def contribution_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    contributions = ContributionProjet.objects.filter(conseil=conseil).select_related("conseil")
    contribution = objet_ou_404(
        contributions, request.user, voir=P.CONSEIL_VOIR, agir=P.PROJET_TERRITOIRE_MODIFIER, pk=pk
    )
    formulaire = ContributionForm(request.POST or None, instance=contribution, conseil=conseil)
    service = partial(services.modifier_contribution, contribution=contribution, par=request.user)
    return _enregistrer(request, conseil, formulaire, service, "Modifier une contribution")


def _priorite_ou_404(request: HttpRequest, numero: int, pk: int) -> tuple[ConseilCitoyen, PrioriteTerritoire]:
    conseil = conseil_ou_404(request, numero)
    priorites = PrioriteTerritoire.objects.filter(projet__conseil=conseil).select_related("projet")
    return conseil, objet_ou_404(
        priorites, request.user, voir=P.CONSEIL_VOIR, agir=P.PROJET_TERRITOIRE_MODIFIER, pk=pk
    )


def _enregistrer(
    request: HttpRequest, conseil: ConseilCitoyen, formulaire: BaseForm, service: partial, titre: str
) -> HttpResponse:
    numero = conseil.arrondissement.numero
    if soumettre(formulaire, service):
        messages.success(request, "C’est enregistré.")
        return redirect("projet_territoire", numero)
    contexte = {"form": formulaire, "titre": titre, "retour": reverse("projet_territoire", args=[numero])}
    gabarit = "conseils/projet_territoire_formulaire.html"
    return render(request, gabarit, page(request, conseil, "projet", **contexte))
