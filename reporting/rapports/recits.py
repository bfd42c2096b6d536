"""The narrative of a document: what people write beside the figures, and how it is set.

A text knows paragraphs, lists, **gras** and *italique*: no title, which would break the outline of the
document, no link, no picture and no HTML.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it import MarkdownIt

SIGNES_MAX = 8000
_MARQUES = MarkdownIt("zero", {"breaks": True}).enable(["emphasis", "list", "newline", "escape"])
# What word processors put before the items of a list.
_PUCE = re.compile(r"^[ \t]*[•▪◦●■□·–—*-][ \t]+", re.MULTILINE)


@dataclass(frozen=True)
class Recit:
    """The text of one section, as it is frozen with the figures."""

    section: str
    texte: str


def nettoyer(texte: str) -> str:
    """What is kept of a text, typed or pasted from a word processor.

    Its lists become ours, its tabs and its invisible characters go, and a title keeps its words only.
    """
    texte = unicodedata.normalize("NFC", texte.replace("\r\n", "\n").replace("\r", "\n"))
    texte = texte.replace("\u2028", "\n").replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
    texte = _PUCE.sub("- ", texte)
    texte = re.sub(r"^#+[ \t]+", "", texte, flags=re.MULTILINE).replace("\t", " ")
    texte = "".join(c for c in texte if c == "\n" or unicodedata.category(c) not in ("Cc", "Co", "Cs"))
    texte = re.sub(r"[ \u00a0]+\n", "\n", texte)
    return re.sub(r"\n{3,}", "\n\n", texte).strip()


def en_html(texte: str) -> str:
    """The text as HTML: everything that is not one of our marks is escaped."""
    return _MARQUES.render(texte)


def en_paragraphes(texte: str) -> list[str]:
    """The words alone, without any mark: one line for each paragraph and for each item of a list."""
    lignes = (bloc.children or [] for bloc in _MARQUES.parse(texte) if bloc.type == "inline")
    return ["".join(" " if c.type.endswith("break") else c.content for c in ligne) for ligne in lignes]


def figer(ecrits: Iterable, sections: Iterable[str]) -> tuple[Recit, ...]:
    """The texts that hold something, in the order of the sections. ``ecrits``: rows of ``reporting.Recit``."""
    textes = {ecrit.section: ecrit.texte for ecrit in ecrits}
    return tuple(Recit(section, textes[section]) for section in sections if textes.get(section))
