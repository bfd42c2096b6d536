"""ODS written line after line. A library would hold the whole document in memory before its first byte."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from reporting.exports.contenu import Contenu
from reporting.exports.declaration import Genre, Valeur
from reporting.exports.formats.cellules import propre

MIME = "application/vnd.oasis.opendocument.spreadsheet"
MANIFESTE = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIME}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
ESPACES = " ".join(
    f'xmlns:{prefixe}="urn:oasis:names:tc:opendocument:xmlns:{nom}"'
    for prefixe, nom in (
        ("office", "office:1.0"),
        ("table", "table:1.0"),
        ("text", "text:1.0"),
        ("style", "style:1.0"),
        ("number", "datastyle:1.0"),
        ("fo", "xsl-fo-compatible:1.0"),
    )
)
FRANCAIS = 'number:language="fr" number:country="FR"'
JOUR = '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>' \
    '<number:text>/</number:text><number:year number:style="long"/>'  # fmt: skip
HEURE = '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>' \
    '<number:minutes number:style="long"/>'  # fmt: skip


def _nombre(decimales: int, *, milliers: bool = True) -> str:
    groupes = ' number:grouping="true"' if milliers else ""
    return f'<number:number number:min-integer-digits="1" number:decimal-places="{decimales}"{groupes}/>'


# The kind of data style of each kind of cell, and what it shows.
FORMES = {
    Genre.ENTIER: ("number", _nombre(0, milliers=False)),
    Genre.PERSONNES: ("number", _nombre(0)),
    Genre.DECIMAL: ("number", _nombre(2)),
    Genre.POURCENT: ("percentage", _nombre(1) + "<number:text>\u00a0%</number:text>"),
    Genre.EUROS: ("number", _nombre(2) + "<number:text>\u00a0€</number:text>"),
    Genre.HEURES: ("number", _nombre(2) + "<number:text>\u00a0h</number:text>"),
    Genre.DATE: ("date", JOUR),
    Genre.INSTANT: ("date", JOUR + HEURE),
}


def ecrire_ods(contenu: Contenu, flux: BinaryIO) -> None:
    with ZipFile(flux, "w", ZIP_DEFLATED) as archive:
        # First and not compressed: the type of the file is read there.
        archive.writestr("mimetype", MIME, ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFESTE)
        with archive.open("content.xml", "w", force_zip64=True) as brut:
            _document(contenu, lambda texte: brut.write(texte.encode()))


def _document(contenu: Contenu, ecrire: Callable[[str], object]) -> None:
    ecrire(f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ESPACES} office:version="1.3">')
    ecrire(_styles() + "<office:body><office:spreadsheet>")
    _a_propos(contenu, ecrire)
    _donnees(contenu, ecrire)
    ecrire("</office:spreadsheet></office:body></office:document-content>")


def _styles() -> str:
    formes = [
        f'<number:{sorte}-style style:name="n-{genre.name}" {FRANCAIS}>{dessin}</number:{sorte}-style>'
        f'<style:style style:name="{genre.name}" style:family="table-cell" style:data-style-name="n-{genre.name}"/>'
        for genre, (sorte, dessin) in FORMES.items()
    ]
    gras = '<style:text-properties fo:font-weight="bold"/>'
    return (
        f"<office:automatic-styles>{''.join(formes)}"
        f'<style:style style:name="titre" style:family="table-cell">{gras}</style:style>'
        '<style:style style:name="large" style:family="table-column">'
        '<style:table-column-properties style:column-width="4cm"/></style:style></office:automatic-styles>'
    )


def _a_propos(contenu: Contenu, ecrire: Callable[[str], object]) -> None:
    ecrire(f'<table:table table:name="À propos">{_colonnes(2)}')
    for libelle, valeur in contenu.entete:
        genre = Genre.INSTANT if isinstance(valeur, datetime) else Genre.TEXTE
        ecrire(
            f"<table:table-row>{_cellule(libelle, Genre.TEXTE, 'titre')}{_cellule(valeur, genre)}</table:table-row>"
        )
    ecrire("</table:table>")


def _donnees(contenu: Contenu, ecrire: Callable[[str], object]) -> None:
    colonnes = contenu.jeu.colonnes
    titres = "".join(_cellule(c.titre, Genre.TEXTE, "titre") for c in colonnes)
    ecrire(f"<table:table table:name={quoteattr(contenu.jeu.titre)}>{_colonnes(len(colonnes))}")
    ecrire(f"<table:table-header-rows><table:table-row>{titres}</table:table-row></table:table-header-rows>")
    for ligne in contenu.lignes:
        cellules = "".join(_cellule(v, c.genre) for v, c in zip(ligne, colonnes, strict=True))
        ecrire(f"<table:table-row>{cellules}</table:table-row>")
    ecrire("</table:table>")


def _colonnes(combien: int) -> str:
    return f'<table:table-column table:style-name="large" table:number-columns-repeated="{combien}"/>'


def _cellule(valeur: Valeur, genre: Genre, style: str = "") -> str:
    """One typed cell. ODF keeps formulas in an attribute of their own: a text can never be one."""
    valeur = propre(valeur)
    if valeur is None:
        return "<table:table-cell/>"
    if isinstance(valeur, str):
        nom = f' table:style-name="{style}"' if style else ""
        return f'<table:table-cell{nom} office:value-type="string">{_paragraphes(valeur)}</table:table-cell>'
    return f'<table:table-cell table:style-name="{genre.name}" {_attributs(valeur, genre)}/>'


def _attributs(valeur: Valeur, genre: Genre) -> str:
    if isinstance(valeur, bool):
        return f'office:value-type="boolean" office:boolean-value="{str(valeur).lower()}"'
    if isinstance(valeur, date):
        return f'office:value-type="date" office:date-value="{valeur.isoformat()}"'
    if genre is Genre.POURCENT:
        return f'office:value-type="percentage" office:value="{valeur / 100}"'
    return f'office:value-type="float" office:value="{valeur}"'


def _paragraphes(texte: str) -> str:
    return "".join(f"<text:p>{escape(ligne)}</text:p>" for ligne in texte.splitlines() or [""])
