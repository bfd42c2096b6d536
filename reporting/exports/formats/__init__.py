"""The three formats, each a function that writes a content to a binary stream, line after line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from reporting.exports.contenu import Contenu
from reporting.exports.formats.csv import ecrire_csv
from reporting.exports.formats.ods import MIME as MIME_ODS
from reporting.exports.formats.ods import ecrire_ods
from reporting.exports.formats.xlsx import ecrire_xlsx


@dataclass(frozen=True)
class Format:
    code: str
    libelle: str
    usage: str
    extension: str
    mime: str
    ecrire: Callable[[Contenu, BinaryIO], None]


FORMATS = {
    forme.code: forme
    for forme in (
        Format("ods", "ODS", "LibreOffice, format ouvert", "ods", MIME_ODS, ecrire_ods),
        Format(
            "xlsx",
            "XLSX",
            "Excel",
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ecrire_xlsx,
        ),
        Format("csv", "CSV", "texte, avec sa notice et son schéma", "csv.zip", "application/zip", ecrire_csv),
    )
}
