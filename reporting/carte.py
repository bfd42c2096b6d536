"""The maps: Paris shaded by an indicator, and the perimeter of a conseil.

Real outlines when they have been imported, the schematic map of twenty tiles otherwise.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef

from conseils.querysets.conseil import ConseilQuerySet
from reporting.tableau import Ligne
from socle.graphiques import Forme, Plan, Tuile, plan_de_tuiles
from territoires.geometrie.trace import Cadre, cadrer
from territoires.models import Arrondissement, Geometrie, Quartier

INTENSITES = 5
LARGEUR = 560


def lieux(conseils: ConseilQuerySet) -> list[Arrondissement]:
    """The twenty, with their outline and their conseil; ``montre``: it is one of ``conseils``. In one query."""
    montre = Exists(conseils.filter(arrondissement=OuterRef("pk")))
    vingt = Arrondissement.objects.filter(numero__lte=20).avec_contour().select_related("conseil")
    return list(vingt.annotate(montre=montre))


def tuiles(arrondissements: Iterable[Arrondissement], lignes: Sequence[Ligne], adresse) -> list[Tuile]:
    """One tile per arrondissement; those without a conseil are context.

    ``adresse`` gives the link of a conseil from its arrondissement's number. The shade runs over the
    range of the values shown, so it helps to see differences and says nothing of good or bad.
    """
    par_numero = {ligne.conseil.arrondissement.numero: ligne.cases[0].valeur for ligne in lignes}
    connues = [v.valeur for v in par_numero.values() if v.valeur is not None]
    return [
        _tuile(a, par_numero.get(a.numero), connues, adresse(a.numero) if a.numero in par_numero else "")
        for a in arrondissements
    ]


def _tuile(arrondissement, valeur, connues, adresse: str) -> Tuile:
    return Tuile(
        colonne=arrondissement.colonne,
        ligne=arrondissement.ligne,
        libelle=arrondissement.ordinal,
        valeur=valeur.texte if valeur else "",
        intensite=_intensite(valeur.valeur, connues) if valeur else None,
        adresse=adresse,
    )


def _intensite(valeur, connues) -> int | None:
    if valeur is None:
        return None
    bas, haut = min(connues), max(connues)
    return 0 if bas == haut else min(INTENSITES - 1, int((valeur - bas) / (haut - bas) * INTENSITES))


def plan(arrondissements: Sequence[Arrondissement], tuiles: Sequence[Tuile]) -> Plan | None:
    """The same places as ``tuiles``, with their outlines; ``None`` while one is missing."""
    if not arrondissements or not all(hasattr(a, "geometrie") for a in arrondissements):
        return None
    cadre = cadrer((a.geometrie for a in arrondissements), LARGEUR)
    paires = zip(arrondissements, tuiles, strict=True)
    return Plan(cadre.largeur, cadre.hauteur, tuple(_forme_de_tuile(cadre, a.geometrie, t) for a, t in paires))


def perimetre(arrondissement: Arrondissement, quartiers: Sequence[Quartier]) -> Plan | None:
    """The quartiers, numbered from one in their order, on their arrondissement; ``None`` without an outline."""
    numeros: dict[Geometrie, list[str]] = {}
    for numero, quartier in enumerate(quartiers, 1):
        for contour in quartier.contours:
            numeros.setdefault(contour, []).append(str(numero))
    if not numeros:
        return None
    fond = [arrondissement.geometrie] if hasattr(arrondissement, "geometrie") else []
    cadre = cadrer([*fond, *numeros], LARGEUR)
    formes = [_forme(cadre, contour) for contour in fond]
    formes += [_forme(cadre, contour, libelle=", ".join(rangs), intensite=1) for contour, rangs in numeros.items()]
    return Plan(cadre.largeur, cadre.hauteur, tuple(formes))


def situation(arrondissement: Arrondissement, arrondissements: Iterable[Arrondissement]) -> Plan:
    """Where an arrondissement is among the twenty, on the schematic map."""
    return plan_de_tuiles(
        [Tuile(a.colonne, a.ligne, a.ordinal, intensite=4 if a == arrondissement else None) for a in arrondissements]
    )


def _forme_de_tuile(cadre: Cadre, contour: Geometrie, tuile: Tuile) -> Forme:
    return _forme(
        cadre,
        contour,
        libelle=tuile.libelle,
        valeur=tuile.valeur,
        intensite=tuile.intensite,
        adresse=tuile.adresse,
    )


def _forme(cadre: Cadre, contour: Geometrie, **champs) -> Forme:
    x, y = cadre.centre(contour)
    return Forme(cadre.tracer(contour), x, y, **champs)
