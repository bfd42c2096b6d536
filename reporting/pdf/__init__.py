"""From HTML to a tagged PDF (PDF/UA-1): same HTML, same bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Pdf:
    """A whole document and its number of pages."""

    octets: bytes
    pages: int


def rendre(html: str, *, mise_en_page_faite: Callable[[], None] = lambda: None) -> Pdf:
    """Lay out and write ``html``. ``mise_en_page_faite`` is called between the two, for progress.

    Only our static files are reachable from the document; anything else stops the rendering.
    """
    # Loaded late: half a second that only the worker should pay, and system libraries that the rest of
    # the application does without.
    from weasyprint import HTML  # noqa: PLC0415

    from reporting.pdf.finition import finir  # noqa: PLC0415
    from reporting.pdf.ressources import BASE, FichiersStatiques  # noqa: PLC0415

    document = HTML(string=html, base_url=BASE, url_fetcher=FichiersStatiques()).render(pdf_variant="pdf/ua-1")
    mise_en_page_faite()
    octets = document.write_pdf(pdf_variant="pdf/ua-1", finisher=finir)
    return Pdf(octets, len(document.pages))
