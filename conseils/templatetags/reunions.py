"""How the day and hour of a meeting are written."""

from datetime import time

from django import template

from conseils.models import Reunion
from socle.templatetags.typographie import INSECABLE, date_fr

register = template.Library()


@register.filter
def quand(reunion: Reunion) -> str:
    """« mardi 1er décembre 2026 à 18 h 30 »."""
    jour = date_fr(reunion.date, "l j F Y")
    if reunion.heure is None:
        return jour
    return f"{jour} à {heure_fr(reunion.heure)}"


@register.filter
def heure_fr(heure: time | None) -> str:
    """« 18 h 30 »; nothing when there is no hour."""
    if heure is None:
        return ""
    minutes = f"{INSECABLE}{heure.minute:02d}" if heure.minute else ""
    return f"{heure.hour}{INSECABLE}h{minutes}"
