"""The groupes moteurs of a conseil: create, rename, close."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import FermerGroupeForm, GroupeForm
from conseils.models import ConseilCitoyen, GroupeMoteur
from conseils.services import groupes as services
from conseils.views.communs import agir, conseil_ou_404, page, soumettre


@exige(P.MEMBRE_MODIFIER)
def groupe_creer(request: HttpRequest, numero: int) -> HttpResponse:
    conseil = conseil_ou_404(request, numero, agir=P.MEMBRE_MODIFIER)
    formulaire = GroupeForm(request.POST or None, conseil=conseil)
    retour = reverse("groupe_moteur", args=[numero])
    if groupe := soumettre(formulaire, partial(services.creer_groupe, conseil=conseil, par=request.user)):
        messages.success(request, f"Le groupe « {groupe} » est créé.")
        return redirect(retour)
    contexte = {"form": formulaire, "retour": retour}
    return render(request, "conseils/groupe_creer.html", page(request, conseil, "groupe", **contexte))


@exige(P.MEMBRE_MODIFIER)
def groupe_modifier(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, groupe = _groupe_ou_404(request, numero, pk)
    formulaire = GroupeForm(request.POST or None, instance=groupe, conseil=conseil)
    retour = reverse("groupe_moteur", args=[numero])
    if soumettre(formulaire, partial(services.modifier_groupe, groupe=groupe, par=request.user)):
        messages.success(request, "Le groupe est enregistré.")
        return redirect(retour)
    contexte = {"form": formulaire, "retour": retour, "groupe": groupe}
    return render(request, "conseils/groupe_modifier.html", page(request, conseil, "groupe", **contexte))


@exige(P.MEMBRE_MODIFIER)
def groupe_fermer(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, groupe = _groupe_ou_404(request, numero, pk)
    formulaire = FermerGroupeForm(request.POST or None, initial={"clos_le": timezone.localdate()})
    retour = reverse("groupe_modifier", args=[numero, pk])
    if ferme := soumettre(formulaire, partial(services.fermer_groupe, groupe=groupe, par=request.user)):
        messages.success(request, f"Le groupe « {ferme} » est clos.")
        return redirect(reverse("groupe_moteur", args=[numero]))
    contexte = {"form": formulaire, "retour": retour, "groupe": groupe}
    return render(request, "conseils/groupe_fermer.html", page(request, conseil, "groupe", **contexte))


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
