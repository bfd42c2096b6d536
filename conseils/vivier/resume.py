"""The pool in figures, and refusals of a file gathered by cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conseils.models import Candidat, Critere, Mandat, Sexe, TrancheAge
from territoires.models import Quartier

FIXES = {Critere.SEXE: Sexe, Critere.AGE: TrancheAge, Critere.COLLEGE: Mandat.College}


@dataclass(frozen=True)
class Effectif:
    """How many candidates have one value of one criterion."""

    critere: str
    valeur: str
    libelle: str
    nombre: int


def effectifs(candidats: Iterable[Candidat]) -> dict[str, list[Effectif]]:
    """The values met in the pool, by criterion, in the order of their choices."""
    candidats = list(candidats)
    return {critere: _du_critere(critere, candidats) for critere in Critere}


def _du_critere(critere: Critere, candidats: Sequence[Candidat]) -> list[Effectif]:
    nombres = Counter(candidat.valeur(critere) for candidat in candidats)
    libelles = libelles_du_critere(critere, {c.quartier for c in candidats if c.quartier})
    return [Effectif(critere, v, libelle, nombres[v]) for v, libelle in libelles.items() if nombres[v]]


def libelles_du_critere(critere: str, quartiers: Iterable[Quartier]) -> dict[str, str]:
    """What each value is called, « N » last."""
    if critere == Critere.QUARTIER:
        return {q.code: q.nom for q in sorted(quartiers, key=lambda q: q.nom)} | {"N": "hors périmètre ou non connu"}
    return dict(FIXES[critere].choices)


@dataclass(frozen=True)
class Cause:
    """One reason and every line that it stops."""

    message: str
    lignes: str
    nombre: int


def par_cause(erreurs: Sequence[str]) -> list[Cause]:
    """« ligne 4 : x », « ligne 5 : x », « ligne 9 : x » give « lignes 4-5, 9 : x »: all said, in few words."""
    lignes: dict[str, list[int]] = {}
    for erreur in erreurs:
        debut, _, message = erreur.partition(" : ")
        numero = debut.removeprefix("ligne ")
        lignes.setdefault(message if numero.isdigit() else erreur, []).append(int(numero) if numero.isdigit() else 0)
    return [Cause(message, _plages(n), len(n)) for message, n in lignes.items()]


def _plages(numeros: Sequence[int]) -> str:
    plages: list[list[int]] = []
    for numero in sorted({n for n in numeros if n}):
        if plages and numero == plages[-1][1] + 1:
            plages[-1][1] = numero
        else:
            plages.append([numero, numero])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in plages)
