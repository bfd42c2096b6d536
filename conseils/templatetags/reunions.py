"""How the day and hour of a meeting are written."""

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
    minutes = f"{INSECABLE}{reunion.heure.minute:02d}" if reunion.heure.minute else ""
    return f"{jour} à {reunion.heure.hour}{INSECABLE}h{minutes}"
