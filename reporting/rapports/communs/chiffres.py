"""An indicator as a document prints it: beside the year before, and hidden when it is about few people."""

from __future__ import annotations

from decimal import Decimal

from reporting.indicateurs import INDICATEURS, Table
from reporting.rapports.communs.donnees import Case, Chiffre
from reporting.rapports.communs.masques import SENSIBLES, a_masquer


def case(
    table: Table, code: str, *, compare: bool, conseil: int | None = None, caches: tuple[bool, bool] = (False, False)
) -> Case:
    """Its value over the first two periods of the table, hidden too where ``caches`` says so.

    ``compare``: there was a year before. ``conseil=None``: all the conseils of the table.
    """
    masques = [caches[i] or a_masquer(table, code, conseil, i) for i in (0, 1)]
    return Case(
        unite=INDICATEURS[code].unite.value,
        valeur=None if masques[0] else _arrondie(table, code, conseil, 0),
        avant=_arrondie(table, code, conseil, 1) if compare and not masques[1] else None,
        masque=masques[0],
        avant_masque=compare and masques[1],
    )


def chiffre(table: Table, code: str, *, compare: bool, conseil: int | None = None) -> Chiffre:
    """The same, with what it means."""
    indicateur = INDICATEURS[code]
    return Chiffre(
        **vars(case(table, code, compare=compare, conseil=conseil)),
        code=code,
        libelle=indicateur.libelle,
        definition=indicateur.definition,
        source=indicateur.source,
        registre=indicateur.registre.value,
        reference=indicateur.reference,
        inconnus=None if code in SENSIBLES else table.valeur(code, conseil).inconnus,
    )


def _arrondie(table: Table, code: str, conseil: int | None, periode: int) -> Decimal | None:
    valeur = table.valeur(code, conseil, periode).valeur
    return None if valeur is None else round(valeur, 2)
