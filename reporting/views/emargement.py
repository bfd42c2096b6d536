"""The attendance sheet on paper."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.emargement import feuille
from conseils.models import Reunion
from conseils.services.emargement import figer_feuille
from reporting.pdf import rendre

# What one side holds under its heading; the line « +3 F » of the entry screen sums them up.
LIGNES_VIDES = 14


@exige(P.REUNION_MODIFIER)
def emargement(request: HttpRequest, numero: int, pk: int) -> HttpResponse:
    """POST gives a number to every membre, then shows the sheet; GET prints numbers already given.

    Printing gives numbers for good, which a page asked for with GET may not do: while one is missing, GET
    leads back to the meeting and its button.
    """
    reunion = objet_ou_404(
        Reunion.objects.filter(conseil__arrondissement__numero=numero).select_related("conseil__arrondissement"),
        request.user,
        voir=P.CONSEIL_VOIR,
        agir=P.REUNION_MODIFIER,
        pk=pk,
    )
    if not request.user.has_perm(P.MEMBRE_VOIR, reunion):
        raise PermissionDenied
    if request.method == "POST":
        figer_feuille(reunion=reunion, par=request.user)
        return redirect("emargement", numero, pk)
    lignes = feuille(reunion)
    if not all(ligne.figee for ligne in lignes):
        return redirect("reunion", numero, pk)
    return _fichier(reunion, composer(reunion, lignes))


def composer(reunion: Reunion, lignes: list) -> str:
    """The sheet as HTML: no date but that of the meeting, so that the same sheet gives the same bytes."""
    contexte = {"reunion": reunion, "lignes": lignes, "vides": range(1, LIGNES_VIDES + 1)}
    return render_to_string("reporting/pdf/emargement.html", contexte)


def _fichier(reunion: Reunion, html: str) -> HttpResponse:
    nom = f"emargement-{reunion.conseil.arrondissement.numero}-{reunion.date:%Y-%m-%d}.pdf"
    entetes = {"Content-Disposition": f'inline; filename="{nom}"', "Cache-Control": "no-store"}
    return HttpResponse(rendre(html).octets, content_type="application/pdf", headers=entetes)
