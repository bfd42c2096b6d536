"""From HTML to a tagged PDF, accessible (PDF/UA-1) and fit for archives (PDF/A-3a): same HTML, same bytes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

# WeasyPrint declares one of the two norms only; ``archive`` declares the other.
VARIANTE = "pdf/a-3a"
# A layout makes hundreds of thousands of objects and frees few: looking for garbage at Python's usual pace
# takes a fifth of the time. Read once: two documents drawn at once must not restore each other's setting.
SEUILS_HABITUELS = gc.get_threshold()
SEUILS_DE_MISE_EN_PAGE = (20_000, 20, 50)


@dataclass(frozen=True)
class Pdf:
    """A whole document and its number of pages."""

    octets: bytes
    pages: int


@dataclass(frozen=True)
class PieceJointe:
    """A file carried inside the document, with the figures that it prints.

    ``date`` is that of the data: the moment of writing would change the bytes.
    """

    nom: str
    texte: str
    description: str
    date: datetime


def rendre(
    html: str, *, jointe: PieceJointe | None = None, mise_en_page_faite: Callable[[], None] = lambda: None
) -> Pdf:
    """Lay out and write ``html``. ``mise_en_page_faite`` is called between the two, for progress.

    Only our static files are reachable from the document; anything else stops the rendering.
    """
    # Loaded late: half a second that only the worker should pay, and system libraries that the rest of
    # the application does without.
    from weasyprint import HTML  # noqa: PLC0415

    from reporting.pdf.finition import finir  # noqa: PLC0415
    from reporting.pdf.ressources import BASE, FichiersStatiques  # noqa: PLC0415

    with _ramasser_moins_souvent():
        document = HTML(string=html, base_url=BASE, url_fetcher=FichiersStatiques()).render(pdf_variant=VARIANTE)
        mise_en_page_faite()
        pieces = [_attacher(jointe)] if jointe else []
        octets = document.write_pdf(pdf_variant=VARIANTE, finisher=finir, attachments=pieces)
    return Pdf(octets, len(document.pages))


@contextmanager
def _ramasser_moins_souvent() -> Iterator[None]:
    gc.set_threshold(*SEUILS_DE_MISE_EN_PAGE)
    try:
        yield
    finally:
        gc.set_threshold(*SEUILS_HABITUELS)


def _attacher(jointe: PieceJointe):
    from weasyprint import Attachment  # noqa: PLC0415

    from reporting.pdf.ressources import FichiersStatiques  # noqa: PLC0415

    date = jointe.date.astimezone(UTC)
    return Attachment(
        string=jointe.texte,
        url_fetcher=FichiersStatiques(),
        name=jointe.nom,
        description=jointe.description,
        created=date,
        modified=date,
        relationship="Data",
    )
