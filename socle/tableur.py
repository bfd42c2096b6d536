"""Typed spreadsheets, ODS and XLSX: numbers stay numbers, dates stay dates, and no text ever becomes a formula.

Plain functions over rows of cells. A sheet begins with a block that says what it is (filters, date, author,
definition), then an empty line, then the headings of its columns and its lines.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

Valeur = str | int | float | Decimal | bool | date | datetime | None

# What XML cannot hold: a note pasted from elsewhere may carry some.
INTERDITS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
TEXTE_MAX = 32_767  # what one cell of a spreadsheet holds
NOM_INTERDIT = re.compile(r"[\[\]:*?/\\']")
LARGEUR_MIN, LARGEUR_MAX = 12, 60
TYPES = {
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Onglet:
    """One sheet. ``entete``: what is said before the table, a label and its value a line."""

    nom: str
    colonnes: Sequence[str]
    lignes: Iterable[Sequence[Valeur]]
    entete: Sequence[tuple[str, Valeur]] = ()

    @property
    def titre(self) -> str:
        """A name that both formats accept."""
        return NOM_INTERDIT.sub(" ", self.nom)[:31].strip() or "Feuille"

    def rangees(self) -> Iterator[tuple[Sequence[Valeur], bool]]:
        """Every line of the sheet, and whether it is printed bold."""
        for libelle, valeur in self.entete:
            yield (libelle, valeur), False
        if self.entete:
            yield (), False
        yield self.colonnes, True
        for ligne in self.lignes:
            yield ligne, False


def ecrire(forme: str, onglets: Sequence[Onglet]) -> bytes:
    """The file, in « ods » or « xlsx ». Raises ``KeyError`` for anything else."""
    return ECRIVAINS[forme](onglets)


def ecrire_xlsx(onglets: Sequence[Onglet]) -> bytes:
    # Loaded late, as all that few requests need.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    classeur = Workbook(write_only=True)
    for onglet in onglets:
        page = classeur.create_sheet(onglet.titre)
        for rang, titre in enumerate(onglet.colonnes, start=1):
            page.column_dimensions[get_column_letter(rang)].width = _largeur(titre)
        page.freeze_panes = f"A{_rang_des_titres(onglet) + 1}"
        for rangee, gras in onglet.rangees():
            page.append([_cellule_xlsx(page, valeur, gras=gras) for valeur in rangee])
    tampon = io.BytesIO()
    classeur.save(tampon)
    return tampon.getvalue()


def ecrire_ods(onglets: Sequence[Onglet]) -> bytes:
    from odfdo import Document, Row, Table  # noqa: PLC0415

    document = Document("spreadsheet")
    document.body.clear()
    gras = document.insert_style(_style_gras(), automatic=True)
    for onglet in onglets:
        table = Table(onglet.titre)
        for rangee, titre in onglet.rangees():
            ligne = Row()
            for valeur in rangee:
                ligne.append_cell(_cellule_ods(valeur, gras if titre else None))
            table.append_row(ligne)
        document.body.append(table)
    tampon = io.BytesIO()
    document.save(tampon)
    return tampon.getvalue()


def _cellule_xlsx(page, valeur: Valeur, *, gras: bool):
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    valeur = _propre(valeur)
    cellule = WriteOnlyCell(page, value=valeur)
    if isinstance(valeur, str):
        # Text whatever it begins with, and still text once somebody has edited the cell.
        cellule.data_type, cellule.quotePrefix = "s", _a_l_air_d_une_formule(valeur)
        cellule.alignment = Alignment(vertical="top", wrap_text=len(valeur) > LARGEUR_MAX)
    if isinstance(valeur, date):
        cellule.number_format = "DD/MM/YYYY HH:MM" if isinstance(valeur, datetime) else "DD/MM/YYYY"
    if gras:
        cellule.font = Font(bold=True)
    return cellule


def _cellule_ods(valeur: Valeur, style: str | None):
    from odfdo import Cell  # noqa: PLC0415

    valeur = _propre(valeur)
    # ODF keeps a formula in an attribute of its own: a text cell can never be one.
    return Cell(style=style) if valeur is None else Cell(valeur, style=style)


def _style_gras():
    from odfdo import Style  # noqa: PLC0415

    style = Style("table-cell", name="titre")
    style.set_properties({"fo:font-weight": "bold"}, area="text")
    return style


def _propre(valeur: Valeur) -> Valeur:
    """What both formats hold: no control character, no lazy string, local times without their zone."""
    if isinstance(valeur, datetime):
        return timezone.make_naive(valeur) if timezone.is_aware(valeur) else valeur
    if valeur is None or isinstance(valeur, bool | int | float | Decimal | date):
        return valeur
    return INTERDITS.sub("", str(valeur))[:TEXTE_MAX]


def _a_l_air_d_une_formule(texte: str) -> bool:
    return texte.startswith(("=", "+", "-", "@"))


def _rang_des_titres(onglet: Onglet) -> int:
    return len(onglet.entete) + 1 + bool(onglet.entete)


def _largeur(titre: str) -> int:
    return min(LARGEUR_MAX, max(LARGEUR_MIN, len(titre) + 4))


ECRIVAINS: dict[str, Callable[[Sequence[Onglet]], bytes]] = {"ods": ecrire_ods, "xlsx": ecrire_xlsx}
