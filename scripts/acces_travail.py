"""What ``make accessibilite`` has examined so far, kept page by page until a run ends without a fault.

A run that was stopped, or that found faults, goes on where it was: a page is examined again when it had a fault or
when its HTML is no longer the same.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from itertools import chain
from pathlib import Path

from scripts.acces_etat import Etat

# What a page shows beyond its own HTML, and what judges it: when one of these changes, all is to be examined again.
SOURCES = ("static/**/*", "templates/composants/*.html", "*/forms/**/*.py", "*/forms.py", "scripts/acces_*")


class Travail:
    """A file beside the demonstration, one line for each page, written by every process."""

    def __init__(self, dossier: Path, racine: Path) -> None:
        self.fichier = dossier / "accessibilite.jsonl"
        self.faites: dict[str, dict] = {}
        empreinte = _empreinte(racine)
        lignes = self._lignes()
        if not lignes or lignes[0] != empreinte:
            self.fichier.write_text(json.dumps(empreinte) + "\n", encoding="utf-8")
        self._relire()

    def fait(self, page) -> bool:
        faite = self.faites.get(_cle(page))
        return faite is not None and faite["empreinte"] == page.empreinte and not faite["fautes"]

    def noter(self, page, etats: list[Etat], fautes: list[tuple]) -> None:
        ligne = {
            "cle": _cle(page),
            "empreinte": page.empreinte,
            "etats": [vars(etat) for etat in etats],
            "fautes": fautes,
        }
        with self.fichier.open("a", encoding="utf-8") as fichier:
            fichier.write(json.dumps(ligne) + "\n")

    def bilan(self, pages: list) -> tuple[list[Etat], list[tuple]]:
        """The states and the faults of these pages, in whichever run they were examined."""
        self._relire()
        faites = [self.faites[_cle(page)] for page in pages]
        etats = [Etat(**etat) for faite in faites for etat in faite["etats"]]
        return etats, [tuple(faute) for faute in chain(*(faite["fautes"] for faite in faites))]

    def ranger(self) -> None:
        self.fichier.unlink()

    def _relire(self) -> None:
        self.faites = {ligne["cle"]: ligne for ligne in self._lignes()[1:]}

    def _lignes(self) -> list:
        if not self.fichier.exists():
            return []
        entieres = self.fichier.read_text(encoding="utf-8").split("\n")[:-1]  # the last one was perhaps cut
        return [json.loads(ligne) for ligne in entieres]


def _cle(page) -> str:
    return f"{page.qui} {page.chemin}"


def _empreinte(racine: Path) -> str:
    """Of the sources, and of the day, from which the states are dated."""
    somme = hashlib.sha256(date.today().isoformat().encode())  # noqa: DTZ011
    for fichier in sorted(chain(*(racine.glob(motif) for motif in SOURCES))):
        if fichier.is_file():
            somme.update(fichier.read_bytes())
    return somme.hexdigest()
