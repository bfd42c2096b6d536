"""The way from a list to its export, with the filters of the page:

    {% load exports %}
    {% exporter "reunions" "presences" numero=18 exercice=2026 %}

``numero``: the arrondissement of the conseil whose page it is; ``exercice``: the one that the page shows. The
filters of the address are kept; nothing is shown to whoever may not export the list.
"""

from __future__ import annotations

from django import template
from django.http import QueryDict
from django.urls import reverse

from reporting.exports.declaration import lisible
from reporting.exports.listes import JEUX

register = template.Library()


@register.inclusion_tag("reporting/_exporter.html", takes_context=True)
def exporter(context: dict, *codes: str, numero: int | None = None, exercice: int | None = None) -> dict:
    request = context["request"]
    question = _question(request.GET, numero, exercice)
    jeux = [JEUX[code] for code in codes if lisible(JEUX[code], request.user)]
    return {"liens": [(jeu.titre, reverse("export", args=[jeu.code]) + question) for jeu in jeux]}


def _question(adresse: QueryDict, numero: int | None, exercice: int | None) -> str:
    question = adresse.copy()
    question.pop("page", None)
    for nom, valeur in (("conseil", numero), ("exercice", exercice)):
        if valeur is not None:
            question[nom] = str(valeur)
    return f"?{question.urlencode()}" if question else ""
