"""The home page: what awaits each account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from comptes.acces import tout_compte
from comptes.permissions import Permission as P
from conseils.models import ConseilCitoyen, Reunion
from reporting import tableau
from reporting.alertes import alertes
from reporting.indicateurs import collecter
from reporting.models import Rapport
from reporting.periodes import periodes_comparees
from socle.exercice import exercice_courant

REUNIONS_ANNONCEES = 4
DOCUMENTS_RECENTS = 5


@tout_compte("chacun est accueilli ; la page ne montre que ce que ses permissions ouvrent")
def accueil(request: HttpRequest) -> HttpResponse:
    """Alerts, next meetings, latest documents and, for those who read figures, the year's."""
    jour = timezone.localdate()
    compte = request.user
    reunions = Reunion.objects.pour(compte, P.CONSEIL_VOIR).a_venir(jour)
    documents = Rapport.objects.pour(compte, P.RAPPORT_VOIR).filter(etat=Rapport.Etat.PUBLIE).pour_la_liste()
    return render(
        request,
        "reporting/accueil.html",
        {
            "jour": jour,
            "alertes": alertes(compte, jour),
            "reunions": reunions.select_related("conseil__arrondissement")[:REUNIONS_ANNONCEES],
            "documents": documents.order_by("-publie_le")[:DOCUMENTS_RECENTS],
            "chiffres": _chiffres(compte, jour) if P.TABLEAU_VOIR in compte.permissions_en_cours else [],
        },
    )


def _chiffres(compte, jour) -> list[tableau.Case]:
    conseils = ConseilCitoyen.objects.pour(compte, P.TABLEAU_VOIR).values_list("pk", flat=True)
    periodes = periodes_comparees(exercice_courant(jour), jour)
    table = collecter(list(conseils), periodes, cles=tableau.cles_du_resume())
    return tableau.chiffres_cles(table)
