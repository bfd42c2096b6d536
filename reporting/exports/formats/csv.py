"""CSV for people and for programs: one archive with the table, its schema and its notice.

Lines of explanation inside a CSV are read as data by every program, so they stand in a file of their own
(docs/decisions/0010-exports.md).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from reporting.confidentialite import NON_COMMUNIQUE
from reporting.exports.contenu import Contenu
from reporting.exports.declaration import Colonne, Genre, Valeur
from reporting.exports.formats.cellules import dangereux, propre

BOM = "\ufeff"
OUI, NON = "oui", "non"
TYPES = {
    Genre.TEXTE: "string",
    Genre.ENTIER: "integer",
    Genre.PERSONNES: "integer",
    Genre.DATE: "date",
    Genre.INSTANT: "datetime",
    Genre.BOOLEEN: "boolean",
}


class Dialecte(csv.excel):
    """What a spreadsheet set to French opens without asking."""

    delimiter = ";"
    lineterminator = "\r\n"


def ecrire_csv(contenu: Contenu, flux: BinaryIO) -> None:
    schema = json.dumps(schema_de(contenu.jeu.colonnes, decimale=","), ensure_ascii=False, indent=2)
    with ZipFile(flux, "w", ZIP_DEFLATED) as archive:
        archive.writestr("LISEZMOI.txt", notice(contenu))
        archive.writestr(f"{contenu.nom}.schema.json", schema)
        with archive.open(f"{contenu.nom}.csv", "w") as brut, _texte(brut) as sortie:
            sortie.write(BOM)
            table(contenu.jeu.colonnes, contenu.lignes, sortie, Dialecte, decimale=",")


def _texte(brut) -> io.TextIOWrapper:
    return io.TextIOWrapper(brut, encoding="utf-8", newline="")


def table(colonnes: tuple[Colonne, ...], lignes: Iterable[list[Valeur]], sortie, dialecte, *, decimale: str) -> None:
    """The headings, then each line."""
    ecrivain = csv.writer(sortie, dialecte)
    ecrivain.writerow([colonne.nom for colonne in colonnes])
    for ligne in lignes:
        ecrivain.writerow([en_texte(valeur, decimale) for valeur in ligne])


def en_texte(valeur: Valeur, decimale: str) -> str:
    """One cell. A text that could be run begins with an apostrophe; a negative number stays a number."""
    if valeur is None:
        return ""
    if type(valeur) is int:
        return str(valeur)
    valeur = propre(valeur)
    if isinstance(valeur, str):
        return f"'{valeur}" if dangereux(valeur) else valeur
    return _ecrire_autre(valeur, decimale)


def _ecrire_autre(valeur: int | Decimal | bool | date | datetime, decimale: str) -> str:
    if isinstance(valeur, bool):
        return OUI if valeur else NON
    if isinstance(valeur, Decimal):
        return f"{valeur.normalize():f}".replace(".", decimale)
    if isinstance(valeur, datetime):
        return valeur.isoformat(timespec="seconds")
    return valeur.isoformat() if isinstance(valeur, date) else str(valeur)


def schema_de(colonnes: tuple[Colonne, ...], *, decimale: str) -> dict:
    """The Table Schema of the file: what each column is called, holds and means."""
    champs = [_champ(colonne, decimale) for colonne in colonnes]
    return {"fields": champs, "missingValues": ["", NON_COMMUNIQUE]}


def _champ(colonne: Colonne, decimale: str) -> dict:
    champ = {"name": colonne.nom, "title": colonne.titre, "type": TYPES.get(colonne.genre, "number")}
    champ["description"] = colonne.description or f"{colonne.titre} ({colonne.genre.value})."
    if champ["type"] == "number":
        champ["decimalChar"] = decimale
    if champ["type"] == "boolean":
        champ |= {"trueValues": [OUI], "falseValues": [NON]}
    return champ


def notice(contenu: Contenu) -> str:
    """What the spreadsheets say on their first sheet, and how the text is to be read."""
    lignes = [f"{libelle} : {_lisible(valeur)}" for libelle, valeur in contenu.entete]
    colonnes = [f"- {c.nom} : {c.titre} ({c.genre.value})" for c in contenu.jeu.colonnes]
    lecture = [
        "Texte en UTF-8, colonnes séparées par « ; », virgule décimale, dates AAAA-MM-JJ, oui ou non.",
        "Une apostrophe précède les textes qu'un tableur prendrait pour une formule (=, +, -, @).",
        "Le schéma joint (Table Schema) décrit les colonnes aux programmes.",
    ]
    return "\r\n".join([*lignes, "", "Lecture", *lecture, "", "Colonnes", *colonnes, ""])


def _lisible(valeur: Valeur) -> str:
    return f"{propre(valeur):%d/%m/%Y %H:%M}" if isinstance(valeur, datetime) else str(valeur)
