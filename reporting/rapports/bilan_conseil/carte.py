"""The map of the perimeter: the real one when outlines have been imported, the schematic one otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from conseils.models import ConseilCitoyen
from reporting import carte
from reporting.rapports.bilan_conseil.donnees import CarteDuPerimetre
from territoires.models import Arrondissement, Quartier


def carte_du_perimetre(conseil: ConseilCitoyen, quartiers: Sequence[Quartier]) -> CarteDuPerimetre:
    par_pk = {a.pk: a for a in Arrondissement.objects.avec_contour()}
    arrondissement = par_pk[conseil.arrondissement_id]
    if plan := carte.perimetre(arrondissement, quartiers):
        return CarteDuPerimetre(
            plan=plan,
            titre="Carte du périmètre, quartiers numérotés comme dans le tableau",
            description=_origine(quartiers),
            numerotee=True,
        )
    return CarteDuPerimetre(
        plan=carte.situation(arrondissement, par_pk.values()),
        titre=f"Le {arrondissement.ordinal} parmi les arrondissements de Paris",
        description="Carte schématique : un carré par arrondissement, sans échelle.",
        numerotee=False,
    )


def _origine(quartiers: Sequence[Quartier]) -> str:
    """Who drew the outlines, for which geography, and what they are not."""
    contours = {contour: None for quartier in quartiers for contour in quartier.contours}
    origines = sorted({f"{c.source} {c.quartier.generation} ({c.licence})" for c in contours})
    return f"Contours : {', '.join(origines)}. Tracés simplifiés, sans valeur juridique."
