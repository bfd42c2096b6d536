"""What the three formats share: text that is never a formula, local times, numbers as they are."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from reporting.exports.declaration import Valeur
from socle.tableur import INTERDITS, TEXTE_MAX

# What spreadsheets take for the beginning of a formula, full-width forms included.
DEBUTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def dangereux(texte: str) -> bool:
    """Whether a spreadsheet could run this text; blanks before the sign do not make it safe."""
    if texte[:1].isalnum():  # nearly all of them, and an archive has tens of thousands
        return False
    return texte.startswith(DEBUTS) or texte.lstrip().startswith(DEBUTS)


def propre(valeur: Valeur) -> Valeur:
    """Local times without their zone; text without what XML refuses, and short enough for a cell."""
    if isinstance(valeur, str):
        return INTERDITS.sub("", valeur)[:TEXTE_MAX]
    if isinstance(valeur, datetime):
        return timezone.make_naive(valeur) if timezone.is_aware(valeur) else valeur
    if valeur is None or isinstance(valeur, bool | int | float | Decimal | date):
        return valeur
    return INTERDITS.sub("", str(valeur))[:TEXTE_MAX]
