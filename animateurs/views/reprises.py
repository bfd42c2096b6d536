"""Taking what the week proposes, and keeping a week as the « semaine type »."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from animateurs.forms import ReunionPriseForm
from animateurs.garde import avertissement, reperer
from animateurs.models import LigneJournal, LigneType, SemaineJournal
from animateurs.semainier import Semainier, propositions, reunions_de, seances_de
from animateurs.services import gestes, reprises
from animateurs.views.aides import duree_vue, essayer, la_sienne, vers_la_semaine
from comptes.acces import exige
from comptes.permissions import Permission as P

# What « tout reprendre » takes: code of the address, where the proposals are.
SOURCES = {"semaine-type": "types", "semaine-precedente": "lignes"}


@exige(P.SEMAINE_SAISIR)
@require_POST
def semaine_reunion(request: HttpRequest, lundi: date, reunion: int) -> HttpResponse:
    """Log one of the week's meetings."""
    semaine = la_sienne(request, lundi)
    prise = {"reunion": get_object_or_404(reunions_de(semaine), pk=reunion)}
    return _prendre(request, semaine, reprises.ajouter_reunion, "Réunion ajoutée.", prise)


@exige(P.SEMAINE_SAISIR)
@require_POST
def semaine_seance(request: HttpRequest, lundi: date, seance: int) -> HttpResponse:
    """Log one of the week's séances of instances."""
    semaine = la_sienne(request, lundi)
    prise = {"seance": get_object_or_404(seances_de(semaine), pk=seance)}
    return _prendre(request, semaine, reprises.ajouter_seance, "Séance ajoutée.", prise)


@exige(P.SEMAINE_SAISIR)
@require_POST
def semaine_reprendre(request: HttpRequest, lundi: date, ligne: int) -> HttpResponse:
    """Log again a line of the last week."""
    semaine = la_sienne(request, lundi)
    modele = get_object_or_404(LigneJournal.objects.de_la_semaine_precedente(semaine), pk=ligne)
    return _reprendre(request, semaine, modele)


@exige(P.SEMAINE_SAISIR)
@require_POST
def semaine_type_reprendre(request: HttpRequest, lundi: date, ligne: int) -> HttpResponse:
    """Log a line of the « semaine type »."""
    semaine = la_sienne(request, lundi)
    return _reprendre(request, semaine, get_object_or_404(LigneType.objects.de(semaine), pk=ligne))


@exige(P.SEMAINE_SAISIR)
@require_POST
def semaine_tout_reprendre(request: HttpRequest, lundi: date, source: str) -> HttpResponse:
    """Log everything that one source still proposes."""
    semaine = la_sienne(request, lundi)
    if source not in SOURCES:
        raise Http404
    modeles = getattr(propositions(Semainier(semaine)), SOURCES[source])
    if not modeles:
        messages.info(request, "Il n’y a plus rien à reprendre : tout est déjà dans la semaine.")
    else:
        prise = {"semaine": semaine, "modeles": modeles, "secondes": duree_vue(request)}
        essayer(request, reprises.reprendre_lignes, succes=f"Activités reprises : {len(modeles)}.", **prise)
    return vers_la_semaine(request, lundi)


@exige(P.SEMAINE_SAISIR)
@require_POST
def semaine_type_garder(request: HttpRequest, lundi: date) -> HttpResponse:
    """Make of this week the « semaine type »."""
    succes = "Cette semaine est votre semaine type : ses activités vous seront proposées chaque semaine."
    essayer(request, gestes.garder_comme_type, semaine=la_sienne(request, lundi), succes=succes)
    return vers_la_semaine(request, lundi)


@exige(P.SEMAINE_SAISIR)
@require_POST
def note_verifier(request: HttpRequest) -> JsonResponse:
    """What a note being typed seems to hold, by kind. The text is read, answered and forgotten."""
    sortes = reperer(request.POST.get("note", ""), request.user)
    return JsonResponse({"sortes": sortes, "avertissement": avertissement(sortes)})


def _prendre(request: HttpRequest, semaine: SemaineJournal, acte, succes: str, prise: dict) -> HttpResponse:
    """Log what the calendar proposes, for the duration chosen."""
    form = ReunionPriseForm(request.POST)
    if form.is_valid():
        prise |= {"semaine": semaine, "secondes": duree_vue(request), "minutes": form.cleaned_data["minutes"]}
        essayer(request, acte, succes=succes, **prise)
    else:
        messages.error(request, "Choisissez la durée.")
    return vers_la_semaine(request, semaine.lundi)


def _reprendre(request: HttpRequest, semaine: SemaineJournal, modele: LigneJournal | LigneType) -> HttpResponse:
    prise = {"semaine": semaine, "modele": modele, "secondes": duree_vue(request)}
    essayer(request, reprises.reprendre_ligne, succes="Activité reprise.", **prise)
    return vers_la_semaine(request, semaine.lundi)
