"""Charts and the tile map, drawn as SVG on the server: the same drawing on screen and in a PDF.

    {% load graphiques %}
    {% graphique_barres donnees "Réunions par type" "Exercice 2026, et 2025 en clair" %}
    {% graphique_colonnes donnees titre description tableau=False %}
    {% graphique_empile donnees titre description %}
    {% carte_tuiles tuiles titre description %}
    {% carte_plan plan titre description %}
    {% graphique_matrice matrice titre description %}
    {% pictogramme "lettre" %}
    {% sur_dix 6 "Environ 6 personnes sur 10 sont des femmes." %}

``donnees`` is a ``Donnees``, ``tuiles`` an iterable of ``Tuile``, ``plan`` a ``Plan``
(``socle.graphiques``). ``tableau=False`` leaves out the table of figures, for a PDF that prints its own.

The geometry is worked out in ``socle.graphiques``, in plain functions; what is here only writes it down. Styles are
presentation attributes, which both a strict content security policy and WeasyPrint accept; colours are
those of ``static/css/jetons.css`` (a test keeps them equal). Nothing is told by colour alone: values
are printed, series differ in lightness and in texture. With no value there is no drawing but a sentence;
with a single one, a sentence as well. Same data, same bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.template.defaultfilters import floatformat
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from socle.graphiques import (
    PICTOGRAMMES,
    Dessin,
    Donnees,
    Matrice,
    Plan,
    Tuile,
    dessiner_barres,
    dessiner_colonnes,
    dessiner_empile,
    dessiner_matrice,
    dessiner_pictogramme,
    dessiner_plan,
    dessiner_sur_dix,
    dessiner_tuiles,
)
from socle.graphiques.dessin import Contour, Groupe, Rectangle, Texte
from socle.templatetags.typographie import nombre

register = template.Library()


@register.filter
@lru_cache(4096)
def cote(valeur: float) -> str:
    """A length of a drawing. Kept: a chart writes three hundred, mostly the same ones as the chart before."""
    return floatformat(valeur, "-1u")


@register.simple_tag
def formes(dessin: Dessin | Groupe, identifiant: str) -> SafeString:
    """The shapes, in the order in which they cover one another.

    Not an included template: a chart has a hundred of them, and this was half of its cost.
    """
    ecrites = [_rectangle(r, identifiant) for r in dessin.rectangles]
    ecrites += [_contour(c, identifiant) for c in getattr(dessin, "contours", ())]  # a drawing has none of its own
    ecrites += [_texte(t) for t in dessin.textes]
    return mark_safe("".join(ecrites))  # noqa: S308  each one is escaped


def _rectangle(r: Rectangle, identifiant: str) -> SafeString:
    mesures = cote(r.x), cote(r.y), cote(r.largeur), cote(r.hauteur)
    fond = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" />', *mesures, r.encre.fond, r.encre.trait
    )
    if not r.encre.motif:
        return fond
    motif = '<rect x="{}" y="{}" width="{}" height="{}" fill="url(#{}-{})" />'
    return fond + format_html(motif, *mesures, identifiant, r.encre.motif.nom)


def _contour(c: Contour, identifiant: str) -> SafeString:
    fond = format_html(
        '<path d="{}" fill="{}" stroke="{}" fill-rule="evenodd" />', c.trace, c.encre.fond, c.encre.trait
    )
    if not c.encre.motif:
        return fond
    motif = '<path d="{}" fill="url(#{}-{})" fill-rule="evenodd" />'
    return fond + format_html(motif, c.trace, identifiant, c.encre.motif.nom)


def _texte(t: Texte) -> SafeString:
    modele = '<text x="{}" y="{}" fill="{}" text-anchor="{}" font-weight="{}">{}</text>'
    return format_html(modele, cote(t.x), cote(t.y), t.couleur, t.ancre, t.graisse, t.texte)


@dataclass(frozen=True)
class Rangee:
    """One row of the table of figures."""

    libelle: str
    valeurs: Sequence[str]
    adresse: str = ""


def _figure(dessin: Dessin, titre: str, description: str, *, entetes: list[str], rangees: list[Rangee]) -> dict:
    # The number of the figure comes from what it shows, so that the same data give the same bytes.
    numero = zlib.crc32(repr((titre, description, entetes, rangees)).encode())
    return {
        "dessin": dessin,
        "titre": titre,
        "description": description,
        "entetes": entetes,
        "rangees": rangees,
        "identifiant": f"figure-{numero:08x}",
    }


def _graphique(dessiner: Callable, donnees: Donnees, titre: str, description: str) -> dict:
    rangees = [
        Rangee(categorie, [donnees.texte(serie.valeurs[i]) for serie in donnees.series])
        for i, categorie in enumerate(donnees.categories)
    ]
    description = description or f"De {donnees.texte(0)} à {donnees.texte(donnees.maximum)}."
    figure = _figure(dessiner(donnees), titre, description, entetes=[s.nom for s in donnees.series], rangees=rangees)
    return figure | {"phrase": _phrase(donnees)}


def _phrase(donnees: Donnees) -> str:
    """What is said where there is too little to draw; empty when the drawing says more."""
    connues = donnees.connues
    if not connues:
        return "Aucune valeur connue : il n’y a rien à dessiner."
    if len(connues) > 1:
        return ""
    ((categorie, serie, valeur),) = connues
    return f"Une seule valeur connue : {categorie}, {serie.nom}, {donnees.texte(valeur)}."


@register.inclusion_tag("composants/graphiques/figure.html")
def graphique_barres(donnees: Donnees, titre: str, description: str = "", *, tableau: bool = True) -> dict:
    """Horizontal bars, grouped when there are several series (this year, last year)."""
    return _graphique(dessiner_barres, donnees, titre, description) | {"tableau": tableau}


@register.inclusion_tag("composants/graphiques/figure.html")
def graphique_colonnes(donnees: Donnees, titre: str, description: str = "", *, tableau: bool = True) -> dict:
    """Vertical columns, for months."""
    return _graphique(dessiner_colonnes, donnees, titre, description) | {"tableau": tableau}


@register.inclusion_tag("composants/graphiques/figure.html")
def graphique_empile(donnees: Donnees, titre: str, description: str = "", *, tableau: bool = True) -> dict:
    """Bars of 100 %, cut in shares (femmes, hommes, non renseigné)."""
    return _graphique(dessiner_empile, donnees, titre, description) | {"tableau": tableau}


@register.inclusion_tag("composants/graphiques/figure.html")
def carte_tuiles(tuiles: Iterable[Tuile], titre: str, description: str = "", *, tableau: bool = True) -> dict:
    """The map: one tile per place, shaded by its intensity."""
    tuiles = list(tuiles)
    rangees = [Rangee(t.libelle, [t.valeur], t.adresse) for t in tuiles if t.valeur]
    description = description or "Une tuile par lieu, plus foncée quand la valeur est plus haute."
    contexte = _figure(dessiner_tuiles(tuiles), titre, description, entetes=["Valeur"], rangees=rangees)
    return contexte | {"tableau": tableau, "de": "de la carte"}


@register.inclusion_tag("composants/graphiques/figure.html")
def carte_plan(plan: Plan, titre: str, description: str = "", *, tableau: bool = True) -> dict:
    """The real map: one outline per place, shaded by its intensity."""
    rangees = [Rangee(f.libelle, [f.valeur], f.adresse) for f in plan.formes if f.valeur]
    description = description or "Un contour par lieu, plus foncé quand la valeur est plus haute."
    contexte = _figure(dessiner_plan(plan), titre, description, entetes=["Valeur"], rangees=rangees)
    return contexte | {"tableau": tableau, "de": "de la carte"}


@register.inclusion_tag("composants/graphiques/figure.html")
def graphique_matrice(matrice: Matrice, titre: str, description: str = "", *, tableau: bool = True) -> dict:
    """Squares, shaded by their number: rows × months."""
    rangees = [Rangee(nom, [nombre(valeur) for valeur in valeurs]) for nom, valeurs in matrice.rangees]
    description = description or f"De 0 à {nombre(matrice.maximum)} ; plus foncé quand le nombre est plus haut."
    contexte = _figure(dessiner_matrice(matrice), titre, description, entetes=[*matrice.colonnes], rangees=rangees)
    return contexte | {"tableau": tableau}


@register.inclusion_tag("composants/graphiques/_dessin.html")
def pictogramme(nom: str) -> dict:
    """A drawing that goes with a heading; its title says what it shows."""
    titre = PICTOGRAMMES[nom][0]
    return _figure(dessiner_pictogramme(nom), titre, titre, entetes=[], rangees=[])


@register.inclusion_tag("composants/graphiques/_dessin.html")
def sur_dix(combien: int, titre: str) -> dict:
    """Ten people, ``combien`` of whom are filled."""
    description = f"Dix personnes dessinées, dont {combien} en foncé."
    return _figure(dessiner_sur_dix(combien), titre, description, entetes=[], rangees=[])
