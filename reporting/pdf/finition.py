"""What WeasyPrint leaves for a screen reader to stumble on, mended just before the file is written.

- running headers and footers become artifacts (otherwise they are read on each page);
- header cells say whether they head a row or a column, and their identifiers are indexed.
"""

from __future__ import annotations

from collections.abc import Iterator

import pydyf
from weasyprint import Document


def finir(document: Document, pdf: pydyf.PDF) -> None:
    """The ``finisher`` of ``Document.write_pdf``."""
    racine = _objet(pdf, pdf.catalog["StructTreeRoot"])
    lus = {element.number: element for element in _descendants(pdf, racine)}
    _titrer_les_cellules(pdf, lus.values())
    _indexer(pdf, racine, lus.values())
    _retirer_les_titres_courants(pdf, racine, set(lus))


def _objet(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    return pdf.objects[int(reference.split()[0])]


def _descendants(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    """Every structure element that hangs from the tree."""
    for enfant in element.get("K", ()):
        if isinstance(enfant, bytes):
            objet = _objet(pdf, enfant)
            if objet.get("Type") == "/StructElem":
                yield objet
                yield from _descendants(pdf, objet)


def _titrer_les_cellules(pdf: pydyf.PDF, elements) -> None:
    for element in elements:
        if element["S"] == "/TH":
            section = _objet(pdf, _objet(pdf, element["P"])["P"])
            element["A"]["Scope"] = "/Column" if section["S"] == "/THead" else "/Row"


def _indexer(pdf: pydyf.PDF, racine: pydyf.Dictionary, elements) -> None:
    par_nom = sorted((e["ID"].string, e) for e in elements if "ID" in e)
    if not par_nom:
        return
    noms = pydyf.Array()
    for nom, element in par_nom:
        noms += [pydyf.String(nom), element.reference]
    index = pydyf.Dictionary(
        {"Names": noms, "Limits": pydyf.Array([pydyf.String(par_nom[0][0]), pydyf.String(par_nom[-1][0])])}
    )
    # The root of a name tree holds its leaves in a kid when it gives limits.
    pdf.add_object(index)
    racine["IDTree"] = pydyf.Dictionary({"Kids": pydyf.Array([index.reference])})


def _retirer_les_titres_courants(pdf: pydyf.PDF, racine: pydyf.Dictionary, lus: set[int]) -> None:
    """Marked content whose element hangs from nowhere is that of the margin boxes."""
    nums = _objet(pdf, racine["ParentTree"])["Nums"]
    for rang, page in enumerate(_pages(pdf)):
        elements = nums[2 * rang + 1]
        hors_texte = {m for m, e in enumerate(elements) if int(e.split()[0]) not in lus}
        if hors_texte:
            _marquer_artefacts(_objet(pdf, page["Contents"]).stream, hors_texte)
            nums[2 * rang + 1] = pydyf.Array(b"null" if m in hors_texte else e for m, e in enumerate(elements))


def _pages(pdf: pydyf.PDF) -> Iterator[pydyf.Dictionary]:
    for reference in pdf.page_references:
        yield _objet(pdf, reference)


def _marquer_artefacts(flux: list, mcids: set[int]) -> None:
    for i, jeton in enumerate(flux):
        if jeton == b"BDC" and flux[i - 1].get("MCID") in mcids:
            flux[i - 2] = "/Artifact"
            flux[i - 1] = pydyf.Dictionary({"Type": "/Pagination"})
