"""The agenda of a meeting, as those in charge build it. Readers find it on the meeting's page."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.forms import PointForm
from conseils.models import ConseilCitoyen, PointOrdreDuJour
from conseils.ordre_du_jour import derouler
from conseils.services import ordre_du_jour as services
from conseils.views.communs import agir, page, reunion_ou_404, soumettre


@exige(P.REUNION_MODIFIER)
def ordre_du_jour(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    conseil, reunion = reunion_ou_404(request, numero, pk, agir=P.REUNION_MODIFIER)
    formulaire = PointForm(request.POST or None)
    if point := soumettre(formulaire, partial(services.ajouter_point, reunion=reunion, par=request.user)):
        messages.success(request, f"« {point} » est à l’ordre du jour.")
        return redirect("ordre_du_jour", numero, pk)
    contexte = {"form": formulaire, "reunion": reunion, "deroule": derouler(reunion, reunion.points.all())}
    return render(request, "conseils/ordre_du_jour.html", page(request, conseil, "reunions", **contexte))


@exige(P.REUNION_MODIFIER)
def point_modifier(request: HttpRequest, numero: int, pk: int, point: int) -> HttpResponse:
    conseil, point = _point_ou_404(request, numero, pk, point)
    retour = reverse("ordre_du_jour", args=[numero, pk])
    formulaire = PointForm(request.POST or None, instance=point)
    if soumettre(formulaire, partial(services.modifier_point, point=point, par=request.user)):
        messages.success(request, "Le point est enregistré.")
        return redirect(retour)
    contexte = {"form": formulaire, "reunion": point.reunion, "retour": retour}
    return render(request, "conseils/point_modifier.html", page(request, conseil, "reunions", **contexte))


@exige(P.REUNION_MODIFIER)
@require_POST
def point_deplacer(request: HttpRequest, numero: int, pk: int, point: int) -> HttpResponse:
    _, point = _point_ou_404(request, numero, pk, point)
    sens = "monter" if request.POST.get("sens") == "monter" else "descendre"
    service = partial(services.deplacer_point, point=point, par=request.user, sens=sens)
    return agir(request, service, "L’ordre est changé.", retour=reverse("ordre_du_jour", args=[numero, pk]))


@exige(P.REUNION_MODIFIER)
def point_retirer(request: HttpRequest, numero: int, pk: int, point: int) -> HttpResponse:
    conseil, point = _point_ou_404(request, numero, pk, point)
    retour = reverse("ordre_du_jour", args=[numero, pk])
    if request.method == "POST":
        service = partial(services.retirer_point, point=point, par=request.user)
        return agir(request, service, f"« {point} » n’est plus à l’ordre du jour.", retour=retour)
    contexte = {"point": point, "reunion": point.reunion, "retour": retour}
    return render(request, "conseils/point_retirer.html", page(request, conseil, "reunions", **contexte))


def _point_ou_404(request: HttpRequest, numero: int, pk: int, point: int) -> tuple[ConseilCitoyen, PointOrdreDuJour]:
    conseil, reunion = reunion_ou_404(request, numero, pk, agir=P.REUNION_MODIFIER)
    points = reunion.points.select_related("reunion__conseil")
    return conseil, objet_ou_404(points, request.user, voir=P.CONSEIL_VOIR, pk=point)
