"""What a conseil does with the answers it receives: record a letter, send a link, follow and verify the actions."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import ConstatForm, LienForm, SaisieReponseForm, SuivreSuiteForm
from conseils.models import ConseilCitoyen, CourrierReponse, Destinataire, Suite
from conseils.services import liens as services_liens
from conseils.services import suites as services
from conseils.services.courriers import saisir_reponse
from conseils.views.communs import conseil_ou_404, page, remettre, soumettre

PAR_PAGE = 20


@exige(P.CONSEIL_VOIR)
@require_safe
def suites(request: HttpRequest, numero: int) -> HttpResponse:
    """Who was asked, what they answered, and what became of what they promised."""
    conseil = conseil_ou_404(request, numero)
    adresses = Destinataire.objects.filter(avis__conseil=conseil).adresses()
    attendues = adresses.attendus_d_abord().avec_lecture().prefetch_related("reponses__courrier")
    promises = Suite.objects.filter(reponse__destinataire__avis__conseil=conseil)
    contexte = {
        "destinataires": Paginator(attendues, PAR_PAGE).get_page(request.GET.get("page")),
        "suites": Paginator(promises.avec_lecture(), PAR_PAGE).get_page(request.GET.get("suites")),
    }
    return render(request, "conseils/suites.html", page(request, conseil, "suites", **contexte))


@exige(P.AVIS_MODIFIER)
def reponse_saisir(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, destinataire = _destinataire_ou_404(request, numero, pk)
    formulaire = SaisieReponseForm(request.POST or None, request.FILES or None)
    saisir = partial(saisir_reponse, destinataire=destinataire, par=request.user)
    if soumettre(formulaire, saisir):
        messages.success(request, "La réponse reçue est enregistrée.")
        return redirect("suites", numero)
    contexte = {"form": formulaire, "destinataire": destinataire, "retour": reverse("suites", args=[numero])}
    return render(request, "conseils/reponse_saisir.html", page(request, conseil, "suites", **contexte))


@exige(P.AVIS_MODIFIER)
@require_safe
def reponse_courrier(request: HttpRequest, numero: int, pk: int) -> FileResponse:
    conseil = conseil_ou_404(request, numero)
    courriers = CourrierReponse.objects.filter(reponse__destinataire__avis__conseil=conseil)
    courrier = objet_ou_404(courriers, request.user, voir=P.CONSEIL_VOIR, agir=P.AVIS_MODIFIER, pk=pk)
    return remettre(courrier.fichier, f"reponse-{courrier.reponse.le:%Y-%m-%d}")


@exige(P.AVIS_MODIFIER)
def lien_envoyer(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, destinataire = _destinataire_ou_404(request, numero, pk)
    formulaire = LienForm(request.POST or None, initial={"courriel": destinataire.courriel})
    envoyer = partial(services_liens.envoyer_lien, destinataire=destinataire, par=request.user)
    if lien := soumettre(formulaire, envoyer):
        if lien.valide:
            messages.success(request, f"Le lien est parti à {lien.destinataire.courriel}.")
        else:
            messages.warning(request, "Le courriel n’a pas pu partir : vérifiez l’adresse, ou réessayez plus tard.")
        return redirect("suites", numero)
    contexte = {"form": formulaire, "destinataire": destinataire, "retour": reverse("suites", args=[numero])}
    return render(request, "conseils/lien_envoyer.html", page(request, conseil, "suites", **contexte))


@exige(P.AVIS_MODIFIER)
def suite_suivre(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, suite = _suite_ou_404(request, numero, pk)
    formulaire = SuivreSuiteForm(request.POST or None, suite=suite)
    if soumettre(formulaire, partial(services.suivre_suite, suite=suite, par=request.user)):
        messages.success(request, "C’est enregistré.")
        return redirect("suites", numero)
    contexte = {"form": formulaire, "suite": suite, "retour": reverse("suites", args=[numero])}
    return render(request, "conseils/suite_suivre.html", page(request, conseil, "suites", **contexte))


@exige(P.AVIS_MODIFIER)
def suite_constater(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, suite = _suite_ou_404(request, numero, pk)
    formulaire = ConstatForm(request.POST or None, suite=suite)
    if soumettre(formulaire, partial(services.constater, suite=suite, par=request.user)):
        messages.success(request, "Le constat est enregistré.")
        return redirect("suites", numero)
    contexte = {"form": formulaire, "suite": suite, "retour": reverse("suites", args=[numero])}
    return render(request, "conseils/suite_constater.html", page(request, conseil, "suites", **contexte))


def _destinataire_ou_404(request: HttpRequest, numero: int, pk: int) -> tuple[ConseilCitoyen, Destinataire]:
    conseil = conseil_ou_404(request, numero)
    adresses = Destinataire.objects.filter(avis__conseil=conseil).adresses().select_related("avis", "partenaire")
    return conseil, objet_ou_404(adresses, request.user, voir=P.CONSEIL_VOIR, agir=P.AVIS_MODIFIER, pk=pk)


def _suite_ou_404(request: HttpRequest, numero: int, pk: int) -> tuple[ConseilCitoyen, Suite]:
    conseil = conseil_ou_404(request, numero)
    suites = Suite.objects.filter(reponse__destinataire__avis__conseil=conseil)
    suites = suites.select_related("reponse__destinataire__avis")
    return conseil, objet_ou_404(suites, request.user, voir=P.CONSEIL_VOIR, agir=P.AVIS_MODIFIER, pk=pk)
