"""The maps: schematic, one square per place; real, one outline per place."""

from __future__ import annotations

from collections.abc import Sequence

from socle.graphiques.dessin import Contour, Dessin, Groupe, Rectangle, Texte
from socle.graphiques.donnees import Forme, Plan, Tuile
from socle.graphiques.encres import CONTEXTE, INTENSITES

COTE = 66
PAS_TUILE = COTE + 6


def dessiner_tuiles(tuiles: Sequence[Tuile]) -> Dessin:
    """One square per tile, its label above its value."""
    colonnes = [t.colonne for t in tuiles] or [1]
    lignes = [t.ligne for t in tuiles] or [1]
    dessin = Dessin(
        largeur=(max(colonnes) - min(colonnes) + 1) * PAS_TUILE - 4,
        hauteur=(max(lignes) - min(lignes) + 1) * PAS_TUILE - 4,
    )
    dessin.groupes = [_tracer_tuile(t, t.colonne - min(colonnes), t.ligne - min(lignes)) for t in tuiles]
    return dessin


def _tracer_tuile(tuile: Tuile, colonne: int, ligne: int) -> Groupe:
    encre = CONTEXTE if tuile.intensite is None else INTENSITES[tuile.intensite]
    x, y = colonne * PAS_TUILE + 1, ligne * PAS_TUILE + 1
    milieu = x + COTE / 2
    textes = [Texte(milieu, y + (28 if tuile.valeur else 38), tuile.libelle, "middle", encre.texte, 600)]
    if tuile.valeur:
        textes.append(Texte(milieu, y + 50, tuile.valeur, "middle", encre.texte))
    return Groupe([Rectangle(x, y, COTE, COTE, encre)], textes=textes, adresse=tuile.adresse)


def plan_de_tuiles(tuiles: Sequence[Tuile]) -> Plan:
    """The same squares as outlines: a document keeps one kind of map, whatever is known of the places."""
    coins = [(t, t.colonne * PAS_TUILE + 1, t.ligne * PAS_TUILE + 1) for t in tuiles]
    gauche, haut = min(x for _, x, _ in coins) - 1, min(y for _, _, y in coins) - 1
    return Plan(
        largeur=max(x for _, x, _ in coins) - gauche + COTE + 1,
        hauteur=max(y for _, _, y in coins) - haut + COTE + 1,
        formes=tuple(_forme_de_tuile(tuile, x - gauche, y - haut) for tuile, x, y in coins),
    )


def _forme_de_tuile(tuile: Tuile, x: int, y: int) -> Forme:
    return Forme(
        trace=f"M{x} {y}h{COTE}v{COTE}h-{COTE}Z",
        x=x + COTE // 2,
        y=y + (28 if tuile.valeur else 38),
        libelle=tuile.libelle,
        valeur=tuile.valeur,
        intensite=tuile.intensite,
        adresse=tuile.adresse,
    )


def dessiner_plan(plan: Plan) -> Dessin:
    """Each outline, then all the labels, so that no neighbour hides them."""
    dessin = Dessin(largeur=plan.largeur, hauteur=plan.hauteur)
    dessin.groupes = [_tracer_forme(forme) for forme in plan.formes]
    return dessin


def _tracer_forme(forme: Forme) -> Groupe:
    encre = CONTEXTE if forme.intensite is None else INTENSITES[forme.intensite]
    lignes = [(forme.libelle, 600), (forme.valeur, 400)]
    textes = [
        Texte(forme.x, forme.y + 16 * rang, texte, "middle", encre.texte, graisse)
        for rang, (texte, graisse) in enumerate(lignes)
        if texte
    ]
    return Groupe(contours=[Contour(forme.trace, encre)], textes=textes, adresse=forme.adresse)
