"""Documents drawn when asked for: one module each, with what it is about and what its template needs."""

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.module_loading import import_string

from reporting.pdf import Pdf, rendre
from reporting.rapports.sortes import SORTES


def composer(code: str, objet: Model) -> str:
    """The HTML of a piece: nothing of the moment nor of who asks enters it, so the same thing gives the same bytes."""
    sorte = SORTES[code]
    return render_to_string(sorte.gabarit, import_string(sorte.assembleur)(objet))


def dessiner(code: str, objet: Model) -> Pdf:
    """The PDF of a piece. Raises ``ValidationError`` when it cannot be drawn yet, with what to do."""
    return rendre(composer(code, objet))
