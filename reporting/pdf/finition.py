"""What WeasyPrint leaves for a screen reader to stumble on, mended just before the file is written.

- the file says that it is accessible as well as fit for archives (``archive``);
- header cells say what they head, and their identifiers are indexed (``tableaux``);
- running headers and footers become artifacts (otherwise they are read on each page).
"""

from __future__ import annotations

from collections.abc import Iterator

import pydyf
from weasyprint import Document

from reporting.pdf.archive import declarer_accessible, declarer_les_pieces, numeroter_les_pages
from reporting.pdf.objets import descendants, objet
from reporting.pdf.tableaux import indexer, relier_les_entetes


def finir(document: Document, pdf: pydyf.PDF) -> None:
    """The ``finisher`` of ``Document.write_pdf``."""
    declarer_accessible(pdf)
    declarer_les_pieces(pdf)
    numeroter_les_pages(pdf)
    racine = objet(pdf, pdf.catalog["StructTreeRoot"])
    elements = list(descendants(pdf, racine))
    relier_les_entetes(pdf, elements)
    indexer(pdf, racine, elements)
    _retirer_les_titres_courants(pdf, racine, {element.number for element in elements})


def _retirer_les_titres_courants(pdf: pydyf.PDF, racine: pydyf.Dictionary, lus: set[int]) -> None:
    """Marked content whose element hangs from nowhere is that of the margin boxes."""
    nums = objet(pdf, racine["ParentTree"])["Nums"]
    for rang, page in enumerate(_pages(pdf)):
        elements = nums[2 * rang + 1]
        hors_texte = {m for m, e in enumerate(elements) if int(e.split()[0]) not in lus}
        if hors_texte:
            _marquer_artefacts(objet(pdf, page["Contents"]).stream, hors_texte)
            nums[2 * rang + 1] = pydyf.Array(b"null" if m in hors_texte else e for m, e in enumerate(elements))


def _pages(pdf: pydyf.PDF) -> Iterator[pydyf.Dictionary]:
    for reference in pdf.page_references:
        yield objet(pdf, reference)


def _marquer_artefacts(flux: list, mcids: set[int]) -> None:
    for i, jeton in enumerate(flux):
        if jeton == b"BDC" and flux[i - 1].get("MCID") in mcids:
            flux[i - 2] = "/Artifact"
            flux[i - 1] = pydyf.Dictionary({"Type": "/Pagination"})
