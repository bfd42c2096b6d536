"""What every page needs: the navigation that this account may follow."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from comptes.permissions import Permission as P


@dataclass(frozen=True)
class Entree:
    """One entry of the main navigation, shown to those who hold ``permission`` (to all when ``None``)."""

    libelle: str
    vue: str
    permission: P | None
    aussi: tuple[str, ...] = ()  # beginnings of other addresses that belong to the same entry


ENTREES = (
    Entree("Accueil", "accueil", None),
    Entree("Ma semaine", "ma_semaine", P.SEMAINE_SAISIR, aussi=("/semaines/",)),
    Entree("Semaines", "semaines", P.SEMAINE_REVOIR),
    Entree("Équipe", "equipe", P.EQUIPE_VOIR),
    Entree("Conseils", "conseils", P.CONSEIL_VOIR),
    Entree("Feuilles de route", "feuilles", P.FEUILLE_VOIR),
    Entree("Budget propre", "budget_propre", P.BUDGET_VOIR),
    Entree("Instances", "instances", P.INSTANCE_VOIR),
    Entree("Avis reçus", "reponses", P.AVIS_REPONDRE),
    Entree("Tirages", "tirages", P.TIRAGE_MENER),
    Entree("Consultations", "consultations", P.CONSULTATION_VOIR),
    Entree("Relances", "relances", P.AVIS_MODIFIER, aussi=("/avis/delais/",)),
    Entree("Tableau de bord", "tableau_de_bord", P.TABLEAU_VOIR),
    Entree("Documents", "rapports", P.RAPPORT_VOIR),
    Entree("Amélioration", "amelioration", P.AMELIORATION_VOIR),
    Entree("Comptes", "comptes", P.COMPTE_GERER),
    Entree("Territoires", "territoires", None, aussi=("/contrat-de-ville/",)),
)


def navigation(request: HttpRequest) -> dict:
    """Context processor: ``navigation`` (entries with their address) and ``demo``."""
    compte = getattr(request, "user", None)
    if compte is None or not compte.is_authenticated:
        return {"navigation": [], "demo": settings.DEMO}
    return {
        "navigation": [
            {"libelle": e.libelle, "adresse": reverse(e.vue), "active": _active(request, e)}
            for e in ENTREES
            if e.permission is None or e.permission in compte.permissions_en_cours
        ],
        "demo": settings.DEMO,
    }


def _active(request: HttpRequest, entree: Entree) -> bool:
    adresse = reverse(entree.vue)
    return request.path.startswith(entree.aussi) or (
        request.path == adresse if adresse == "/" else request.path.startswith(adresse)
    )
