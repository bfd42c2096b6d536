"""The narrative inside a page or a document."""

import re
from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from reporting.rapports.recits import Recit, en_html
from socle.templatetags.typographie import INSECABLE, typo

register = template.Library()

_DATE = re.compile(r"\d{1,2}(?:er)? [^\W\d]+ \d{4}")


@register.filter
def texte_mis_en_page(texte: str) -> SafeString:
    """Paragraphs, lists, bold and italic, with French spaces."""
    return mark_safe(en_html(typo(texte)))  # noqa: S308 - markdown-it escapes all that is not one of our marks


@register.filter
def de_la_section(recits: tuple[Recit, ...], section: str) -> str:
    """The text of one section; empty when nobody wrote any."""
    return next((recit.texte for recit in recits if recit.section == section), "")


@register.filter
def en_gras(texte: str, mots: Iterable) -> SafeString:
    """The sentence with its hard words in bold, once each, and no date cut. ``mots``: those of a FALC document."""
    html = _DATE.sub(lambda date: date[0].replace(" ", INSECABLE), conditional_escape(typo(texte)))
    for mot in mots:
        html = re.sub(rf"\b({re.escape(conditional_escape(typo(mot.mot)))})\b", r"<strong>\1</strong>", html, count=1)
    return mark_safe(html)  # noqa: S308 - the sentence is escaped before our marks
