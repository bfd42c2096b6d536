"""A person's rights: what is kept of a membre, handed over or erased."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from comptes.acces import exige, objet_ou_404
from comptes.dossier import en_json
from comptes.permissions import Permission as P
from comptes.views.donnees import montrer_dossier, remettre_dossier
from conseils.droits import dossier_du_membre
from conseils.forms.droits import EffacementForm
from conseils.models import ConseilCitoyen, Membre
from conseils.services.oubli import anonymiser_membre
from conseils.views.communs import conseil_ou_404, page, soumettre
from socle.methodes import saisie


@exige(P.MEMBRE_DROITS)
@require_safe
def membre_donnees(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, membre = _membre_ou_404(request, numero, pk)
    contexte = {"membre": membre, "rubriques": dossier_du_membre(membre)}
    return render(request, "conseils/membre_donnees.html", page(request, conseil, "groupe", **contexte))


@exige(P.MEMBRE_DROITS)
@require_safe
def membre_donnees_document(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    _, membre = _membre_ou_404(request, numero, pk)
    retour = reverse("membre_donnees", args=[numero, pk])
    return montrer_dossier(request, str(membre), dossier_du_membre(membre), retour=retour)


@exige(P.MEMBRE_DROITS)
@require_safe
def membre_donnees_fichier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    _, membre = _membre_ou_404(request, numero, pk)
    return remettre_dossier(en_json(dossier_du_membre(membre)), f"donnees-membre-{membre.pk}")


@exige(P.MEMBRE_DROITS)
def membre_effacer(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, membre = _membre_ou_404(request, numero, pk)
    formulaire = EffacementForm(saisie(request))
    retour = reverse("membre_donnees", args=[numero, pk])
    if soumettre(formulaire, partial(anonymiser_membre, membre=membre, par=request.user)):
        messages.success(request, "Les données de cette personne sont effacées. Elle reste comptée, sans nom.")
        return redirect(reverse("groupe_moteur", args=[numero]))
    contexte = {"form": formulaire, "retour": retour, "membre": membre}
    return render(request, "conseils/membre_effacer.html", page(request, conseil, "groupe", **contexte))


def _membre_ou_404(request: HttpRequest, numero: int, pk: int) -> tuple[ConseilCitoyen, Membre]:
    conseil = conseil_ou_404(request, numero)
    membres = Membre.objects.filter(conseil=conseil)
    return conseil, objet_ou_404(membres, request.user, voir=P.MEMBRE_VOIR, agir=P.MEMBRE_DROITS, pk=pk)
