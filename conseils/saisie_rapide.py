"""« 1-4, 7, 9 +3 F +2 H e5 6>2 »: the attendance of a meeting in one line.

Pure: a text and the numbers of the sheet in, a ``Lecture`` out. What cannot be read is told with its place
and what to do, and never stops the rest from being read.

- ``7``, ``1-4``: members present, by their number on the sheet;
- ``+3 F``, ``+2 H``, ``+1 N``: other people, by sex (N: not known);
- ``e5``, ``exc 5``, ``e5-6``: excused;
- ``6>2``: member 6, absent, gave a proxy to member 2.

Spaces, commas, semicolons and case do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

_MORCEAU = re.compile(
    r"""
    (?P<vide>[\s,;]+|\bet\b)
    | (?P<autres>\+\s*(?P<combien>\d{1,5})?\s*(?P<sexe>f(?:emmes?)?|h(?:ommes?)?|n)(?![^\W\d_]))
    | (?P<pouvoir>(?P<donne>\d{1,5})\s*>\s*(?P<recoit>\d{1,5})(?!\d))
    | (?P<suite>(?P<excuse>e(?:xc(?:us[ée]e?s?)?)?\.?\s*)?
        (?P<debut>\d{1,5})(?:\s*[-–—]\s*(?P<fin>\d{1,5}))?(?!\d))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ILLISIBLE = re.compile(r"[^\s,;]+")


@dataclass(frozen=True)
class Refus:
    """A piece of the line that was not taken: where it begins (from 1), and why."""

    place: int
    morceau: str
    pourquoi: str

    def __str__(self) -> str:
        return f"« {self.morceau} » (caractère {self.place}) : {self.pourquoi}"


@dataclass
class Lecture:
    """What the line says. ``pouvoirs``: number of the absent member, then of the one who holds the proxy."""

    presents: set[int] = field(default_factory=set)
    excuses: set[int] = field(default_factory=set)
    pouvoirs: dict[int, int] = field(default_factory=dict)
    autres: dict[str, int] = field(default_factory=dict)
    refus: list[Refus] = field(default_factory=list)


def lire(texte: str, numeros: Collection[int]) -> Lecture:
    """Read a line against the ``numeros`` of the sheet."""
    lecture = Lecture()
    for place, morceau, lu in _decouper(texte):
        pourquoi = _prendre(lecture, lu, numeros) if lu else _conseil(morceau)
        if pourquoi:
            lecture.refus.append(Refus(place, morceau, pourquoi))
    return lecture


def _decouper(texte: str) -> Iterator[tuple[int, str, re.Match | None]]:
    """Each piece with its place; the match is ``None`` when the piece cannot be read."""
    place = 0
    while place < len(texte):
        lu = _MORCEAU.match(texte, place)
        if lu is None or _colle(texte, lu):
            lu = None
            morceau = _ILLISIBLE.match(texte, place).group()
        else:
            morceau = lu.group()
        if lu is None or lu["vide"] is None:
            yield place + 1, morceau.strip(), lu
        place += len(morceau)


def _colle(texte: str, lu: re.Match) -> bool:
    """A number stuck to letters (« 7x ») is not a number: reading half of it would mark somebody."""
    reste = texte[lu.end() : lu.end() + 1]
    return bool(lu["suite"] or lu["pouvoir"]) and (reste.isalpha() or reste in {">", "-"}) and bool(reste)


def _prendre(lecture: Lecture, lu: re.Match, numeros: Collection[int]) -> str:
    """Take a piece, or say why not."""
    if lu["autres"]:
        sexe = lu["sexe"][0].upper()
        lecture.autres[sexe] = lecture.autres.get(sexe, 0) + int(lu["combien"] or 1)
        return ""
    if lu["pouvoir"]:
        return _prendre_pouvoir(lecture, int(lu["donne"]), int(lu["recoit"]), numeros)
    debut, fin = int(lu["debut"]), int(lu["fin"] or lu["debut"])
    pourquoi = _suite_impossible(debut, fin, numeros)
    if pourquoi:
        return pourquoi
    vises = {numero for numero in numeros if debut <= numero <= fin}
    return _prendre_suite(lecture, vises, excuse=bool(lu["excuse"]))


def _suite_impossible(debut: int, fin: int, numeros: Collection[int]) -> str:
    if fin < debut:
        return f"une suite va du plus petit au plus grand ; écrivez {fin}-{debut}."
    inconnu = next((numero for numero in (debut, fin) if numero not in numeros), None)
    if inconnu is None:
        return ""
    if not numeros:
        return "la feuille n'a aucun membre."
    return f"le numéro {inconnu} n'est pas sur la feuille, qui va de {min(numeros)} à {max(numeros)}."


def _prendre_suite(lecture: Lecture, vises: set[int], *, excuse: bool) -> str:
    ici, ailleurs = (lecture.excuses, lecture.presents) if excuse else (lecture.presents, lecture.excuses)
    deux_fois = sorted(vises & (ailleurs | set(lecture.pouvoirs)))
    ici |= vises - set(deux_fois)
    if deux_fois:
        return f"le numéro {deux_fois[0]} est déjà noté autrement sur cette ligne ; gardez une seule mention."
    return ""


def _prendre_pouvoir(lecture: Lecture, donne: int, recoit: int, numeros: Collection[int]) -> str:
    for numero in (donne, recoit):
        if pourquoi := _suite_impossible(numero, numero, numeros):
            return pourquoi
    if donne == recoit:
        return "une personne ne se donne pas pouvoir à elle-même."
    if donne in lecture.presents | lecture.excuses or lecture.pouvoirs.get(donne, recoit) != recoit:
        return f"le numéro {donne} est déjà noté autrement sur cette ligne ; gardez une seule mention."
    lecture.pouvoirs[donne] = recoit
    return ""


def _conseil(morceau: str) -> str:
    if morceau.startswith("+"):
        return "après +, écrivez un nombre puis F, H ou N, par exemple +3 F."
    return "écrivez un numéro (7), une suite (1-4), +3 F, e5 pour excusé ou 6>2 pour un pouvoir."
