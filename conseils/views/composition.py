"""The groupe moteur: its picture for all who see the conseil, its names for few."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.composition import image_du_groupe, invites_par_qualite
from conseils.evolution import entrees_entre, evolution, sorties_entre
from conseils.forms import CloreMandatForm, EvolutionForm, InscriptionForm, JourForm, MandatForm, MembreForm
from conseils.models import ConseilCitoyen, Mandat, Membre
from conseils.querysets.composition import MandatQuerySet
from conseils.services import membres as services
from conseils.views.communs import conseil_ou_404, page, soumettre


@exige(P.CONSEIL_VOIR)
def groupe_moteur(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    formulaire = JourForm(request.GET)
    jour, aujourd_hui = formulaire.jour(), timezone.localdate()
    mandats, image = _mandats_nommes(request, conseil), image_du_groupe(conseil, jour)
    invites = conseil.invites.presents_le(jour)
    contexte = {
        "form": formulaire,
        "image": image,
        # The mandats about to begin show on the page of today only.
        "mandats": mandats.non_termines_le(jour) if jour == aujourd_hui else mandats.actifs_le(jour),
        "anciens": mandats.termines_le(jour),
        "groupes": conseil.groupes.select_related("quartier").avec_effectif(jour),
        "premier": None if image.effectif else _premier_jour(conseil),
        "invites": invites,
        "qualites": invites_par_qualite(invites),
        "jour": jour,
        "present": jour == aujourd_hui,
    }
    return render(request, "conseils/groupe_moteur.html", page(request, conseil, "groupe", **contexte))


@exige(P.CONSEIL_VOIR)
def groupe_moteur_evolution(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    formulaire = EvolutionForm(request.GET)
    contexte = {"form": formulaire}
    if jours := formulaire.jours():
        mandats = _mandats_nommes(request, conseil)
        contexte |= {
            "evolution": evolution(conseil, *jours),
            "entres": entrees_entre(mandats, *jours),
            "sortis": sorties_entre(mandats, *jours),
            "premier": _premier_jour(conseil),
        }
    return render(request, "conseils/groupe_moteur_evolution.html", page(request, conseil, "groupe", **contexte))


def _mandats_nommes(request: HttpRequest, conseil: ConseilCitoyen) -> MandatQuerySet:
    """The door answers for the names: an empty list for those who may only see counts."""
    mandats = Mandat.objects.pour(request.user, P.MEMBRE_VOIR).filter(groupe__conseil=conseil)
    return mandats.select_related("membre__quartier", "groupe")


def _premier_jour(conseil: ConseilCitoyen) -> date | None:
    return Mandat.objects.filter(groupe__conseil=conseil).premier_jour()


@exige(P.MEMBRE_MODIFIER)
def membre_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.MEMBRE_MODIFIER)
    formulaire = InscriptionForm(
        request.POST or None, conseil=conseil, initial={"debut": request.GET.get("debut", "")}
    )
    retour = reverse("groupe_moteur", args=[numero])
    if membre := soumettre(formulaire, partial(services.inscrire_membre, conseil=conseil, par=request.user)):
        messages.success(request, f"{membre} est membre du groupe moteur.")
        return redirect(_suivant(request, numero) or retour)
    contexte = {"form": formulaire, "retour": retour}
    return render(request, "conseils/membre_ajouter.html", page(request, conseil, "groupe", **contexte))


def _suivant(request: HttpRequest, numero: int) -> str:
    """The form again, when asked, for the next person of a group that enters on the same day."""
    if "encore" not in request.POST:
        return ""
    return reverse("membre_ajouter", args=[numero], query={"debut": request.POST.get("debut", "")})


@exige(P.MEMBRE_MODIFIER)
def membre_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, membre = _membre_ou_404(request, numero, pk)
    formulaire = MembreForm(request.POST or None, instance=membre, conseil=conseil)
    mandats = membre.mandats.select_related("groupe").order_by("-debut")
    retour = reverse("groupe_moteur", args=[numero])
    if soumettre(formulaire, partial(services.modifier_membre, membre=membre, par=request.user)):
        messages.success(request, "Les informations sont enregistrées.")
        return redirect(retour)
    contexte = {
        "form": formulaire,
        "retour": retour,
        "membre": membre,
        "mandats": mandats,
        "peut_ouvrir": _peut_ouvrir(conseil, mandats),
    }
    return render(request, "conseils/membre_modifier.html", page(request, conseil, "groupe", **contexte))


def _peut_ouvrir(conseil: ConseilCitoyen, mandats: Iterable[Mandat]) -> bool:
    """Nobody holds two mandats at once in one groupe: the button waits for a groupe to go to."""
    occupes = {mandat.groupe_id for mandat in mandats if mandat.fin is None}
    if conseil.est_clos:
        return False
    return not occupes or conseil.groupes.ouverts_le(timezone.localdate()).exclude(pk__in=occupes).exists()


@exige(P.MEMBRE_MODIFIER)
def mandat_ouvrir(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, membre = _membre_ou_404(request, numero, pk)
    formulaire = MandatForm(request.POST or None, conseil=conseil)
    retour = reverse("membre_modifier", args=[numero, pk])
    if mandat := soumettre(formulaire, partial(services.ouvrir_mandat, membre=membre, par=request.user)):
        messages.success(request, f"{mandat.membre} a un nouveau mandat.")
        return redirect("groupe_moteur", numero)
    contexte = {"form": formulaire, "retour": retour, "membre": membre}
    return render(request, "conseils/mandat_ouvrir.html", page(request, conseil, "groupe", **contexte))


@exige(P.MEMBRE_MODIFIER)
def mandat_corriger(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, mandat = _mandat_ou_404(request, numero, pk)
    formulaire = MandatForm(request.POST or None, instance=mandat, conseil=conseil)
    retour = reverse("membre_modifier", args=[numero, mandat.membre_id])
    if corrige := soumettre(formulaire, partial(services.corriger_mandat, mandat=mandat, par=request.user)):
        messages.success(request, f"Le mandat de {corrige.membre} est corrigé.")
        return redirect(retour)
    contexte = {"form": formulaire, "retour": retour, "mandat": mandat}
    return render(request, "conseils/mandat_corriger.html", page(request, conseil, "groupe", **contexte))


@exige(P.MEMBRE_MODIFIER)
def mandat_clore(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, mandat = _mandat_ou_404(request, numero, pk)
    formulaire = CloreMandatForm(request.POST or None, initial={"fin": timezone.localdate()})
    # Whoever closes the mandats one by one before closing the conseil goes back to what remains.
    retour = reverse("conseil_clore" if request.GET.get("suite") == "cloture" else "groupe_moteur", args=[numero])
    if clos := soumettre(formulaire, partial(services.clore_mandat, mandat=mandat, par=request.user)):
        messages.success(request, f"Le mandat de {clos.membre} est clos.")
        return redirect(retour)
    contexte = {"form": formulaire, "retour": retour, "mandat": mandat}
    return render(request, "conseils/mandat_clore.html", page(request, conseil, "groupe", **contexte))


def _membre_ou_404(request: HttpRequest, numero: int, pk: int) -> tuple[ConseilCitoyen, Membre]:
    conseil = conseil_ou_404(request, numero)
    membre = objet_ou_404(
        Membre.objects.filter(conseil=conseil), request.user, voir=P.MEMBRE_VOIR, agir=P.MEMBRE_MODIFIER, pk=pk
    )
    return conseil, membre


def _mandat_ou_404(request: HttpRequest, numero: int, pk: int) -> tuple[ConseilCitoyen, Mandat]:
    conseil = conseil_ou_404(request, numero)
    mandats = Mandat.objects.filter(groupe__conseil=conseil).select_related("membre", "groupe")
    return conseil, objet_ou_404(mandats, request.user, voir=P.MEMBRE_VOIR, agir=P.MEMBRE_MODIFIER, pk=pk)
