"""Which figures are about people so few that a document must not print them.

Where the conseils stand side by side, hiding the small figure of one is not enough: with the figure of all
and those of the others it could be found again, so another conseil's is hidden with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from reporting.confidentialite import masquer_ligne, masquer_tableau, petit
from reporting.indicateurs import Table

# Counts of people whose situation is told, and of whom they are a part: hidden when they or the others are
# few, even where they are not sexed.
SENSIBLES = {"I08p": "public", "I31": "reponses_eloignes", "I32": "eloignes_interroges"}
# Means of answers: hidden when they are those of few people.
MOYENNES = ("I36",)
# Counts of people that are hidden when they are few.
EFFECTIFS = ("I12r", "I15p", "I20a")


def a_masquer(table: Table, code: str, conseil: int | None = None, periode: int = 0) -> bool:
    """Whether this figure, alone, tells about few people."""
    return any(petit(nombre) for nombre in _nombres(table, code, conseil, periode))


def masques_de_la_colonne(table: Table, code: str, periode: int) -> frozenset[int]:
    """Which conseils of the table (by rank) must not have this figure printed beside the others' and the whole."""
    lignes = [_nombres(table, code, conseil, periode) for conseil in table.conseils]
    if not lignes or not lignes[0]:
        return frozenset()
    if len(lignes[0]) == 1:
        return masquer_ligne([n for (n,) in lignes])
    return _lignes(masquer_tableau(lignes, _totaux_masques(lignes), sommes_publiees=True))


def _nombres(table: Table, code: str, conseil: int | None, periode: int) -> Sequence[int]:
    """The counts of people that this figure would give away; none when it gives nobody away."""
    if code not in (*SENSIBLES, *MOYENNES, *EFFECTIFS):
        return ()
    valeur = table.valeur(code, conseil, periode)
    if code in SENSIBLES:
        return (valeur.numerateur, table.mesure(SENSIBLES[code], conseil, periode) - valeur.numerateur)
    return (valeur.denominateur if code in MOYENNES else valeur.numerateur,)


def _totaux_masques(lignes: Sequence[Sequence[int]]) -> frozenset[int]:
    """The sums of the columns that are hidden, as the figure of all the conseils is when one of them is small."""
    sommes = [sum(colonne) for colonne in zip(*lignes, strict=True)]
    return frozenset(range(len(sommes))) if any(petit(s) for s in sommes) else frozenset()


def _lignes(caches) -> frozenset[int]:
    return frozenset(ligne for ligne, _ in caches)
