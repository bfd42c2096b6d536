"""XLSX, line after line: openpyxl keeps the sheets being written in temporary files."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from reporting.exports.contenu import Contenu
from reporting.exports.declaration import Genre, Valeur
from reporting.exports.formats.cellules import dangereux, propre

LARGEUR_MIN, LARGEUR_MAX, LARGEUR_NOTICE = 12, 60, 100
# Written as in English; each spreadsheet shows them in its own language.
FORMES = {
    Genre.PERSONNES: "#,##0",
    Genre.DECIMAL: "#,##0.00",
    Genre.POURCENT: "0.0%",
    Genre.EUROS: '#,##0.00\\ "€"',
    Genre.HEURES: '#,##0.00\\ "h"',
    Genre.DATE: "DD/MM/YYYY",
    Genre.INSTANT: "DD/MM/YYYY\\ HH:MM",
}


def ecrire_xlsx(contenu: Contenu, flux: BinaryIO) -> None:
    # Loaded late, as all that few requests need.
    from openpyxl import Workbook  # noqa: PLC0415

    classeur = Workbook(write_only=True)
    _a_propos(classeur, contenu)
    _donnees(classeur, contenu)
    classeur.save(flux)


def _a_propos(classeur, contenu: Contenu) -> None:
    page = classeur.create_sheet("À propos")
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, LARGEUR_NOTICE
    for libelle, valeur in contenu.entete:
        genre = Genre.INSTANT if isinstance(valeur, datetime) else Genre.TEXTE
        page.append([_cellule(page, libelle, Genre.TEXTE, gras=True), _cellule(page, valeur, genre)])


def _donnees(classeur, contenu: Contenu) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    colonnes = contenu.jeu.colonnes
    page = classeur.create_sheet(contenu.jeu.titre[:31])
    page.freeze_panes = "A2"
    for rang, colonne in enumerate(colonnes, start=1):
        largeur = min(LARGEUR_MAX, max(LARGEUR_MIN, len(colonne.titre) + 4))
        page.column_dimensions[get_column_letter(rang)].width = largeur
    page.append([_cellule(page, colonne.titre, Genre.TEXTE, gras=True) for colonne in colonnes])
    for ligne in contenu.lignes:
        page.append([_cellule(page, v, c.genre) for v, c in zip(ligne, colonnes, strict=True)])


def _cellule(page, valeur: Valeur, genre: Genre, *, gras: bool = False):
    """What openpyxl appends: the value itself when it needs no dress: a dressed cell costs more."""
    valeur = propre(valeur)
    if genre is Genre.POURCENT and not isinstance(valeur, str | None):
        valeur = valeur / 100
    if gras or (dangereux(valeur) if isinstance(valeur, str) else valeur is not None and genre in FORMES):
        return _habillee(page, valeur, genre, gras=gras)
    return valeur


def _habillee(page, valeur: Valeur, genre: Genre, *, gras: bool):
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    cellule = WriteOnlyCell(page, value=valeur)
    if isinstance(valeur, str):
        # Text whatever it begins with, and still text once somebody has edited the cell.
        cellule.data_type, cellule.quotePrefix = "s", dangereux(valeur)
    else:
        cellule.number_format = FORMES[genre]
    if gras:
        cellule.font = Font(bold=True)
    return cellule
