"""Nobody can be found again from the sexed tables: checked by trying every table that fits."""

import random
from itertools import product

import pytest

from reporting.confidentialite import SEUIL, masquer_ligne, masquer_tableau, petit


@pytest.mark.parametrize(
    ("nombres", "masques"),
    [
        ((12, 9, 0), set()),
        ((12, 3, 8), {1, 2}),  # the smallest other cell goes with it
        ((12, 3, 0), {0, 1}),  # rather than a zero
        ((3, 0, 0), {0, 1}),
        ((3, 2, 20), {0, 1}),
        ((0, 0, 0), set()),
        ((5, 4, 6), {0, 1}),
    ],
)
def test_ligne(nombres, masques):
    assert masquer_ligne(nombres) == masques


def test_une_petite_case_entraine_un_rectangle():
    lignes = [(10, 2, 9), (7, 8, 6), (20, 30, 25)]
    masques = masquer_tableau(lignes)
    assert (0, 1) in masques
    assert len(masques) == 4
    assert masques == {(0, 1), (0, 2), (1, 1), (1, 2)}


def test_rien_a_cacher():
    assert masquer_tableau([(10, 12, 0), (7, 8, 6)]) == frozenset()


def test_une_petite_somme_de_ligne_est_cachee_avec_une_autre():
    masques = masquer_tableau([(1, 2, 0), (10, 11, 12), (30, 31, 32)])
    assert {(0, 3), (1, 3)} <= masques


@pytest.mark.parametrize("graine", range(20))
def test_aucune_petite_case_ne_se_recalcule(graine):
    """Random tables: each small cell keeps several values among all the tables that print the same."""
    hasard = random.Random(graine)
    lignes = [tuple(hasard.choice((0, 1, 2, 3, 4, 6, 9)) for _ in range(2)) for _ in range(3)]
    totaux = [sum(c) for c in zip(*lignes, strict=True)]
    caches = masquer_ligne(totaux) if hasard.random() < 0.5 else frozenset()
    masques = masquer_tableau(lignes, caches)
    possibles = _possibles(lignes, masques, caches)
    assert tuple(lignes) in possibles
    for i, ligne in enumerate(lignes):
        for j, nombre in enumerate(ligne):
            if petit(nombre):
                assert (i, j) in masques
                assert len({p[i][j] for p in possibles}) > 1, (lignes, sorted(masques), caches)


def _possibles(lignes, masques, totaux_caches) -> list:
    """Every table of the same printed figures, by brute force."""
    largeur = len(lignes[0])
    plages = [
        [lignes[i][j]] if (i, j) not in masques else range(max(map(sum, lignes)) + SEUIL)
        for i in range(len(lignes))
        for j in range(largeur)
    ]
    total = sum(map(sum, lignes))
    retenues = []
    for plat in _produits(plages, total):
        table = tuple(tuple(plat[i * largeur : (i + 1) * largeur]) for i in range(len(lignes)))
        lignes_ok = all((i, largeur) in masques or sum(table[i]) == sum(lignes[i]) for i in range(len(lignes)))
        colonnes_ok = all(
            j in totaux_caches or sum(r[j] for r in table) == sum(r[j] for r in lignes) for j in range(largeur)
        )
        if lignes_ok and colonnes_ok:
            retenues.append(table)
    return retenues


def _produits(plages, total):
    # The last free cell follows from the grand total: one loop less.
    libres = [k for k, plage in enumerate(plages) if len(plage) > 1]
    if not libres:
        yield [plage[0] for plage in plages]
        return
    for valeurs in product(*(plages[k] for k in libres[:-1])):
        plat = [plage[0] for plage in plages]
        for k, v in zip(libres[:-1], valeurs, strict=True):
            plat[k] = v
        plat[libres[-1]] = 0
        reste = total - sum(plat)
        if reste >= 0:
            plat[libres[-1]] = reste
            yield plat
