"""Alphabetical order as French readers expect it, the same on both databases: « Étienne » beside « Etienne »."""

from __future__ import annotations

import unicodedata

from conseils.models import Membre


def alphabetique(membre: Membre) -> tuple[str, str, int]:
    """The key to sort members by: accents and case do not count, homonyms keep their order."""
    return _plat(membre.nom), _plat(membre.prenom), membre.pk


def _plat(texte: str) -> str:
    decompose = unicodedata.normalize("NFKD", texte.casefold())
    return "".join(lettre for lettre in decompose if not unicodedata.combining(lettre))
