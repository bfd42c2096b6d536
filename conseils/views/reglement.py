"""The règlement intérieur: its versions, their adoption, and what each institution says of them."""

from functools import partial

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import AdoptionForm, VerificationForm, VersionForm
from conseils.models import ConseilCitoyen, VerificationReglement, VersionReglement
from conseils.reglement import reglement_du
from conseils.services import reglement as services
from conseils.views.communs import VERIFIER, conseil_ou_404, page, remettre, soumettre

INSTITUTION = VerificationReglement.Institution


@exige(P.CONSEIL_VOIR)
def reglement(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero)
    contexte = {"reglement": reglement_du(conseil, timezone.localdate())}
    return render(request, "conseils/reglement.html", page(request, conseil, "organisation", **contexte))


@exige(P.REGLEMENT_DEPOSER)
def version_ajouter(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.REGLEMENT_DEPOSER)
    formulaire = VersionForm(request.POST or None, request.FILES or None)
    if version := soumettre(formulaire, partial(services.deposer_version, conseil=conseil, par=request.user)):
        messages.success(request, f"La {version} du règlement est déposée ; il reste à noter son adoption.")
        return redirect("reglement", numero)
    return _formulaire(request, conseil, formulaire, "conseils/version_ajouter.html")


@exige(P.CONSEIL_VOIR)
def version_fichier(request: HttpRequest, numero: int, pk: int) -> FileResponse:
    _, version = _version_ou_404(request, numero, pk)
    if not version.fichier:
        raise Http404
    return remettre(version.fichier, f"reglement-interieur-{numero}e-version-{version.numero}")


@exige(P.REGLEMENT_DEPOSER)
def version_adopter(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, version = _version_ou_404(request, numero, pk, agir=P.REGLEMENT_DEPOSER)
    formulaire = AdoptionForm(request.POST or None, version=version, initial={"reunion": version.adoptee_en_id})
    if soumettre(formulaire, partial(services.adopter_version, version=version, par=request.user)):
        messages.success(request, f"La {version} est adoptée ; la Préfecture et la Ville peuvent la vérifier.")
        return redirect("reglement", numero)
    return _formulaire(request, conseil, formulaire, "conseils/version_adopter.html", version=version)


@exige(P.REGLEMENT_VERIFIER_PREFECTURE)
def version_verifier_prefecture(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    return _verifier(request, numero, pk, INSTITUTION.PREFECTURE)


@exige(P.REGLEMENT_VERIFIER_VILLE)
def version_verifier_ville(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    return _verifier(request, numero, pk, INSTITUTION.VILLE)


def _verifier(request: HttpRequest, numero: int, pk: int, institution: INSTITUTION) -> HttpResponse:
    conseil, version = _version_ou_404(request, numero, pk, agir=VERIFIER[institution])
    formulaire = VerificationForm(request.POST or None)
    service = partial(services.verifier_version, version=version, institution=institution, par=request.user)
    if soumettre(formulaire, service):
        messages.success(request, f"Votre avis sur la {version} est enregistré, à la date d’aujourd’hui.")
        return redirect("reglement", numero)
    contexte = {"version": version, "institution": institution.label}
    return _formulaire(request, conseil, formulaire, "conseils/version_verifier.html", **contexte)


def _version_ou_404(
    request: HttpRequest, numero: int, pk: int, *, agir: P | None = None
) -> tuple[ConseilCitoyen, VersionReglement]:
    conseil = conseil_ou_404(request, numero)
    versions = VersionReglement.objects.filter(conseil=conseil).select_related("conseil", "adoptee_en")
    return conseil, objet_ou_404(versions, request.user, voir=P.CONSEIL_VOIR, agir=agir, pk=pk)


def _formulaire(request: HttpRequest, conseil: ConseilCitoyen, formulaire, gabarit: str, **contexte) -> HttpResponse:
    retour = reverse("reglement", args=[conseil.arrondissement.numero])
    contexte |= {"form": formulaire, "retour": retour}
    return render(request, gabarit, page(request, conseil, "organisation", **contexte))
