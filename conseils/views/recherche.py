"""The search: one box, results by kind, within what the account may read."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comptes.models import Compte
from conseils.recherche import PAR_SORTE, SOURCES, Source, presenter, resultats
from socle.acces import tout_compte
from socle.mots import racines

APERCU, PAR_PAGE, LONGUEUR_MAX = 5, 25, 120


@tout_compte("chacun ne trouve que ce qu'il peut lire")
def recherche(request: HttpRequest) -> HttpResponse:
    """Every kind with its first results, or all those of one kind (``?sorte=``)."""
    texte = request.GET.get("q", "").strip()[:LONGUEUR_MAX]
    mots, source = racines(texte), PAR_SORTE.get(request.GET.get("sorte", ""))
    contexte = {"texte": texte, "mots": mots, "source": source}
    if mots and source:
        contexte["page"] = _page(source, request.user, mots, request.GET.get("page"))
    elif mots:
        contexte["groupes"] = [groupe for autre in SOURCES if (groupe := _groupe(autre, request.user, mots))]
    return render(request, "conseils/recherche.html", contexte)


def _groupe(source: Source, compte: Compte, mots: list[str]) -> dict | None:
    """The first results of one kind; one more than shown is read, to know whether there are others."""
    objets = list(resultats(source, compte, mots)[: APERCU + 1])
    if not objets:
        return None
    return {
        "source": source,
        "resultats": [presenter(source, objet) for objet in objets[:APERCU]],
        "suite": len(objets) > APERCU,
    }


def _page(source: Source, compte: Compte, mots: list[str], numero: str | None):
    page = Paginator(resultats(source, compte, mots), PAR_PAGE).get_page(numero)
    page.object_list = [presenter(source, objet) for objet in page.object_list]
    return page
