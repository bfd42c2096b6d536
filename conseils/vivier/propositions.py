"""Quotas to begin with: parity, population of the quartiers, equal ages. People change what they like."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from conseils.models import Critere, Sexe
from conseils.vivier.resume import Effectif

# How far from an equal share an age band may be: ages are rarely known well enough for less.
JEU_AGES = 1


def proposer_quotas(
    effectifs: Mapping[str, Sequence[Effectif]],
    nombre: int,
    populations: Mapping[str, int],
    habitants: int | None = None,
) -> list[dict]:
    """One quota for each value of the pool.

    ``populations``: inhabitants by code of quartier, when known. ``habitants``: the share of the collège des
    habitants that the texts in force ask for, in per cent; the pool's own when they are silent.
    """
    parts = {
        Critere.SEXE: _parite,
        Critere.AGE: _a_egalite,
        Critere.QUARTIER: lambda lignes: _selon(lignes, populations),
        Critere.COLLEGE: lambda lignes: _par_college(lignes, habitants),
    }
    return [
        quota
        for critere, lignes in effectifs.items()
        for quota in _bornes(lignes, parts[Critere(critere)](lignes), nombre, JEU_AGES * (critere == Critere.AGE))
    ]


def _bornes(lignes: Sequence[Effectif], parts: Mapping[str, float], nombre: int, jeu: int) -> list[dict]:
    return [
        {
            "critere": str(ligne.critere),
            "valeur": ligne.valeur,
            # Never more than the pool holds: the rest is for the check of feasibility to say.
            "minimum": min(ligne.nombre, max(0, _plancher(nombre * parts[ligne.valeur]) - jeu)),
            "maximum": min(nombre, max(1, _plafond(nombre * parts[ligne.valeur]) + jeu)),
        }
        for ligne in lignes
    ]


def _plancher(part: float) -> int:
    return math.floor(part + 1e-9)


def _plafond(part: float) -> int:
    return math.ceil(part - 1e-9)


def _du_vivier(lignes: Sequence[Effectif]) -> dict[str, float]:
    total = sum(ligne.nombre for ligne in lignes)
    return {ligne.valeur: ligne.nombre / total for ligne in lignes}


def _repartir(lignes: Sequence[Effectif], poids: Mapping[str, float]) -> dict[str, float]:
    """Known values share by weight what those of unknown value leave, in proportion of the pool."""
    du_vivier = _du_vivier(lignes)
    reste = 1 - du_vivier.get("N", 0)
    total = sum(poids.get(ligne.valeur, 0) for ligne in lignes)
    if not total:
        return du_vivier
    return {v: part if v == "N" else reste * poids[v] / total for v, part in du_vivier.items()}


def _parite(lignes: Sequence[Effectif]) -> dict[str, float]:
    return _repartir(lignes, {Sexe.FEMME: 1, Sexe.HOMME: 1})


def _a_egalite(lignes: Sequence[Effectif]) -> dict[str, float]:
    return _repartir(lignes, {ligne.valeur: 1 for ligne in lignes if ligne.valeur != "N"})


def _selon(lignes: Sequence[Effectif], populations: Mapping[str, int]) -> dict[str, float]:
    connus = {ligne.valeur for ligne in lignes} - {"N"}
    return _repartir(lignes, populations) if connus <= populations.keys() else _du_vivier(lignes)


def _par_college(lignes: Sequence[Effectif], habitants: int | None) -> dict[str, float]:
    if habitants is None:
        return _du_vivier(lignes)
    return _repartir(lignes, {"habitants": habitants, "acteurs": 100 - habitants})
