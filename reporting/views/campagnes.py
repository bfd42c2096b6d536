"""The campaigns: their three dates, all their documents in one gesture, and where each one stands."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from comptes.acces import exige
from comptes.permissions import Permission as P
from reporting.campagnes import avancement, pieces
from reporting.forms import CampagneForm
from reporting.models import Campagne
from reporting.services import campagnes as services
from socle.exercice import exercice_courant


@exige(P.RAPPORT_PUBLIER)
def campagnes(request: HttpRequest) -> HttpResponse:
    """Every campaign, the latest first."""
    return render(request, "reporting/campagnes/campagnes.html", {"campagnes": Campagne.objects.all()})


@exige(P.RAPPORT_PUBLIER)
def ouvrir(request: HttpRequest) -> HttpResponse:
    """Open the campaign of an exercice."""
    propose = {"exercice": exercice_courant(timezone.localdate()) - 1}
    return _enregistrer(request, Campagne(), CampagneForm(request.POST or None, initial=propose))


@exige(P.RAPPORT_PUBLIER)
def dates(request: HttpRequest, exercice: int) -> HttpResponse:
    """Change the dates of a campaign."""
    campagne = _campagne(exercice)
    return _enregistrer(request, campagne, CampagneForm(request.POST or None, instance=campagne))


@exige(P.RAPPORT_PUBLIER)
def campagne(request: HttpRequest, exercice: int) -> HttpResponse:
    """Each document of the campaign: where it stands, why it failed, what is left to do."""
    return render(request, "reporting/campagnes/campagne.html", _contexte(_campagne(exercice)))


@exige(P.RAPPORT_PUBLIER)
def suivi(request: HttpRequest, exercice: int) -> HttpResponse:
    """The progress alone, asked for every two seconds as long as something is being made."""
    return render(request, "reporting/campagnes/_suivi.html", _contexte(_campagne(exercice)))


@exige(P.RAPPORT_PUBLIER)
@require_POST
def produire(request: HttpRequest, exercice: int) -> HttpResponse:
    """Ask for all the documents of the year."""
    demandes = services.produire(campagne=_campagne(exercice), par=request.user)
    return _dire(request, exercice, demandes, "en production", "Tout est déjà demandé, ou entre d’autres mains.")


@exige(P.RAPPORT_PUBLIER)
@require_POST
def relancer(request: HttpRequest, exercice: int) -> HttpResponse:
    """Try again all that failed."""
    relances = services.relancer_les_echecs(campagne=_campagne(exercice), par=request.user)
    return _dire(request, exercice, relances, "de nouveau en production", "Aucun document n’est en échec.")


@exige(P.RAPPORT_PUBLIER)
@require_POST
def soumettre(request: HttpRequest, exercice: int) -> HttpResponse:
    """Put every projet in the hands of the commanditaires."""
    soumis = services.tout_soumettre(campagne=_campagne(exercice), par=request.user)
    return _dire(request, exercice, soumis, "à soumettre à la Préfecture et à la Ville", "Aucun projet n’est prêt.")


def _enregistrer(request: HttpRequest, campagne: Campagne, formulaire: CampagneForm) -> HttpResponse:
    if request.method == "POST" and formulaire.is_valid():
        try:
            campagne = services.enregistrer(campagne=formulaire.remplir(campagne), par=request.user)
        except ValidationError as erreur:
            formulaire.add_error(None, erreur)
        else:
            messages.success(request, f"Les dates de la campagne {campagne.exercice} sont enregistrées.")
            return redirect("campagne", campagne.exercice)
    return render(request, "reporting/campagnes/ouvrir.html", {"form": formulaire, "campagne": campagne})


def _campagne(exercice: int) -> Campagne:
    return get_object_or_404(Campagne, exercice=exercice)


def _contexte(campagne: Campagne) -> dict:
    attendues = pieces(campagne)
    return {
        "campagne": campagne,
        "pieces": attendues,
        "avancement": avancement(attendues),
        "provisoire": campagne.exercice >= exercice_courant(timezone.localdate()),
    }


def _dire(request: HttpRequest, exercice: int, combien: int, quoi: str, rien: str) -> HttpResponse:
    s = "s" if combien > 1 else ""
    messages.success(request, f"{combien} document{s} {quoi}." if combien else rien)
    return redirect("campagne", exercice)
