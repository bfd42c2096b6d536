"""Which figures of an indicator to hide from those who may not read names, conseil by conseil and in total."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.confidentialite import masquer_ligne, masquer_tableau, petit
from reporting.indicateurs import Indicateur, Valeur
from reporting.indicateurs.mesures import MESURES

SEXES = ("femmes", "hommes", "non_renseigne")
TOUT = frozenset({"valeur", "numerateur", "denominateur"})
RIEN: frozenset[str] = frozenset()


def compte_des_personnes(indicateur: Indicateur) -> bool:
    """Whether one of its terms counts people: only those are told by sex."""
    formule = (*indicateur.numerateur, *(indicateur.denominateur or ()))
    return any(getattr(MESURES.get(terme.cle), "sexe", "") for terme in formule)


def champs_masques(indicateur: Indicateur, conseils: Sequence[Valeur], total: Valeur) -> list[frozenset[str]]:
    """For each conseil then for the total, the names of the fields to hide."""
    if not compte_des_personnes(indicateur):
        return [RIEN] * (len(conseils) + 1)
    if indicateur.denominateur is None:
        return _comptes(indicateur, conseils, total)
    return _taux(conseils, total)


def _comptes(indicateur: Indicateur, conseils: Sequence[Valeur], total: Valeur) -> list[frozenset[str]]:
    """People, printed conseil by conseil beside their total, with women and men when they are told apart."""
    if not conseils:
        return [RIEN]
    if not indicateur.sexue:
        caches = masquer_ligne([v.numerateur for v in conseils])
        return [TOUT if i in caches else RIEN for i in range(len(conseils))] + [_si_petit(total)]
    lignes = [[getattr(v, sexe).numerateur for sexe in SEXES] for v in conseils]
    colonnes = masquer_ligne([sum(colonne) for colonne in zip(*lignes, strict=True)])
    caches = masquer_tableau(lignes, colonnes)
    par_ligne = [frozenset(_champs(j for i, j in caches if i == rang)) for rang in range(len(conseils))]
    return [*par_ligne, _si_petit(total) | frozenset(_champs(colonnes))]


def _champs(colonnes) -> set[str]:
    """The fields behind the columns of the table: three sexes, then their sum."""
    trouves: set[str] = set()
    for j in colonnes:
        trouves |= {SEXES[j]} if j < len(SEXES) else set(TOUT)
    return trouves


def _si_petit(total: Valeur) -> frozenset[str]:
    return TOUT if petit(total.numerateur) else RIEN


def _taux(conseils: Sequence[Valeur], total: Valeur) -> list[frozenset[str]]:
    """Rates: hidden when the people who count, those who do not, or all of them are few."""
    valeurs = [*conseils, total]
    fragiles = _completer([_fragile(v.numerateur, v.denominateur) for v in valeurs], valeurs)
    par_sexe = _completer([_sexe_fragile(v) for v in valeurs], valeurs)
    return [
        (TOUT if fragile else RIEN) | (frozenset(SEXES) if fragile or sexe else RIEN)
        for fragile, sexe in zip(fragiles, par_sexe, strict=True)
    ]


def _fragile(numerateur: int, denominateur: int | None) -> bool:
    bas = denominateur or 0
    return petit(bas) or (bas > 0 and (petit(numerateur) or petit(bas - numerateur)))


def _sexe_fragile(valeur: Valeur) -> bool:
    parts = [getattr(valeur, sexe) for sexe in SEXES]
    return any(part is not None and _fragile(part.numerateur, part.denominateur) for part in parts)


def _completer(fragiles: list[bool], valeurs: Sequence[Valeur]) -> list[bool]:
    """One hidden conseil alone would be found by subtraction from the total: hide the smallest other with it."""
    *conseils, total = fragiles
    if sum(conseils) == 1 and not total and len(conseils) > 1:
        autres = [i for i, cache in enumerate(conseils) if not cache]
        conseils[min(autres, key=lambda i: (not valeurs[i].denominateur, valeurs[i].denominateur or 0))] = True
    # With one conseil the total is that conseil.
    return [*conseils, total or (len(conseils) == 1 and conseils[0])]
