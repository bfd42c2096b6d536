"""What the pages of a consultation need."""

from collections.abc import Mapping

from django import template

from socle.templatetags.typographie import nombre

register = template.Library()


@register.filter
def cle(table: Mapping, nom):
    """``{{ table|cle:objet.pk }}``: the value of this key, or nothing."""
    return table.get(nom)


@register.filter
def effectif(valeur: int | str) -> str:
    """A count of people, or the mark that stands for a small one."""
    return valeur if isinstance(valeur, str) else nombre(valeur)
