"""The schematic map of Paris: twenty tiles, shaded by an indicator."""

from collections.abc import Iterable, Sequence

from reporting.tableau import Ligne
from socle.templatetags.graphiques import Tuile
from territoires.models import Arrondissement

INTENSITES = 5


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
