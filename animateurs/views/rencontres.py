"""The map of who knows whom, conseil by conseil."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from animateurs.models import Affectation
from animateurs.rencontres import CarteDesPartenaires
from comptes.acces import exige
from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.exercices import exercice_demande, exercices_connus
from conseils.models import ConseilCitoyen
from conseils.views.communs import conseil_ou_404, page
from socle.graphiques import Matrice


@exige(P.SEMAINE_VOIR)
def conseil_partenaires(request: HttpRequest, numero: int) -> HttpResponse:
    """The structures met in an exercice, those met no longer, those never met.

    An animateur sees what the journals of the conseil say, predecessors included: structures and dates,
    never a week.
    """
    conseil = conseil_ou_404(request, numero)
    if not _lit_les_journaux(request.user, conseil):
        raise Http404
    premiere = Affectation.objects.filter(conseil=conseil).order_by("debut").values_list("debut", flat=True).first()
    exercices = exercices_connus(premiere, timezone.localdate())
    exercice = exercice_demande(request.GET.get("exercice", ""), exercices)
    carte = CarteDesPartenaires(conseil, exercice)
    contexte = {"carte": carte, "exercice": exercice, "exercices": exercices, "matrice": _matrice(carte)}
    return render(request, "animateurs/partenaires.html", page(request, conseil, "diagnostic", **contexte))


def _lit_les_journaux(compte: Compte, conseil: ConseilCitoyen) -> bool:
    """The territory for the coordination, one's own affectation for an animateur."""
    siennes = Affectation.objects.pour(compte, P.SEMAINE_VOIR).filter(conseil=conseil)
    return compte.has_perm(P.SEMAINE_VOIR, conseil) or siennes.exists()


def _matrice(carte: CarteDesPartenaires) -> Matrice:
    return Matrice(carte.mois, [(lien.nom, lien.par_mois) for lien in carte.liens])
