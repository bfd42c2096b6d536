"""What every page needs: the navigation that this account may follow."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from comptes.guide import chapitre_de
from comptes.middleware import retenu
from comptes.permissions import Permission as P


@dataclass(frozen=True)
class Entree:
    """One entry of the main navigation, shown to those who hold ``permission`` (to all when ``None``)."""

    libelle: str
    vue: str
    permission: P | None
    aussi: tuple[str, ...] = ()  # beginnings of other addresses that belong to the same entry
    groupe: str = ""  # those of a group fold under its name, where the first of them stands


EQUIPE, PAROLE, REPERES = "Équipe", "Parole et instances", "Moyens et repères"
ENTREES = (
    Entree("Accueil", "accueil", None),
    Entree("Ma semaine", "ma_semaine", P.SEMAINE_SAISIR, aussi=("/semaines/",)),
    Entree("Mes chiffres", "equipe_moi", P.SEMAINE_SAISIR),
    Entree("Semaines", "semaines", P.SEMAINE_REVOIR, groupe=EQUIPE),
    Entree("Équipe", "equipe", P.EQUIPE_VOIR, groupe=EQUIPE),
    Entree("Conseils", "conseils", P.CONSEIL_VOIR),
    Entree("Feuilles de route", "feuilles", P.FEUILLE_VOIR),
    Entree("Avis reçus", "reponses", P.AVIS_REPONDRE),
    Entree("Instances", "instances", P.INSTANCE_VOIR, groupe=PAROLE),
    Entree("Consultations", "consultations", P.CONSULTATION_VOIR, groupe=PAROLE),
    Entree("Relances", "relances", P.AVIS_MODIFIER, aussi=("/avis/delais/",), groupe=PAROLE),
    Entree("Tableau de bord", "tableau_de_bord", P.TABLEAU_VOIR),
    Entree("Indicateurs", "indicateurs", P.TABLEAU_VOIR, groupe=REPERES),
    Entree("Documents", "rapports", P.RAPPORT_VOIR),
    Entree("Exports", "exports", P.CONSEIL_VOIR, groupe=REPERES),
    Entree("Amélioration", "amelioration", P.AMELIORATION_VOIR, groupe=REPERES),
    Entree("Comptes", "comptes", P.COMPTE_GERER),
    Entree("Budget propre", "budget_propre", P.BUDGET_VOIR, groupe=REPERES),
    Entree("Tirages", "tirages", P.TIRAGE_MENER, groupe=REPERES),
    Entree("Activités", "activites", P.TYPE_ACTIVITE_MODIFIER, groupe=REPERES),
    Entree("Territoires", "territoires", None, aussi=("/contrat-de-ville/",), groupe=REPERES),
)

ENROLEMENT = Entree("Double authentification", "mfa_index", None)


def navigation(request: HttpRequest) -> dict:
    """Context processor: ``navigation`` (entries with their address, or groups with ``liens``) and ``demo``.

    ``retenu``: the account reaches nothing but its second factor.
    """
    compte = getattr(request, "user", None)
    if compte is None or not compte.is_authenticated:
        return {"navigation": [], "demo": settings.DEMO}
    if retenu(request):
        # Every other link would lead back there.
        return {"navigation": _plier(request, [ENROLEMENT]), "demo": settings.DEMO, "retenu": True}
    visibles = [e for e in ENTREES if e.permission is None or e.permission in compte.permissions_en_cours]
    return {"navigation": _plier(request, visibles), "demo": settings.DEMO}


def aide(request: HttpRequest) -> dict:
    """Context processor: ``aide_de_la_page``, the chapter of the guide that explains this screen, if there is one."""
    vue = getattr(request, "resolver_match", None)
    return {"aide_de_la_page": chapitre_de(vue.url_name) if vue else None}


def _plier(request: HttpRequest, entrees: list[Entree]) -> list[dict]:
    """The menu, each group folded into one line; a group of one is that one."""
    menu: dict[str, list[dict]] = {}
    for e in entrees:
        lien = {"libelle": e.libelle, "adresse": _adresse(e.vue), "active": _active(request, e)}
        menu.setdefault(e.groupe or e.vue, []).append(lien)
    return [
        liens[0]
        if len(liens) == 1
        else {"libelle": nom, "liens": liens, "active": any(lien["active"] for lien in liens)}
        for nom, liens in menu.items()
    ]


@cache
def _adresse(vue: str) -> str:
    """Looked for once: the menu of one page asks for forty, and they never change."""
    return reverse(vue)


def _active(request: HttpRequest, entree: Entree) -> bool:
    adresse = _adresse(entree.vue)
    return request.path.startswith(entree.aussi) or (
        request.path == adresse if adresse == "/" else request.path.startswith(adresse)
    )
