"""A table of figures, one line a conseil: what is hidden or cannot be computed is already said in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conseils.models import ConseilCitoyen
from reporting.indicateurs import INDICATEURS, Table
from reporting.rapports.communs.chiffres import chiffre


@dataclass(frozen=True)
class LigneDeChiffres:
    libelle: str
    textes: tuple[str, ...]


@dataclass(frozen=True)
class TableauDeChiffres:
    titre: str
    colonnes: tuple[str, ...]
    lignes: tuple[LigneDeChiffres, ...]


def tableau_par_conseil(
    titre: str, codes: tuple[str, ...], conseils: Iterable[ConseilCitoyen], table: Table
) -> TableauDeChiffres:
    """These indicators for each conseil, in the order given: side by side, never ranked."""
    lignes = tuple(
        LigneDeChiffres(conseil.nom, tuple(chiffre(table, c, compare=False, conseil=conseil.pk).texte for c in codes))
        for conseil in conseils
    )
    return TableauDeChiffres(titre, tuple(INDICATEURS[code].titre_court for code in codes), lignes)
