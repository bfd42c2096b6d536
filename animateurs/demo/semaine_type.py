"""The « semaine type » that each animateur keeps: what comes back each week, to be taken in one gesture."""

from animateurs.models import Affectation, LigneType, TypeActivite

LUNDI, MERCREDI, JEUDI, VENDREDI = 0, 2, 3, 4
# Day, kind of activity, minutes. The 19e has none: its animateur starts, and the week shows how to make one.
LIGNES = (
    (LUNDI, "equipe", 90),
    (MERCREDI, "permanence", 180),
    (JEUDI, "aller-vers", 120),
    (VENDREDI, "administration", 90),
)
SANS = 19


def garder_des_semaines_types(affectations: list[Affectation]) -> None:
    """One for each posting that runs."""
    types = TypeActivite.objects.select_related("mission").in_bulk([code for _, code, _ in LIGNES], field_name="code")
    LigneType.objects.bulk_create(
        LigneType(
            affectation=affectation,
            jour=jour,
            type_activite=types[code],
            mission=types[code].mission,
            minutes=minutes,
        )
        for affectation in affectations
        if affectation.fin is None and affectation.conseil.arrondissement.numero != SANS
        for jour, code, minutes in LIGNES
    )
