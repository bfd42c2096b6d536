"""French typography for screens and PDFs: thin spaces, numbers, ordinals, durations."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.template import defaultfilters
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

FINE = "\u202f"  # narrow no-break space: before ; ! ? and inside numbers
INSECABLE = "\u00a0"  # no-break space: before : and inside « »
_EN_FRANCAIS = str.maketrans({",": FINE, ".": ",", "-": "−"})


def date_fr(jour: date, forme: str = "j F Y") -> str:
    """« 1er mars 2026 »: Django's French dates, with the ordinal that the first of a month takes."""
    return _premier_du_mois(date_format(jour, forme))


@register.filter(name="date", expects_localtime=True, is_safe=False)
def date_filtre(valeur, forme: str | None = None) -> str:
    """Replace Django's ``date`` filter, so that no template can print « 1 mars »."""
    return _premier_du_mois(defaultfilters.date(valeur, forme))


def _premier_du_mois(texte: str) -> str:
    return re.sub(r"(?<!\d)1 (?=[^\W\d])", "1er ", texte)


@register.filter
def typo(texte: str) -> str:
    """Put the no-break spaces that French asks for, in plain text."""
    texte = str(texte).replace("'", "’")
    texte = re.sub(r" ([;!?])", FINE + r"\1", texte)
    texte = re.sub(r" (:)", INSECABLE + r"\1", texte)
    texte = texte.replace("« ", "«" + INSECABLE).replace(" »", INSECABLE + "»")
    return re.sub(r"(\d) (%|€|h\b|ans\b)", r"\1" + INSECABLE + r"\2", texte)


@register.filter
def nombre(valeur: int | float | Decimal | None, decimales: int = 0) -> str:
    """« 1 234,5 »: French number with a narrow no-break space; « – » when there is none."""
    if valeur is None or valeur == "":
        return "–"
    arrondi = Decimal(str(valeur)).quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP) + 0  # never « −0 »
    # Not by Django's formats: they look for a locale at each figure, and a dashboard prints two thousand.
    return f"{arrondi:,f}".translate(_EN_FRANCAIS)


@register.filter
def pourcent(valeur: float | Decimal | None, decimales: int = 0) -> str:
    """« 52 % » from 52; « – » when there is none."""
    return "–" if valeur is None else nombre(valeur, decimales) + INSECABLE + "%"


@register.filter
def euros(montant: int | Decimal | None) -> str:
    """« 2 500 € », « 12,50 € »: cents are printed when there are some; « – » when there is no amount."""
    if montant is None or montant == "":
        return "–"
    montant = Decimal(str(montant)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return nombre(montant, 0 if montant == montant.to_integral_value() else 2) + INSECABLE + "€"


@register.filter
def heures(minutes: int | None) -> str:
    """« 7 h 30 » from 450."""
    if not minutes:
        return "0" + INSECABLE + "h"
    h, m = divmod(int(minutes), 60)
    if not h:
        return f"{m}{INSECABLE}min"
    return f"{h}{INSECABLE}h" + (f"{INSECABLE}{m:02d}" if m else "")


@register.filter
def ordinal(numero: int) -> SafeString:
    """« 18e » with its superscript."""
    suffixe = "er" if int(numero) == 1 else "e"
    return mark_safe(f"{int(numero)}<sup>{suffixe}</sup>")  # noqa: S308  an int and a constant
