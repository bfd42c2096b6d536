"""The nomenclature of the contract as a tree, pruned to what a search finds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from territoires.models import ElementContrat


@dataclass
class Noeud:
    """One heading. ``trouve``: it answers the search; ``ouvert``: what is beneath it shows."""

    element: ElementContrat
    enfants: list[Noeud] = field(default_factory=list)
    trouve: bool = False
    ouvert: bool = False

    def resultats(self) -> int:
        """How many headings answer the search, from here down."""
        return self.trouve + sum(enfant.resultats() for enfant in self.enfants)


def arbre(elements: Iterable[ElementContrat], recherche: str = "") -> list[Noeud]:
    """The tree of a contract; with a search, only the branches that lead to an answer.

    Every word must be found, whatever its accents and capitals, in the code or the title. What answers
    keeps everything beneath it, folded. Without a search, the axes are open.
    """
    noeuds = {element.pk: Noeud(element) for element in elements}
    racines = []
    for noeud in noeuds.values():
        parent = noeuds.get(noeud.element.parent_id)
        (parent.enfants if parent else racines).append(noeud)
    mots = _simplifier(recherche).split()
    if mots:
        return [racine for racine in racines if _elaguer(racine, mots)]
    for racine in racines:
        racine.ouvert = True
    return racines


def _elaguer(noeud: Noeud, mots: Sequence[str]) -> bool:
    """Mark what answers, drop the branches without answer, and tell whether ``noeud`` stays."""
    texte = _simplifier(str(noeud.element))
    noeud.trouve = all(mot in texte for mot in mots)
    gardes = [enfant for enfant in noeud.enfants if _elaguer(enfant, mots)]
    noeud.ouvert = bool(gardes)
    if not noeud.trouve:
        noeud.enfants = gardes
    return noeud.trouve or noeud.ouvert


def _simplifier(texte: str) -> str:
    decompose = unicodedata.normalize("NFKD", texte.replace("’", "'"))
    return "".join(c for c in decompose if not unicodedata.combining(c)).casefold()
