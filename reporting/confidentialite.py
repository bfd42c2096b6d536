"""Small counts of people are not printed: a cell of one to four could point at somebody.

Hiding the small cells is not enough when their total is printed: other cells are hidden with them
whenever a hidden one could be found again by subtraction. One mark, « n. c. », stands for both kinds, so
that the mark itself tells nothing. Zero is printed: it is about nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

SEUIL = 5
NON_COMMUNIQUE = "n. c."

Cellule = tuple[int, int]


def petit(nombre: int) -> bool:
    """Whether a count of people is too small to be printed."""
    return 0 < nombre < SEUIL


def masquer_ligne(nombres: Sequence[int]) -> frozenset[int]:
    """Which counts to hide when these counts and their sum are printed side by side."""
    masques = {i for i, nombre in enumerate(nombres) if petit(nombre)}
    if len(masques) == 1:
        autres = [i for i in range(len(nombres)) if i not in masques]
        # The smallest loses the least, but a zero, which cannot decrease, protects badly.
        masques |= set(sorted(autres, key=lambda i: (nombres[i] == 0, nombres[i]))[:1])
    return frozenset(masques)


def masquer_tableau(
    lignes: Sequence[Sequence[int]], totaux_masques: Collection[int] = (), *, sommes_publiees: bool = False
) -> frozenset[Cellule]:
    """Which cells of a table to hide when the sums of its rows and of its columns are printed.

    Cells are (row, column); column ``len(row)`` is the row's sum, hidden too when it is small, unless
    ``sommes_publiees`` says that it is printed anyhow. The sums of the columns are printed in other
    tables too: ``totaux_masques`` says which of them are hidden there. The grand total is printed.
    """
    tableau = _Tableau(lignes, totaux_masques, sommes_publiees)
    for cellule in tableau.petites():
        if not tableau.protegee(cellule):
            tableau.masquees |= tableau.complements(cellule)
    return frozenset(tableau.masquees)


class _Tableau:
    """A table with its sums. ``masquees`` holds its hidden cells, sums of rows included.

    Seen as a graph, rows and columns are points and each hidden cell joins its row to its column: adding
    one to a cell must be made up for in its row, then in that other cell's column, and so on back.
    """

    def __init__(self, lignes: Sequence[Sequence[int]], totaux_masques: Collection[int], publiees: bool) -> None:
        self.fin_lignes, self.fin_colonnes = len(lignes), len(lignes[0])
        sommes = [sum(ligne) for ligne in lignes]
        self.valeurs = {(i, j): n for i, ligne in enumerate(lignes) for j, n in enumerate([*ligne, sommes[i]])}
        self.valeurs |= {(self.fin_lignes, j): sum(colonne) for j, colonne in enumerate(zip(*lignes, strict=True))}
        self.totaux_masques = {(self.fin_lignes, j) for j in totaux_masques}
        self.masquees = {c for c in self._interieures() if petit(self.valeurs[c])}
        self.masquees |= set() if publiees else {(i, self.fin_colonnes) for i in masquer_ligne(sommes)}

    def petites(self) -> list[Cellule]:
        """The cells hidden for themselves, in reading order."""
        return sorted(c for c in self.masquees if petit(self.valeurs[c]))

    def complements(self, cellule: Cellule) -> set[Cellule]:
        """The fewest other cells, then the smallest, to hide so that this one cannot be found again."""
        libres = [c for c in self._interieures() if c not in self.masquees]
        for combien in (1, 2, 3):
            choix = [c for c in combinations(libres, combien) if self.protegee(cellule, avec=c)]
            if choix:
                return set(min(choix, key=lambda c: sum(self.valeurs[x] for x in c)))
        return set(libres)

    def protegee(self, cellule: Cellule, avec: Collection[Cellule] = ()) -> bool:
        """Whether the printed figures leave this hidden cell at least two possible values."""
        arcs = {c: list(self._arcs(c)) for c in {*self.masquees, *self.totaux_masques, *avec}}
        autres = [arc for c, liste in arcs.items() if c != cellule for arc in liste]
        return any(_mene(autres, arrivee, depart) for depart, arrivee in arcs[cellule])

    def _arcs(self, cellule: Cellule) -> Iterator[tuple[str, str]]:
        """How the cell can vary: from its row to its column when it can grow, back when it can shrink.

        A sum varies the other way round. Nothing shrinks below zero.
        """
        ligne, colonne = f"l{cellule[0]}", f"c{cellule[1]}"
        est_somme = cellule[0] == self.fin_lignes or cellule[1] == self.fin_colonnes
        croit, decroit = ((colonne, ligne), (ligne, colonne)) if est_somme else ((ligne, colonne), (colonne, ligne))
        yield croit
        if self.valeurs[cellule] > 0:
            yield decroit

    def _interieures(self) -> list[Cellule]:
        return [(i, j) for i in range(self.fin_lignes) for j in range(self.fin_colonnes)]


def _mene(arcs: Collection[tuple[str, str]], depart: str, arrivee: str) -> bool:
    """Whether the arcs lead from one point to the other."""
    vus, a_voir = {depart}, [depart]
    while a_voir:
        point = a_voir.pop()
        suivants = {b for a, b in arcs if a == point} - vus
        vus |= suivants
        a_voir.extend(suivants)
    return arrivee in vus
