"""What an institution does from its account: read what is addressed to it, answer, tell what follows."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.chronologie import chronologie_de
from conseils.forms import FiltreRecus, ReponseForm, SuivreSuiteForm
from conseils.models import Destinataire, Reponse, Suite
from conseils.querysets.avis import ADRESSES
from conseils.services import reponses as services
from conseils.services import suites as services_suites
from conseils.views.communs import agir, remettre_document, soumettre

PAR_PAGE = 25


@exige(P.AVIS_REPONDRE)
@require_safe
def reponses(request: HttpRequest) -> HttpResponse:
    filtre = FiltreRecus(request.GET)
    recus = Destinataire.objects.pour(request.user, P.AVIS_REPONDRE).recus()
    choisis = recus.dans_l_etat(filtre.etat_demande(), timezone.localdate())
    suites = Suite.objects.pour(request.user, P.AVIS_REPONDRE)
    contexte = {
        "filtre": filtre,
        "page": Paginator(choisis.attendus_d_abord().avec_lecture(), PAR_PAGE).get_page(request.GET.get("page")),
        "suites": suites.avec_lecture(),
        "institution": request.user.institution,
    }
    return render(request, "conseils/reponses.html", contexte)


@exige(P.AVIS_REPONDRE)
def reponse(request: HttpRequest, pk: int) -> HttpResponse:
    """The act in full, what was answered to it, and the form."""
    destinataire = _recu_ou_404(request, pk)
    formulaire = ReponseForm(request.POST or None)
    repondre = partial(
        services.repondre, destinataire=destinataire, voie=Reponse.Voie.COMPTE, par=request.user
    )  # fmt: skip
    if soumettre(formulaire, repondre):
        messages.success(request, "Votre réponse est enregistrée et transmise au conseil citoyen.")
        return redirect("reponse", pk)
    contexte = {
        "form": formulaire,
        "destinataire": destinataire,
        "avis": destinataire.avis,
        "documents": destinataire.avis.documents.diffusables(),
        "chronologie": chronologie_de(destinataire.avis_id, timezone.localdate()),
        "attend": destinataire.avis.etat in ADRESSES,
        "suites": Suite.objects.filter(reponse__destinataire=destinataire).avec_lecture(),
    }
    return render(request, "conseils/reponse.html", contexte)


@exige(P.AVIS_REPONDRE)
@require_safe
def reponse_document(request: HttpRequest, pk: int, cle: int) -> FileResponse:
    """What the conseil attached to the act for its addressees."""
    return remettre_document(get_object_or_404(_recu_ou_404(request, pk).avis.documents.diffusables(), pk=cle))


@exige(P.AVIS_REPONDRE)
@require_POST
def reponse_accuser(request: HttpRequest, pk: int) -> HttpResponse:
    destinataire = _recu_ou_404(request, pk)
    service = partial(services.accuser_reception, destinataire=destinataire, par=request.user)
    return agir(request, service, "La réception est accusée.", retour=request.path.removesuffix("accuser/"))


@exige(P.AVIS_REPONDRE)
def suite_informer(request: HttpRequest, pk: int) -> HttpResponse:
    """The institution says what becomes of its action; it does not verify it."""
    suites = Suite.objects.select_related("reponse__destinataire__avis")
    suite = objet_ou_404(suites, request.user, voir=P.AVIS_REPONDRE, pk=pk)
    formulaire = SuivreSuiteForm(request.POST or None, suite=suite)
    suivre = partial(services_suites.suivre_suite, suite=suite, par=request.user)
    if soumettre(formulaire, suivre):
        messages.success(request, "C’est enregistré : le conseil citoyen en est informé.")
        return redirect("reponse", suite.reponse.destinataire_id)
    contexte = {"form": formulaire, "suite": suite, "retour": reverse("reponse", args=[suite.reponse.destinataire_id])}
    return render(request, "conseils/suite_informer.html", contexte)


def _recu_ou_404(request: HttpRequest, pk: int) -> Destinataire:
    recus = Destinataire.objects.recus().avec_lecture()
    return objet_ou_404(recus, request.user, voir=P.AVIS_REPONDRE, pk=pk)
