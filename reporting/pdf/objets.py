"""The objects of a PDF in the making, found from their references."""

from __future__ import annotations

from collections.abc import Iterator

import pydyf


def objet(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    return pdf.objects[int(reference.split()[0])]


def enfants(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    """The structure elements just below; what they mark on the page is passed over."""
    for enfant in element.get("K", ()):
        if isinstance(enfant, bytes) and (trouve := objet(pdf, enfant)).get("Type") == "/StructElem":
            yield trouve


def descendants(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    """Every structure element that hangs from this one, in reading order."""
    for enfant in enfants(pdf, element):
        yield enfant
        yield from descendants(pdf, enfant)
