"""Chance that can be replayed: same seed, same draws.

Each subject draws from its own stream, so that one more meeting in the 18e does not reshuffle the 10e.
"""

from random import Random
from typing import TypeVar

T = TypeVar("T")


def flux(graine: int, *sujet: object) -> Random:
    """The stream of random numbers of one subject."""
    return Random("/".join(str(morceau) for morceau in (graine, *sujet)))  # noqa: S311  fiction, not secrets


def un_parmi(alea: Random, poids: dict[T, float]) -> T:
    """One of the keys, the heavier the likelier."""
    return alea.choices(list(poids), weights=list(poids.values()))[0]


def quotas(alea: Random, effectif: int, parts: dict[T, float]) -> list[T]:
    """``effectif`` values shared out as ``parts`` (which sum to 1) to the nearest unit, shuffled."""
    exacts = {valeur: effectif * part for valeur, part in parts.items()}
    entiers = {valeur: int(exact) for valeur, exact in exacts.items()}
    restes = sorted(exacts, key=lambda valeur: entiers[valeur] - exacts[valeur])
    for valeur in restes[: effectif - sum(entiers.values())]:
        entiers[valeur] += 1
    tirage = [valeur for valeur, nombre in entiers.items() for _ in range(nombre)]
    alea.shuffle(tirage)
    return tirage


def autour(alea: Random, moyenne: float, ecart: float = 0.25) -> int:
    """A whole number around ``moyenne``, never negative; ``ecart`` is relative."""
    return max(0, round(alea.gauss(moyenne, moyenne * ecart)))


def parmi(alea: Random, effectif: int, chance: float) -> int:
    """How many out of ``effectif`` say yes, each with the same ``chance``."""
    return sum(alea.random() < chance for _ in range(effectif))
