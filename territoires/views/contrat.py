"""The nomenclature of the contrat de ville."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from socle.acces import tout_compte
from territoires.models import ContratVille, ElementContrat, Quartier
from territoires.nomenclature import arbre


@tout_compte("texte public du contrat de ville")
def contrat_de_ville(request: HttpRequest) -> HttpResponse:
    contrats = list(ContratVille.objects.all())
    contrat = _version(request.GET.get("version"), contrats)
    recherche = request.GET.get("q", "").strip()
    elements = list(contrat.elements.all()) if contrat else []
    racines = arbre(elements, recherche)
    nombres = Counter(element.niveau for element in elements)
    contexte = {
        "contrat": contrat,
        "contrats": contrats,
        "generations": Quartier.objects.generations(),
        "niveaux": [_accorder(nombres[niveau], niveau.label) for niveau in ElementContrat.Niveau],
        "racines": racines,
        "recherche": recherche,
        "resultats": sum(racine.resultats() for racine in racines),
    }
    return render(request, "territoires/contrat_de_ville.html", contexte)


def _version(code: str | None, contrats: list[ContratVille]) -> ContratVille | None:
    """The version asked for, the newest when none is."""
    if code is None:
        return contrats[0] if contrats else None
    for contrat in contrats:
        if contrat.code == code:
            return contrat
    raise Http404("Aucune version du contrat de ville ne porte ce code.")


def _accorder(nombre: int, libelle: str) -> str:
    """« 136 objectifs opérationnels » from 136 and « objectif opérationnel »."""
    marque = "s" if nombre > 1 else ""
    return f"{nombre} " + " ".join(mot + marque for mot in libelle.split())
