"""« Ma semaine »: the animateur fills, hands in and corrects the weeks of his or her own journal."""

from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from animateurs.forms import JourForm, LigneForm, PartageForm, ReunionPriseForm
from animateurs.models import Affectation, LigneJournal, SemaineJournal
from animateurs.models.semaines import MINUTES_A_CONFIRMER
from animateurs.semainier import Semainier, ecarts, propositions, remarques_de
from animateurs.services import journal
from animateurs.views.aides import (
    cle_vue,
    conserver,
    duree_vue,
    enregistrer,
    la_sienne,
    siennes,
    tenter,
    vers_la_semaine,
    version_vue,
)
from comptes.acces import exige
from comptes.permissions import Permission as P
from socle.entiers import entier
from socle.methodes import saisie
from socle.periode import lundi_de


@exige(P.SEMAINE_SAISIR)
def ma_semaine(request: HttpRequest) -> HttpResponse:
    """The current week; opens it when the scheduler has not yet done so (POST)."""
    jour = timezone.localdate()
    if request.method == "POST":
        journal.ouvrir_semaines()
        return redirect("ma_semaine")
    if trouvees := siennes(request, lundi_de(jour)):
        return _remplir(request, trouvees)
    affectations = Affectation.objects.filter(animateur=request.user).en_cours_le(jour)
    contexte = {"lundi": lundi_de(jour), "a_ouvrir": affectations.exists()}
    return render(request, "animateurs/ma_semaine.html", contexte)


@exige(P.SEMAINE_SAISIR)
def semaine(request: HttpRequest, lundi: date) -> HttpResponse:
    """A week of one's own: read it, and log an activity in it (POST).

    None that Monday, somebody else's, or a date that is not a Monday: 404.
    """
    trouvees = siennes(request, lundi)
    if not trouvees:
        raise Http404
    return _remplir(request, trouvees)


def _remplir(request: HttpRequest, trouvees: list[SemaineJournal]) -> HttpResponse:
    """The week to fill, or the choice of one by somebody who accompanies several conseils."""
    semaine = trouvees[0]
    if len(trouvees) > 1:
        contexte = {"semaines": trouvees, "lundi": semaine.lundi}
        return render(request, "animateurs/semaine_choisir.html", contexte)
    form = LigneForm(saisie(request), semaine=semaine, initial={"jour": _jour_propose(request, semaine)})
    form.fields["type_activite"].widget.attrs["autofocus"] = "jour" in request.GET  # one has just been added
    refus = "" if semaine.modifiable else semaine.refus_de_modifier
    ajout = {"semaine": semaine, "cle": cle_vue(request), "refus": refus}
    if request.method == "POST" and enregistrer(request, form, journal.ajouter_ligne, **ajout):
        messages.success(request, "Activité ajoutée.")
        return vers_la_semaine(request, semaine.lundi, jour=form.cleaned_data["jour"])
    return _page(request, semaine, form)


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
        return _transmise(request, semaine)
    if not semaine.modifiable:
        return _trop_tard(request, semaine)
    return _relecture(request, semaine)


@exige(P.SEMAINE_SAISIR)
def ligne_modifier(request: HttpRequest, lundi: date, ligne: int) -> HttpResponse:
    """Correct one activity. One removed meanwhile becomes a new one, so that what was typed is not lost."""
    semaine = la_sienne(request, lundi)
    trouvee = semaine.lignes.select_related("type_activite__mission", "mission", "action").filter(pk=ligne).first()
    if trouvee is None or not semaine.modifiable:
        return _trop_tard(request, semaine)
    form, vue = LigneForm(saisie(request), semaine=semaine, instance=trouvee), version_vue(request)
    refus = "" if trouvee.version == vue else str(journal.LigneModifieeAilleurs())
    correction = {"ligne": trouvee, "version": vue, "refus": refus}
    if request.method == "POST" and enregistrer(request, form, journal.modifier_ligne, **correction):
        messages.success(request, "Activité modifiée.")
        return vers_la_semaine(request, lundi)
    return page_de_la_ligne(request, semaine, ligne, form)


