"""What a reader should know before reading the figures: gaps to the references, missing data."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from conseils.models import Sexe, TrancheAge
from reporting.indicateurs import Table
from socle.templatetags.typographie import nombre, pourcent

TAILLE = (20, 50)
PARITE = (45, 55)
# The contract says « par exemple » two thirds: well below only is worth a line.
PART_HABITANTS = 60
# Beyond this share of unknowns, a split no longer describes the group.
INCONNUS = 20


def attentions(table: Table) -> tuple[str, ...]:
    """Where the year stands away from the contract's references. They inform, they do not judge."""
    return tuple(_composition(table))


def _composition(table: Table) -> Iterator[str]:
    membres, habitants, femmes = (table.valeur(code).valeur for code in ("I01", "I02", "I03"))
    if not TAILLE[0] <= membres <= TAILLE[1]:
        taille = _pluriel(membres, "membre", "membres")
        yield f"Le groupe moteur compte {taille} ; le contrat de ville en évoque environ 20 à 50."
    if habitants is not None and habitants < PART_HABITANTS:
        yield f"Les habitants forment {pourcent(habitants)} du groupe moteur ; le contrat propose deux tiers."
    if femmes is not None and not PARITE[0] <= femmes <= PARITE[1]:
        yield f"Le groupe moteur compte {pourcent(femmes)} de femmes parmi les sexes connus ; la parité est attendue."


def manques(table: Table, *, en_cours: bool) -> tuple[str, ...]:
    """What is missing from the data, said in full."""
    return tuple(_manques(table, en_cours))


def _manques(table: Table, en_cours: bool) -> Iterator[str]:
    if en_cours:
        yield "L’exercice n’est pas achevé : les chiffres sont provisoires."
    if sans := table.mesure("reunions_sans_presences"):
        yield f"{_pluriel(sans, 'réunion tenue dont', 'réunions tenues dont')} les présences n’ont pas été saisies."
    if sans := table.mesure("formations_sans_participants"):
        yield f"{_pluriel(sans, 'formation dont', 'formations dont')} les participants n’ont pas été saisis."
    if absentes := table.mesure("semaines_dues") - table.mesure("semaines_transmises"):
        yield (
            f"{_pluriel(absentes, 'semaine du journal', 'semaines du journal')} de l’accompagnement non transmises "
            f"sur {table.mesure('semaines_dues')} : le temps d’accompagnement est sous-estimé."
        )
    yield from _inconnus(table)


def _inconnus(table: Table) -> Iterator[str]:
    for libelle, cle, choix in (
        ("Sexe des membres", "membres_age", {"sexes": (Sexe.NON_RENSEIGNE,)}),
        ("Âge des membres", "membres_age", {"details": (TrancheAge.NON_RENSEIGNE,)}),
        ("Sexe des autres participants", "public", {"sexes": (Sexe.NON_RENSEIGNE,)}),
        ("Âge des autres participants", "public", {"details": (TrancheAge.NON_RENSEIGNE,)}),
    ):
        total, inconnus = table.mesure(cle), table.mesure(cle, **choix)
        if total and 100 * inconnus > INCONNUS * total:
            yield f"{libelle} : non renseigné pour {pourcent(Decimal(100 * inconnus) / total)}."


def _pluriel(combien: int, un: str, plusieurs: str) -> str:
    return f"{nombre(combien)} {un if combien == 1 else plusieurs}"
