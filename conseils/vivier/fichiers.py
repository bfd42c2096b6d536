"""Reading a list of people: CSV, ODS or XLSX in, numbered lines of text out. No meaning yet."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from socle.imports import FichierRefuse

LIGNES_MAX = 20_000
OCTETS_MAX = 10 * 1024 * 1024
DEPLOYES_MAX = 150 * 1024 * 1024  # once unpacked: ten times what LIGNES_MAX lines of people weigh
SEPARATEURS = (";", "\t", ",")
TABLEURS = (".ods", ".xlsx")

# The number of the line in the file, and its cells.
Ligne = tuple[int, list[str]]


def lire_fichier(nom: str, octets: bytes) -> list[Ligne]:
    """Return the lines that hold something, the headings first. Raises ``FichierRefuse``."""
    if len(octets) > OCTETS_MAX:
        raise FichierRefuse(nom, ["le fichier dépasse 10 Mo : gardez les colonnes utiles, sans image"])
    lire = _tableur if nom.lower().endswith(TABLEURS) else _csv
    lignes = [(numero, cellules) for numero, cellules in lire(nom, octets) if any(cellules)]
    if len(lignes) < 2:
        raise FichierRefuse(nom, ["le fichier ne contient pas de liste : une ligne de titres, puis une par personne"])
    if len(lignes) > LIGNES_MAX:
        raise FichierRefuse(nom, [f"plus de {LIGNES_MAX} lignes : partagez la liste en plusieurs fichiers"])
    return lignes


def _tableur(nom: str, octets: bytes) -> Iterator[Ligne]:
    if not _se_deploie(octets):
        raise _illisible(nom)
    try:
        feuille = CalamineWorkbook.from_filelike(io.BytesIO(octets)).get_sheet_by_index(0)
        lignes = feuille.to_python(skip_empty_area=False)
    except (CalamineError, ValueError, IndexError):
        raise _illisible(nom) from None
    for numero, cellules in enumerate(lignes, start=1):
        yield numero, [_texte(cellule) for cellule in cellules]


def _illisible(nom: str) -> FichierRefuse:
    return FichierRefuse(nom, ["le fichier est illisible : enregistrez-le de nouveau en ODS ou en XLSX"])


def _se_deploie(octets: bytes) -> bool:
    """Whether the archive is whole and holds no more than it may. The library that reads it would not stop."""
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            # Read to the end: a file that announces less than it holds does not match its own checksum.
            return sum(membre.file_size for membre in archive.infolist()) <= DEPLOYES_MAX and not archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        return False


def _texte(cellule: Any) -> str:
    """A cell as a person would have typed it: 1984, not 1984.0; a date in ISO."""
    if isinstance(cellule, float) and cellule.is_integer():
        return str(int(cellule))
    if isinstance(cellule, datetime):
        return cellule.date().isoformat()
    if isinstance(cellule, date):
        return cellule.isoformat()
    return str(cellule).replace("\0", "").strip()


def _csv(nom: str, octets: bytes) -> Iterator[Ligne]:
    texte = _decoder(nom, octets)
    premiere = texte.partition("\n")[0]
    separateur = max(SEPARATEURS, key=premiere.count)
    lecteur = csv.reader(io.StringIO(texte, newline=""), delimiter=separateur, strict=True)
    debut = 1
    try:
        for cellules in lecteur:
            yield debut, [cellule.strip() for cellule in cellules]
            debut = lecteur.line_num + 1
    except csv.Error:
        raise FichierRefuse(nom, [f"ligne {debut} : guillemets mal fermés ou cellule démesurée"]) from None


def _decoder(nom: str, octets: bytes) -> str:
    """UTF-8, or the encoding of Windows when no line is in UTF-8. A mixture is refused line by line."""
    if b"\0" in octets:
        raise FichierRefuse(nom, ["ce n'est pas un fichier CSV : enregistrez-le en CSV, en ODS ou en XLSX"])
    accentuees = [(n, ligne) for n, ligne in enumerate(octets.split(b"\n"), start=1) if not ligne.isascii()]
    fautives = [numero for numero, ligne in accentuees if not _est_utf8(ligne)]
    if not fautives:
        return octets.decode("utf-8-sig")
    if len(fautives) == len(accentuees):
        return octets.decode("cp1252", errors="replace")
    raise FichierRefuse(nom, [f"ligne {n} : codage différent du reste du fichier (UTF-8 attendu)" for n in fautives])


def _est_utf8(ligne: bytes) -> bool:
    try:
        ligne.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