@exige(P.SEMAINE_SAISIR)
def ligne_supprimer(request: HttpRequest, lundi: date, ligne: int) -> HttpResponse:
    """Confirm, then remove one activity."""
    semaine = la_sienne(request, lundi)
    trouvee = semaine.lignes.pour_ecran().filter(pk=ligne).first()
    if trouvee is None or not semaine.modifiable:
        return _trop_tard(request, semaine)
    if request.method == "POST":
        suppression = {"ligne": trouvee, "secondes": duree_vue(request)}
        tenter(request, journal.supprimer_ligne, succes="Activité supprimée.", **suppression)
        return vers_la_semaine(request, lundi)
    contexte = {"semaine": semaine, "ligne": trouvee, "conserver": conserver(request)}
    return render(request, "animateurs/ligne_supprimer.html", contexte)


def _page(request: HttpRequest, semaine: SemaineJournal, form: LigneForm) -> HttpResponse:
    semainier = Semainier(semaine)
    form.offrir_les_reunions(semainier.reunions)
    contexte = {
        "semaine": semaine,
        "semainier": semainier,
        "form": form,
        "propositions": propositions(semainier) if semaine.modifiable else None,
        "prise": ReunionPriseForm(auto_id=False),
        "jour_du_serveur": timezone.localdate(),
        "cle": uuid4(),
        "conserver": conserver(request),
    }
    return render(request, "animateurs/semaine.html", contexte)


def page_de_la_ligne(
    request: HttpRequest, semaine: SemaineJournal, ligne: int, form: LigneForm | None = None, **gestes: Form
) -> HttpResponse:
    """One line: its form, and the gestures that spare typing (``gestes``: those that were refused)."""
    # Read again: a form that was refused has already written in its own instance.
    actuelle = semaine.lignes.pour_ecran().get(pk=ligne)
    actuelle.semaine = semaine
    perimee = form is not None and form.is_bound and version_vue(request) != actuelle.version
    contexte = {
        "semaine": semaine,
        "ligne": actuelle,
        "form": form or LigneForm(semaine=semaine, instance=semaine.lignes.get(pk=ligne)),
        "remarque": remarques_de(semaine).get(ligne, ""),
        "ecarts": ecarts(form, actuelle) if perimee else [],
        "dupliquer": JourForm(ligne=actuelle, auto_id="dupliquer-%s"),
        "deplacer": JourForm(ligne=actuelle, auto_id="deplacer-%s"),
        "partager": PartageForm(auto_id="partager-%s"),
        "cle": uuid4(),
        "conserver": conserver(request),
    }
    return render(request, "animateurs/ligne_modifier.html", contexte | gestes)


def _transmise(request: HttpRequest, semaine: SemaineJournal) -> HttpResponse:
    """Hand the week in, or say why not on its summary, where there may be something to confirm."""
    choix = {
        "rien_a_signaler": request.POST.get("rien_a_signaler") == "oui",
        "longue_confirmee": request.POST.get("longue_confirmee") == "oui",
    }
    succes = "Votre semaine est transmise à la coordination."
    transmise = tenter(request, journal.transmettre, semaine=semaine, succes=succes, **choix)
    semaine = la_sienne(request, semaine.lundi)
    if transmise or not semaine.modifiable:
        return vers_la_semaine(request, semaine.lundi)
    return _relecture(request, semaine)


def _relecture(request: HttpRequest, semaine: SemaineJournal) -> HttpResponse:
    minutes = LigneJournal.objects.minutes_de_la_semaine(semaine)
    contexte = {
        "semaine": semaine,
        "semainier": Semainier(semaine),
        "terminee": semaine.transmissible_des <= timezone.localdate(),
        "minutes_en_tout": minutes,
        "longue": minutes > MINUTES_A_CONFIRMER,
        "conserver": conserver(request),
    }
    return render(request, "animateurs/semaine_transmettre.html", contexte)


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
    dernier = entier(request.GET.get("jour", ""))
    if dernier is not None:
        return dernier
    aujourd_hui = timezone.localdate()
    return min(aujourd_hui.weekday(), 4) if lundi_de(aujourd_hui) == semaine.lundi else 0
