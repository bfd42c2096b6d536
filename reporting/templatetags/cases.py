"""One cell of the dashboard: the value, the sexed split, last year's.

    {% load cases %}
    <td>{% cellule case %}</td>

Not an included template: the dashboard has three hundred cells, and this was half of its cost.
"""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reporting.tableau import Case

register = template.Library()
CELLULES_RETENUES = 4096
_SEXE = '<abbr title="{}">{}</abbr>\N{NO-BREAK SPACE}{}'
_DETAIL = '<span class="case-detail">{}</span>'


@register.simple_tag
def cellule(case: Case) -> SafeString:
    """``case``: a figure and the same one a year before."""
    details = (case.note, f"un an avant\N{NO-BREAK SPACE}:\N{NO-BREAK SPACE}{case.avant.texte}")
    return _ecrire(case.valeur.texte, case.adresse, bool(case.valeur.etat), tuple(case.sexes), details)


# What is kept is words, never a figure: they depend on the arguments only.
@lru_cache(CELLULES_RETENUES)
def _ecrire(texte: str, adresse: str, etat: bool, sexes: tuple, details: tuple[str, ...]) -> SafeString:
    classes = "case-valeur case-etat" if etat else "case-valeur"
    modele = '<span class="{}"><a href="{}">{}</a></span>' if adresse else '<span class="{}">{}{}</span>'
    par_sexe = format_html_join(" · ", _SEXE, ((nom, nom[0], t) for nom, t in sexes))
    lignes = ((detail,) for detail in (par_sexe, *details) if detail)
    return format_html(modele, classes, adresse, texte) + format_html_join("", _DETAIL, lignes)
