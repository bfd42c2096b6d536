"""What the page of the meetings of a conseil says of its channels:

{% load mobilisation %}
{% canaux_mobilisation conseil exercice %}
"""

from __future__ import annotations

from django import template

from conseils.models import ConseilCitoyen
from reporting.mobilisation import canaux_de_l_exercice
from socle.periode import Periode

register = template.Library()


@register.inclusion_tag("reporting/_canaux.html")
def canaux_mobilisation(conseil: ConseilCitoyen, exercice: Periode) -> dict:
    return {"lignes": canaux_de_l_exercice(conseil, exercice), "exercice": exercice}
