"""The arrondissements and their quartiers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from socle.acces import tout_compte
from territoires.models import MesureQuartier, Quartier
from territoires.querysets import GENERATION_DU_DISPOSITIF
from territoires.tableaux import geographie, mesures_ordonnees

SANS_NOM = "données de référence publiées, sans aucune donnée personnelle"


@tout_compte(SANS_NOM)
def territoires(request: HttpRequest) -> HttpResponse:
    generations = Quartier.objects.generations() or [GENERATION_DU_DISPOSITIF]
    generation = _generation(request.GET.get("generation"), generations)
    contexte = {
        "generation": generation,
        "generations": generations,
        "geographie": geographie(generation),
        "nombres": Quartier.objects.nombre_par_categorie(generation),
        "populations": MesureQuartier.objects.populations(generation),
    }
    return render(request, "territoires/territoires.html", contexte)


@tout_compte(SANS_NOM)
def quartier(request: HttpRequest, code: str) -> HttpResponse:
    trouve = get_object_or_404(Quartier.objects.avec_fiche(), code=code)
    contexte = {
        "quartier": trouve,
        "mesures": mesures_ordonnees(trouve),
        # The room above answers for itself: its manager filters with the one door.
        "conseils": trouve.conseils.pour(request.user, "conseils.voir").select_related("arrondissement"),
    }
    return render(request, "territoires/quartier.html", contexte)


def _generation(demandee: str | None, connues: list[int]) -> int:
    """The generation asked for, the scheme's own when none is."""
    if demandee is None:
        return GENERATION_DU_DISPOSITIF if GENERATION_DU_DISPOSITIF in connues else connues[-1]
    if demandee not in map(str, connues):
        raise Http404("Aucune géographie de cette année.")
    return int(demandee)
