"""Absences: an animateur's own, or the whole team's for the coordination."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from animateurs.absences import lues, vacances
from animateurs.forms import AbsenceForm
from animateurs.models import Absence, Affectation
from animateurs.services import absences as services
from comptes.acces import exige, objet_ou_404
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import detient
from conseils.forms import ConfirmationForm
from conseils.models import ConseilCitoyen
from conseils.views.communs import soumettre
from socle.methodes import saisie
from socle.periode import Periode


@exige(P.ABSENCE_SAISIR)
def absences(request: HttpRequest) -> HttpResponse:
    """Those under way and to come, then those of the last twelve months; the vacancies, for the coordination."""
    jour = timezone.localdate()
    annee = Periode(jour.replace(month=1, day=1), jour.replace(month=12, day=31), str(jour.year))
    toutes = lues(Absence.objects.pour(request.user, P.ABSENCE_SAISIR).filter(fin__gte=annee.debut))
    equipe = detient(request.user, P.EQUIPE_VOIR)
    conseils = ConseilCitoyen.objects.pour(request.user, P.EQUIPE_VOIR).select_related("arrondissement")
    contexte = {
        "a_venir": [lue for lue in toutes if lue.absence.fin >= jour],
        "passees": [lue for lue in toutes if lue.absence.fin < jour],
        "equipe": equipe,
        "annee": annee,
        "vacances": vacances(conseils.order_by("arrondissement__numero"), annee) if equipe else [],
        "jour": jour,
    }
    return render(request, "animateurs/absences.html", contexte)


@exige(P.ABSENCE_SAISIR)
def absence_ajouter(request: HttpRequest) -> HttpResponse:
    """Record one: for oneself, or for anybody of the team."""
    equipe = _equipe(request.user)
    form = AbsenceForm(request.POST or None, equipe=equipe)
    # Without a choice of person, it is one's own.
    sienne = {} if equipe is not None else {"animateur": request.user}
    if soumettre(form, partial(services.enregistrer_absence, par=request.user, **sienne)):
        messages.success(request, "L’absence est enregistrée : ses jours sont remplis dans le journal.")
        return redirect("absences")
    return render(request, "animateurs/absence_formulaire.html", {"form": form, "retour": reverse("absences")})


@exige(P.ABSENCE_SAISIR)
def absence_corriger(request: HttpRequest, pk: int) -> HttpResponse:
    """Change its nature or its dates, on every posting at once."""
    absence = _absence_ou_404(request, pk)
    form = AbsenceForm(request.POST or None, instance=absence)
    if soumettre(form, partial(services.corriger_absence, absence=absence, par=request.user)):
        messages.success(request, "L’absence est corrigée.")
        return redirect("absences")
    contexte = {"form": form, "absence": absence, "retour": reverse("absences")}
    return render(request, "animateurs/absence_formulaire.html", contexte)


@exige(P.ABSENCE_SAISIR)
def absence_annuler(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, then erase it."""
    absence = _absence_ou_404(request, pk)
    form = ConfirmationForm(saisie(request))
    if soumettre(form, partial(services.annuler_absence, absence=absence, par=request.user)):
        messages.success(request, "L’absence est annulée.")
        return redirect("absences")
    return render(request, "animateurs/absence_annuler.html", {"absence": absence, "retour": reverse("absences")})


def _absence_ou_404(request: HttpRequest, pk: int) -> Absence:
    return objet_ou_404(Absence.objects.pour_ecran(), request.user, voir=P.ABSENCE_SAISIR, pk=pk)


def _equipe(compte: Compte):
    """Whom the coordination may record an absence for; ``None`` for who records only his or her own."""
    if not detient(compte, P.EQUIPE_VOIR):
        return None
    postes = Affectation.objects.pour(compte, P.ABSENCE_SAISIR).non_terminees_le(timezone.localdate())
    return Compte.objects.filter(pk__in=postes.values("animateur")).order_by("nom", "prenom")
