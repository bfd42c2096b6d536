"""How the day and hour of a meeting are written."""

import re
from datetime import time

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from comptes.models import LigneAudit
from conseils.models import Reunion
from socle.templatetags.typographie import INSECABLE, date_fr, typo

PUCE = re.compile(r"^\s*[-–•*]\s+")

SAUT = mark_safe("<br>")

ACTES_PV = {"pv_redige": "projet rédigé", "pv_rectifie": "rectificatif ouvert", "pv_approuve": "approbation notée"}

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


@register.filter
def texte_simple(texte: str) -> SafeString:
    """Plain text as paragraphs and lists; whatever looks like HTML is shown as it was typed."""
    blocs = re.split(r"\n\s*\n", str(texte).replace("\r\n", "\n").strip())
    return format_html_join("\n", "{}", ((_bloc(bloc.split("\n")),) for bloc in blocs))


def _bloc(lignes: list[str]) -> SafeString:
    """One block: its lines before the first dash are a paragraph, those with a dash are a list."""
    morceaux = []
    while lignes:
        liste = bool(PUCE.match(lignes[0]))
        fin = next((n for n, ligne in enumerate(lignes) if bool(PUCE.match(ligne)) != liste), len(lignes))
        morceaux.append(_liste(lignes[:fin]) if liste else _paragraphe(lignes[:fin]))
        lignes = lignes[fin:]
    return format_html_join("\n", "{}", ((morceau,) for morceau in morceaux))


def _liste(lignes: list[str]) -> SafeString:
    points = format_html_join("", "<li>{}</li>", ((typo(PUCE.sub("", ligne)),) for ligne in lignes))
    return format_html("<ul>{}</ul>", points)


def _paragraphe(lignes: list[str]) -> SafeString:
    return format_html("<p>{}</p>", format_html_join(SAUT, "{}", ((typo(ligne),) for ligne in lignes)))


@register.filter
def acte_pv(ligne: LigneAudit) -> str:
    """How the audit trail of a procès-verbal is told."""
    return ACTES_PV.get(ligne.acte, ligne.acte)
