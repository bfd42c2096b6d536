"""Attendance by name, for those who accompany the membres."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.assiduite import FENETRE, suivis
from conseils.forms import SuiviAbsencesForm
from conseils.models import Membre
from conseils.services.absences import suivre_absences
from conseils.views.communs import conseil_ou_404, page, soumettre


@exige(P.MEMBRE_VOIR)
def assiduite(request: HttpRequest, numero: int) -> HttpResponse:
    """Everybody in mandate, in alphabetical order, and the calls to make."""
    aujourd_hui = timezone.localdate()
    conseil = conseil_ou_404(request, numero, agir=P.MEMBRE_VOIR)
    lignes = suivis(Membre.objects.pour(request.user, P.MEMBRE_VOIR).filter(conseil=conseil), aujourd_hui)
    contexte = {
        "suivis": lignes,
        "alertes": [(suivi, suivi.a_traiter(aujourd_hui)) for suivi in lignes if suivi.est_une_alerte],
        "debut": aujourd_hui - FENETRE,
        "fin": aujourd_hui,
    }
    return render(request, "conseils/assiduite.html", page(request, conseil, "groupe", **contexte))


@exige(P.MEMBRE_MODIFIER)
def absences_suivre(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    membre = objet_ou_404(
        Membre.objects.filter(conseil=conseil), request.user, voir=P.MEMBRE_VOIR, agir=P.MEMBRE_MODIFIER, pk=pk
    )
    retour = reverse("assiduite", args=[numero])
    suivi = next(iter(suivis(Membre.objects.filter(pk=pk), timezone.localdate())), None)
    if suivi is None or not suivi.est_une_alerte:
        return redirect(retour)
    initial = {nom: getattr(suivi.tache, nom, None) for nom in SuiviAbsencesForm.base_fields}
    formulaire = SuiviAbsencesForm(request.POST or None, initial=initial)
    if soumettre(formulaire, partial(suivre_absences, membre=membre, par=request.user)):
        messages.success(request, "Le suivi est enregistré.")
        return redirect(retour)
    contexte = {"form": formulaire, "suivi": suivi, "retour": retour}
    return render(request, "conseils/absences_suivre.html", page(request, conseil, "groupe", **contexte))
