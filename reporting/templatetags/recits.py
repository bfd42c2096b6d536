"""The narrative inside a page or a document."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from reporting.rapports.recits import Recit, en_html
from socle.templatetags.typographie import typo

register = template.Library()


@register.filter
def texte_mis_en_page(texte: str) -> SafeString:
    """Paragraphs, lists, bold and italic, with French spaces."""
    return mark_safe(en_html(typo(texte)))  # noqa: S308 - markdown-it escapes all that is not one of our marks


@register.filter
def de_la_section(recits: tuple[Recit, ...], section: str) -> str:
    """The text of one section; empty when nobody wrote any."""
    return next((recit.texte for recit in recits if recit.section == section), "")
