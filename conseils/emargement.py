"""The attendance sheet of a meeting: its members, each with a number, on paper and on screen alike."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from conseils.models import Membre, Reunion
from socle.alphabet import nom_prenom


@dataclass(frozen=True)
class Ligne:
    numero: int
    membre: Membre
    figee: bool = False


def feuille(reunion: Reunion) -> list[Ligne]:
    """The members in mandate on the day, in the order of the sheet, in two queries.

    Numbers already frozen stay. The others follow the last one, in alphabetical order: a membre who enters
    after the sheet was printed comes at its end, and moves nobody. A number whose holder was not in mandate
    after all stays unused.
    """
    figes = dict(reunion.numeros.values_list("membre", "numero"))
    suivants = count(max(figes.values(), default=0) + 1)
    membres = sorted(reunion.conseil.membres.en_mandat_le(reunion.date), key=nom_prenom)
    lignes = [Ligne(figes.get(membre.pk) or next(suivants), membre, figee=membre.pk in figes) for membre in membres]
    return sorted(lignes, key=lambda ligne: ligne.numero)
