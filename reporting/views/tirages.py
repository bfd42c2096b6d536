"""The procès-verbal of a drawing of lots, as a PDF.

Drawn when asked for: everything in it is sealed with the draw, so the same tour always gives the same bytes.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from comptes.acces import exige, objet_ou_404
from comptes.permissions import Permission as P
from conseils.models import Tirage
from conseils.tirages import tours_publies
from reporting.pdf import rendre


@exige(P.CONSEIL_VOIR)
def tirage_pv(request: HttpRequest, numero: str) -> HttpResponse:
    parmi = Tirage.objects.select_related("conseil__arrondissement")
    tirage = objet_ou_404(parmi, request.user, voir=P.CONSEIL_VOIR, numero=numero)
    if tirage.en_preparation:
        raise Http404
    html = render_to_string("reporting/pdf/pv_tirage.html", {"tirage": tirage, "tours": tours_publies(tirage)})
    return HttpResponse(
        rendre(html).octets,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{tirage.numero}-pv.pdf"'},
    )
