"""What the page of the organisation says of the seats that members hold elsewhere:

{% load sieges_ailleurs %}
{% sieges_par_exercice conseil %}
"""

from __future__ import annotations

from django import template
from django.utils import timezone

from conseils.models import ConseilCitoyen
from reporting.indicateurs import collecter
from reporting.periodes import periodes_comparees
from socle.exercice import exercice_courant

register = template.Library()


@register.inclusion_tag("reporting/_sieges.html")
def sieges_par_exercice(conseil: ConseilCitoyen) -> dict:
    """How many today, and how many a year ago."""
    jour = timezone.localdate()
    periodes = periodes_comparees(exercice_courant(jour), jour)
    table = collecter([conseil.pk], periodes, cles=["sieges_ailleurs"])
    aujourd_hui, avant = (table.mesure("sieges_ailleurs", periode=rang) for rang, _ in enumerate(periodes))
    return {"aujourd_hui": aujourd_hui, "avant": avant, "jour": jour, "jour_avant": periodes[1].fin}
