"""Texts that must fit: cut between two sentences if possible, between two words otherwise, never in a word."""

from __future__ import annotations

import re

_FIN_DE_PHRASE = re.compile(r"[.!?…](?= |$)")
# A sentence that ends before this share of the room is too short to stand for the whole.
PART_UTILE = 0.5
# Signs across the page: a shorter paragraph takes as much room.
LIGNE = 110


def couper(texte: str, signes: int) -> str:
    """The beginning of a text on one line, followed by « … » when something is left out."""
    texte = " ".join(texte.split())
    if len(texte) <= signes:
        return texte
    debut = texte[:signes]
    fins = [fin.end() for fin in _FIN_DE_PHRASE.finditer(debut)]
    if fins and fins[-1] >= PART_UTILE * signes:
        return f"{debut[: fins[-1]]} […]"
    # One word longer than the room is cut all the same: the page would be too small.
    return debut[: signes - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def couper_paragraphes(paragraphes: list[str], signes: int) -> tuple[tuple[str, ...], bool]:
    """As many paragraphs as there is room for, and whether something is left out."""
    gardes, reste = [], signes
    for paragraphe in paragraphes:
        if reste < LIGNE * PART_UTILE:
            return tuple(gardes), True
        coupe = couper(paragraphe, reste)
        gardes.append(coupe)
        if coupe != " ".join(paragraphe.split()):
            return tuple(gardes), True
        reste -= max(LIGNE, len(coupe))
    return tuple(gardes), False
