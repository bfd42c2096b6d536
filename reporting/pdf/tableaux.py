"""The headers of each table: which cell heads which, and where to find it.

WeasyPrint 70 loses count of the columns after a cell that spans several; the grid is laid out again here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pydyf

from reporting.pdf.objets import descendants, enfants


@dataclass(frozen=True)
class Cellule:
    """A cell and the rows and columns that it covers."""

    element: pydyf.Dictionary
    rangs: range
    colonnes: range
    en_tete: bool  # in the thead

    @property
    def titre(self) -> bool:
        return self.element["S"] == "/TH"

    def coiffe(self, autre: Cellule) -> bool:
        """Whether this header heads ``autre``: above it from the thead, or before it on its row."""
        if self.en_tete:
            return self.rangs.stop <= autre.rangs.start and _se_touchent(self.colonnes, autre.colonnes)
        return not autre.titre and _se_touchent(self.rangs, autre.rangs)


def relier_les_entetes(pdf: pydyf.PDF, elements: list[pydyf.Dictionary]) -> None:
    """Say of each header what it heads, and of each cell what heads it."""
    for tableau in elements:
        if tableau["S"] == "/Table":
            _relier(list(_cellules(pdf, tableau)))


def _relier(cellules: list[Cellule]) -> None:
    titres = [c for c in cellules if c.titre]
    for titre in titres:
        titre.element["A"]["Scope"] = "/Column" if titre.en_tete else "/Row"
    for cellule in cellules:
        coiffes = [t.element["ID"] for t in titres if t.coiffe(cellule)]
        cellule.element["A"].pop("Headers", None)
        if coiffes:
            cellule.element["A"]["Headers"] = pydyf.Array(coiffes)


def _cellules(pdf: pydyf.PDF, tableau: pydyf.Dictionary) -> Iterator[Cellule]:
    """Every cell at its place in the grid, as HTML lays it out."""
    prises: set[tuple[int, int]] = set()
    for rang, (rangee, en_tete) in enumerate(_rangees(pdf, tableau)):
        colonne = 0
        for element in enfants(pdf, rangee):
            while (rang, colonne) in prises:
                colonne += 1
            rangs = range(rang, rang + element["A"].get("RowSpan", 1))
            colonnes = range(colonne, colonne + element["A"].get("ColSpan", 1))
            prises.update((r, c) for r in rangs for c in colonnes)
            yield Cellule(element, rangs, colonnes, en_tete)


def _rangees(pdf: pydyf.PDF, tableau: pydyf.Dictionary) -> Iterator[tuple[pydyf.Dictionary, bool]]:
    for groupe in enfants(pdf, tableau):
        for rangee in descendants(pdf, groupe):
            if rangee["S"] == "/TR":
                yield rangee, groupe["S"] == "/THead"


def indexer(pdf: pydyf.PDF, racine: pydyf.Dictionary, elements: list[pydyf.Dictionary]) -> None:
    """The identifiers of the headers in a tree, where a reader looks for them."""
    par_nom = sorted((e["ID"].string, e) for e in elements if "ID" in e)
    if not par_nom:
        return
    noms = pydyf.Array()
    for nom, element in par_nom:
        noms += [pydyf.String(nom), element.reference]
    index = pydyf.Dictionary(
        {"Names": noms, "Limits": pydyf.Array([pydyf.String(par_nom[0][0]), pydyf.String(par_nom[-1][0])])}
    )
    # The root of a name tree holds its leaves in a kid when it gives limits.
    pdf.add_object(index)
    racine["IDTree"] = pydyf.Dictionary({"Kids": pydyf.Array([index.reference])})


def _se_touchent(un: range, autre: range) -> bool:
    return un.start < autre.stop and autre.start < un.stop
