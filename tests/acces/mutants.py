"""The checks of access, each removed in turn while one address is asked for by everybody.

Removed in memory, for one address at a time: a check that is missing on one view must be seen by the tests of that
view, and not by those of its neighbours.
"""

from __future__ import annotations

import ast
import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from unittest.mock import patch

from comptes import acces, porte
from comptes.checks import TOUT_COMPTE_TIERCES
from comptes.middleware import ConnexionExigee
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.roles import ROLES, Portee
from tests.acces.choix import CHOIX, choix_lus
from tests.acces.matrice import MATRICE, PUBLIC, TOUT_COMPTE, Page, sans_objet

# Those that reach what each branch of the door keeps.
TEMOINS_DE_LA_PORTE = (
    "reunion", "conseils", "semaine_revue", "absence_corriger", "absences", "feuille", "rapport", "rapports", "seance",
    "reponse", "reponses", "consultation", "semaines", "rapport_decider", "compte", "action_feuille", "tirage",
    "instances",
)  # fmt: skip
# Their service asks the door before anything else, whatever their view did: both are mistaken together.
DEMANDES_AU_SERVICE = {"feuille_soumettre", "action_deplacer", "formation_modifier", "formation_supprimer"}

PAS = int(os.environ.get("PAS", "60"))  # one mutant in so many


@dataclass(frozen=True)
class Mutant:
    """``retirer``: the context in which the check is not made. ``adresses``: where somebody should notice."""

    nom: str
    adresses: tuple[str, ...]
    retirer: Callable[[], AbstractContextManager]


def mutants() -> Iterator[Mutant]:
    for nom, page in MATRICE.items():
        # Those of a library keep their own check of the connection, besides.
        if page.acces == PUBLIC or nom in TOUT_COMPTE_TIERCES:
            continue
        yield Mutant(f"{nom} : sans connexion", (nom,), _sans_connexion)
        if page.acces == TOUT_COMPTE:
            continue
        yield Mutant(f"{nom} : sans la permission qui ouvre la page", (nom,), _sans_permission)
        if page.cibles is not sans_objet and page.voir and se_voit_sans_s_ecrire(page):
            sans = partial(_sans_agir_ni_service, page) if nom in DEMANDES_AU_SERVICE else _sans_agir
            yield Mutant(f"{nom} : sans la permission d’agir sur l’objet", (nom,), sans)
    yield from mutants_de_la_porte()
    for nom, champs in CHOIX.items():
        for champ in sorted(champs):
            yield Mutant(f"{nom} : tous les choix de « {champ} »", (nom,), partial(choix_lus, champ))


def se_voit_sans_s_ecrire(page: Page) -> bool:
    """Whether the roles let anybody open this page and see there an object that is not hers to act on.

    Otherwise the check on the object refuses nobody: without it, nothing changes for any account. A list makes none,
    it shows what the door lets through.
    """
    if page.liste:
        return False
    voient = [r for r in ROLES.values() if r.droits.get(page.voir) is not r.droits.get(page.acces)]
    return any(page.voir in r.droits for r in voient) and any(
        r.arrondissement or r.droits[page.acces] is not Portee.TERRITOIRE
        for r in ROLES.values()
        if page.acces in r.droits
    )


def _sans_connexion():
    # Looked up at each request: ``process_view`` is bound once for all when a client asks for the first time.
    return patch.object(ConnexionExigee, "handle_no_permission", lambda *_: None)


def _sans_permission():
    return patch.object(acces, "detient", lambda *_: True)


@contextmanager
def _sans_agir():
    """Neither where the object is read nor in the services, which ask again."""
    tout_permis = patch.object(acces, "permises", lambda _compte, _objet, actes: frozenset(actes))
    with tout_permis, patch.object(Compte, "has_perm", lambda *_: True):
        yield


@contextmanager
def _sans_agir_ni_service(page: Page):
    """Whoever sees the object may act on it, for the view and for its service."""
    filtrer = porte.filtrer

    def sans_agir(queryset, compte: Compte, permission: P):
        return filtrer(queryset, compte, page.voir if permission is page.acces else permission)

    with _sans_agir(), patch.object(porte, "filtrer", sans_agir):
        yield


def mutants_de_la_porte() -> Iterator[Mutant]:
    """Each condition of the functions that narrow rows, taken for true then for false."""
    for fonction in ("filtrer", "_a_portee", "_territoire", "_ou"):
        source = inspect.getsource(getattr(porte, fonction))
        tests = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.If | ast.IfExp)]
        for rang, condition in enumerate(tests):
            for valeur in (True, False):
                nom = f"porte.{fonction} : « {ast.unparse(condition.test)} » pris pour {valeur}"
                yield Mutant(nom, TEMOINS_DE_LA_PORTE, _mutation(fonction, source, rang, valeur))


def _mutation(fonction: str, source: str, rang: int, valeur: bool) -> Callable[[], AbstractContextManager]:
    def retirer():
        arbre = ast.parse(source)
        condition = [n for n in ast.walk(arbre) if isinstance(n, ast.If | ast.IfExp)][rang]
        condition.test = ast.copy_location(ast.Constant(valeur), condition.test)
        espace: dict = {}
        exec(compile(ast.fix_missing_locations(arbre), "<mutant>", "exec"), porte.__dict__ | {}, espace)
        mutee = espace[fonction]
        # The other functions of the door stay those of the module: the mutant sees their patches, and they see it.
        mutee = type(mutee)(mutee.__code__, porte.__dict__, fonction, mutee.__defaults__, mutee.__closure__)
        return patch.object(porte, fonction, mutee)

    return retirer
