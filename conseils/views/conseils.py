"""The conseils side by side, one conseil, its organisation."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from comptes.acces import exige
from comptes.permissions import Permission as P
from conseils.composition import image_du_groupe
from conseils.forms import ConseilForm
from conseils.models import Avis, ConseilCitoyen, Decision, Destinataire, Seance
from conseils.organisation import organisation_le
from conseils.querysets.avis import DestinataireQuerySet
from conseils.querysets.conseil import perimetre_de
from conseils.references import references_le
from conseils.reglement import etat_du_reglement
from conseils.services.organisation import modifier_conseil
from conseils.views.communs import conseil_ou_404, page, soumettre

INITIATIVES_MONTREES = 3
SEANCES_ANNONCEES = 3
CONSULTATIONS_MONTREES = 3
AVIS_RECENTS, REPONSES_ATTENDUES = 3, 5


@exige(P.CONSEIL_VOIR)
def conseils(request: HttpRequest) -> HttpResponse:
    aujourd_hui = timezone.localdate()
    visibles = (
        ConseilCitoyen.objects.pour(request.user, P.CONSEIL_VOIR)
        .select_related("arrondissement")
        .avec_effectif(aujourd_hui)
        .avec_reunions_proches(aujourd_hui)
    )
    return render(request, "conseils/conseils.html", {"conseils": visibles, "references": references_le(aujourd_hui)})


@exige(P.CONSEIL_VOIR)
def conseil(request: HttpRequest, numero: int) -> HttpResponse:
    aujourd_hui = timezone.localdate()
    parmi = ConseilCitoyen.objects.avec_part(aujourd_hui).avec_reunions_proches(aujourd_hui)
    conseil = conseil_ou_404(request, numero, parmi=parmi)
    contexte = {
        "image": image_du_groupe(conseil, aujourd_hui),
        "decisions": Decision.objects.filter(reunion__conseil=conseil).ouvertes().select_related("reunion"),
        "organisation": organisation_le(conseil, aujourd_hui),
        "avis_recents": Avis.objects.lisibles(request.user).filter(conseil=conseil).recents()[:AVIS_RECENTS],
        "reponses_attendues": _attendues(conseil, aujourd_hui),
        "aujourd_hui": aujourd_hui,
        "reglement": etat_du_reglement(conseil, aujourd_hui),
        "initiatives": conseil.initiatives.ouvertes().avec_etapes()[:INITIATIVES_MONTREES],
        "consultations": conseil.consultations.pour(request.user, P.CONSULTATION_VOIR)[:CONSULTATIONS_MONTREES],
        "perimetre": perimetre_de(conseil),
        "seances": Seance.objects.ouvertes_a(conseil).a_venir(aujourd_hui).avec_sieges_de(conseil)[:SEANCES_ANNONCEES],
    }
    return render(request, "conseils/conseil.html", page(request, conseil, "ensemble", **contexte))


def _attendues(conseil: ConseilCitoyen, jour: date) -> DestinataireQuerySet:
    destinataires = Destinataire.objects.filter(avis__conseil=conseil).attendus(jour)
    return destinataires.select_related("partenaire", "avis")[:REPONSES_ATTENDUES]


@exige(P.CONSEIL_MODIFIER)
def conseil_modifier(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.CONSEIL_MODIFIER)
    retour = reverse("conseil", args=[numero])
    formulaire = ConseilForm(request.POST or None, instance=conseil)
    if soumettre(formulaire, partial(modifier_conseil, conseil=conseil, par=request.user)):
        messages.success(request, "La présentation et le périmètre sont enregistrés.")
        return redirect(retour)
    return render(
        request, "conseils/conseil_modifier.html", page(request, conseil, "ensemble", form=formulaire, retour=retour)
    )
