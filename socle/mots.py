"""Words as the search compares them: without accents, case, plural or ending."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import snowballstemmer

LONGUEUR_MAX = 40  # of a word kept in the index
# Too common to tell two texts apart.
TROP_COURANTS = (
    "a ai au aux avec ce ces cet cette d dans de des du elle elles en est et eu il ils j l la le les leur leurs lui m "
    "ma mais me n ne nos notre nous on ont ou par pas plus pour qu que qui s sa sans se ses si son sont sur t un une "
    "vos votre vous y"
)
VIDES = frozenset(TROP_COURANTS.split())


def racines(texte: str) -> list[str]:
    """The stems of the words of ``texte`` in their order, each once."""
    mots = re.findall(r"[a-z0-9]+", sans_accent(texte))
    return list(dict.fromkeys(_racine(mot)[:LONGUEUR_MAX] for mot in mots if mot not in VIDES))


def sans_accent(texte: str) -> str:
    decompose = unicodedata.normalize("NFKD", texte.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(lettre for lettre in decompose if not unicodedata.combining(lettre))


@cache
def _racineur():
    return snowballstemmer.stemmer("french")


def _racine(mot: str) -> str:
    return _racineur().stemWord(mot)
