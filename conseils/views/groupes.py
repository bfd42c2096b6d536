"""The groupes moteurs of a conseil: create, rename, close."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import FermerGroupeForm, GroupeForm
from conseils.models import ConseilCitoyen, GroupeMoteur
from conseils.services import groupes as services
from conseils.views.communs import agir, conseil_ou_404, ecrire


@exige(P.MEMBRE_MODIFIER)
def groupe_creer(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.MEMBRE_MODIFIER)
    formulaire = GroupeForm(request.POST or None, conseil=conseil)
    service = partial(services.creer_groupe, conseil=conseil, par=request.user)
    return ecrire(
        request,
        conseil,
        formulaire,
        service,
        "conseils/groupe_creer.html",
        onglet="groupe",
        fait="Le groupe « {0} » est créé.",
        retour=reverse("groupe_moteur", args=[numero]),
    )


@exige(P.MEMBRE_MODIFIER)
def groupe_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, groupe = _groupe_ou_404(request, numero, pk)
    formulaire = GroupeForm(request.POST or None, instance=groupe, conseil=conseil)
    service = partial(services.modifier_groupe, groupe=groupe, par=request.user)
    return ecrire(
        request,
        conseil,
        formulaire,
        service,
        "conseils/groupe_modifier.html",
        onglet="groupe",
        fait="Le groupe est enregistré.",
        retour=reverse("groupe_moteur", args=[numero]),
        groupe=groupe,
    )


@exige(P.MEMBRE_MODIFIER)
def groupe_fermer(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, groupe = _groupe_ou_404(request, numero, pk)
    formulaire = FermerGroupeForm(request.POST or None, initial={"clos_le": timezone.localdate()})
    service = partial(services.fermer_groupe, groupe=groupe, par=request.user)
    return ecrire(
        request,
        conseil,
        formulaire,
        service,
        "conseils/groupe_fermer.html",
        onglet="groupe",
        fait="Le groupe « {0} » est clos.",
        retour=reverse("groupe_modifier", args=[numero, pk]),
        suite=reverse("groupe_moteur", args=[numero]),
        groupe=groupe,
    )


@exige(P.MEMBRE_MODIFIER)
@require_POST
def groupe_rouvrir(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    _, groupe = _groupe_ou_404(request, numero, pk)
    service = partial(services.rouvrir_groupe, groupe=groupe, par=request.user)
    retour = reverse("groupe_moteur", args=[numero])
    return agir(request, service, f"Le groupe « {groupe} » est rouvert.", retour=retour)


def _groupe_ou_404(request: HttpRequest, numero: int, pk: int) -> tuple[ConseilCitoyen, GroupeMoteur]:
    conseil = conseil_ou_404(request, numero)
    groupes = GroupeMoteur.objects.filter(conseil=conseil)
    return conseil, objet_ou_404(groupes, request.user, voir=P.CONSEIL_VOIR, agir=P.MEMBRE_MODIFIER, pk=pk)
