"""The note de passation on paper: the frozen text, so the same note always gives the same bytes."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from animateurs.models import Passation
from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from reporting.pdf import rendre


@exige(P.MEMBRE_VOIR)
def passation_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    parmi = Passation.objects.select_related("affectation__conseil__arrondissement", "faite_par")
    passation = objet_ou_404(parmi, request.user, voir=P.MEMBRE_VOIR, pk=pk)
    numero = passation.affectation.conseil.arrondissement.numero
    nom = f"passation-{numero}-{passation.dernier_jour:%Y-%m-%d}.pdf"
    entetes = {"Content-Disposition": f'inline; filename="{nom}"', "Cache-Control": "no-store"}
    return HttpResponse(rendre(composer(passation)).octets, content_type="application/pdf", headers=entetes)


def composer(passation: Passation) -> str:
    """The note as HTML."""
    return render_to_string("reporting/pdf/passation.html", {"passation": passation, "note": passation.contenu})
