"""What the contrat de ville says beside the figures: numbers, places, who acts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from socle.acces import tout_compte
from socle.entiers import entier
from territoires.models import Arrondissement, Quartier, Repere


@tout_compte("texte public du contrat de ville")
def reperes(request: HttpRequest) -> HttpResponse:
    arrondissement = _arrondissement(request.GET.get("arrondissement"))
    lus = Repere.objects.avec_lieux()
    lus = lus.touchant(arrondissement.numero) if arrondissement else lus
    contexte = {
        "arrondissement": arrondissement,
        "generations": Quartier.objects.generations(),
        "themes": _par_theme(list(lus)),
    }
    return render(request, "territoires/reperes.html", contexte)


def _par_theme(reperes: list[Repere]) -> list[tuple[str, list[Repere]]]:
    """The themes that have something to say, in their order."""
    groupes = [(theme.label, [r for r in reperes if r.theme == theme]) for theme in Repere.Theme]
    return [(libelle, lignes) for libelle, lignes in groupes if lignes]


def _arrondissement(numero: str | None) -> Arrondissement | None:
    """The one asked for, none when none is."""
    if not numero:
        return None
    trouve = Arrondissement.objects.filter(numero=entier(numero)).first()
    if trouve is None:
        raise Http404("Paris n’a pas d’arrondissement de ce numéro.")
    return trouve
