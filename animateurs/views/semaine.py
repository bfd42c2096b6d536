"""« Ma semaine »: the animateur fills, hands in and corrects the weeks of his or her own journal."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from animateurs.forms import LigneForm, ReunionPriseForm
from animateurs.models import Affectation, LigneJournal, SemaineJournal
from animateurs.semainier import Semainier, propositions, reunions_de
from animateurs.services import journal
from animateurs.views.aides import conserver, enregistrer, la_sienne, saisie, siennes, tenter, vers_la_semaine
from comptes.acces import exige
from comptes.permissions import Permission as P
from socle.periode import lundi_de


@exige(P.SEMAINE_SAISIR)
def ma_semaine(request: HttpRequest) -> HttpResponse:
    """The current week; opens it when the scheduler has not yet done so."""
    lundi = lundi_de(timezone.localdate())
    if request.method == "POST":
        journal.ouvrir_semaines()
        return redirect("ma_semaine")
    if SemaineJournal.objects.pour(request.user, P.SEMAINE_SAISIR).filter(lundi=lundi).exists():
        return redirect("semaine", lundi)
    affectations = Affectation.objects.filter(animateur=request.user).en_cours_le(timezone.localdate())
    return render(request, "animateurs/ma_semaine.html", {"lundi": lundi, "a_ouvrir": affectations.exists()})


@exige(P.SEMAINE_SAISIR)
def semaine(request: HttpRequest, lundi: date) -> HttpResponse:
    """A week of one's own: read it, and log an activity in it (POST)."""
    trouvees = siennes(request, lundi)
    if len(trouvees) > 1:
        return render(request, "animateurs/semaine_choisir.html", {"semaines": trouvees, "lundi": lundi})
    semaine = trouvees[0]
    form = LigneForm(saisie(request), semaine=semaine, initial={"jour": _jour_propose(request, semaine)})
    form.fields["type_activite"].widget.attrs["autofocus"] = "jour" in request.GET  # one has just been added
    if request.method == "POST" and enregistrer(request, form, semaine, journal.ajouter_ligne, semaine=semaine):
        messages.success(request, "Activité ajoutée.")
        return vers_la_semaine(request, lundi, jour=form.cleaned_data["jour"])
    return _page(request, semaine, form)


@exige(P.SEMAINE_SAISIR)
@require_POST
def semaine_reunion(request: HttpRequest, lundi: date, reunion: int) -> HttpResponse:
    """Log one of the week's meetings."""
    semaine = la_sienne(request, lundi)
    reunion = get_object_or_404(reunions_de(semaine), pk=reunion)
    form = ReunionPriseForm(request.POST)
    if form.is_valid():
        prise = {"semaine": semaine, "reunion": reunion, "minutes": form.cleaned_data["minutes"]}
        tenter(request, journal.ajouter_reunion, succes="Réunion ajoutée.", **prise)
    else:
        messages.error(request, "Choisissez la durée de la réunion.")
    return vers_la_semaine(request, lundi)


@exige(P.SEMAINE_SAISIR)
@require_POST
def semaine_reprendre(request: HttpRequest, lundi: date, ligne: int) -> HttpResponse:
    """Log again a line of the last week."""
    semaine = la_sienne(request, lundi)
    modele = get_object_or_404(LigneJournal.objects.de_la_semaine_precedente(semaine), pk=ligne)
    tenter(request, journal.reprendre_ligne, semaine=semaine, modele=modele, succes="Activité reprise.")
    return vers_la_semaine(request, lundi)


@exige(P.SEMAINE_SAISIR)
@require_POST
def semaine_rien_a_signaler(request: HttpRequest, lundi: date) -> HttpResponse:
    """Declare an empty week, or take the declaration back."""
    declare = request.POST.get("declare") == "oui"
    succes = "« Rien à signaler » est déclaré." if declare else "La déclaration est retirée."
    tenter(
        request, journal.declarer_rien_a_signaler, semaine=la_sienne(request, lundi), declare=declare, succes=succes
    )
    return vers_la_semaine(request, lundi)


@exige(P.SEMAINE_SAISIR)
def semaine_transmettre(request: HttpRequest, lundi: date) -> HttpResponse:
    """Read the summary, then hand the week in."""
    semaine = la_sienne(request, lundi)
    if request.method == "POST":
        rien = request.POST.get("rien_a_signaler") == "oui"
        succes = "Votre semaine est transmise à la coordination."
        tenter(request, journal.transmettre, semaine=semaine, rien_a_signaler=rien, succes=succes)
        return vers_la_semaine(request, lundi)
    if not semaine.modifiable:
        return _trop_tard(request, semaine)
    contexte = {
        "semaine": semaine,
        "semainier": Semainier(semaine),
        "terminee": semaine.transmissible_des <= timezone.localdate(),
        "conserver": conserver(request),
    }
    return render(request, "animateurs/semaine_transmettre.html", contexte)


@exige(P.SEMAINE_SAISIR)
def ligne_modifier(request: HttpRequest, lundi: date, ligne: int) -> HttpResponse:
    """Correct one activity. One removed meanwhile becomes a new one, so that what was typed is not lost."""
    semaine = la_sienne(request, lundi)
    trouvee = semaine.lignes.select_related("type_activite").filter(pk=ligne).first()
    if trouvee is None or not semaine.modifiable:
        return _trop_tard(request, semaine)
    form = LigneForm(saisie(request), semaine=semaine, instance=trouvee)
    if request.method == "POST" and enregistrer(request, form, semaine, journal.modifier_ligne, ligne=trouvee):
        messages.success(request, "Activité modifiée.")
        return vers_la_semaine(request, lundi)
    contexte = {"semaine": semaine, "ligne": trouvee, "form": form, "conserver": conserver(request)}
    return render(request, "animateurs/ligne_modifier.html", contexte)


@exige(P.SEMAINE_SAISIR)
def ligne_supprimer(request: HttpRequest, lundi: date, ligne: int) -> HttpResponse:
    """Confirm, then remove one activity."""
    semaine = la_sienne(request, lundi)
    trouvee = semaine.lignes.pour_ecran().filter(pk=ligne).first()
    if trouvee is None or not semaine.modifiable:
        return _trop_tard(request, semaine)
    if request.method == "POST":
        tenter(request, journal.supprimer_ligne, ligne=trouvee, succes="Activité supprimée.")
        return vers_la_semaine(request, lundi)
    contexte = {"semaine": semaine, "ligne": trouvee, "conserver": conserver(request)}
    return render(request, "animateurs/ligne_supprimer.html", contexte)


def _page(request: HttpRequest, semaine: SemaineJournal, form: LigneForm) -> HttpResponse:
    semainier = Semainier(semaine)
    precedente, suivante = SemaineJournal.objects.voisines(semaine)
    contexte = {
        "semaine": semaine,
        "semainier": semainier,
        "form": form,
        "propositions": propositions(semainier) if semaine.modifiable else None,
        "prise": ReunionPriseForm(auto_id=False),
        "precedente": precedente,
        "suivante": suivante,
        "conserver": conserver(request),
    }
    return render(request, "animateurs/semaine.html", contexte)


def _trop_tard(request: HttpRequest, semaine: SemaineJournal) -> HttpResponse:
    """The line is gone, or the week is handed in: say so on the week's page, with what was typed if anything."""
    form = LigneForm(request.POST or None, semaine=semaine)
    refus = str(journal.SemaineModifieeAilleurs()) if semaine.modifiable else semaine.refus_de_modifier
    if "jour" in request.POST:
        form.add_error(None, refus)
        return _page(request, semaine, form)
    messages.error(request, refus)
    return vers_la_semaine(request, semaine.lundi)


def _jour_propose(request: HttpRequest, semaine: SemaineJournal) -> int:
    """The day last filled, else today in the current week (Friday at the weekend), else Monday."""
    dernier = request.GET.get("jour", "")
    if dernier.isdecimal():
        return int(dernier)
    aujourd_hui = timezone.localdate()
    return min(aujourd_hui.weekday(), 4) if lundi_de(aujourd_hui) == semaine.lundi else 0
