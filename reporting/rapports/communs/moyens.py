"""Money: what initiatives asked for, and what was spent of the budget propre. In euros, from counts of cents."""

from __future__ import annotations

from decimal import Decimal

from conseils.models import Depense, Financement
from reporting.indicateurs import Table
from reporting.rapports.communs.donnees import BudgetPropre, DemandesDuneSource, PosteBudget
from reporting.rapports.communs.libelles import majuscule

CENTIME = Decimal("0.01")


def demandes(table: Table) -> tuple[DemandesDuneSource, ...]:
    """What the initiatives of the period asked for and were given, by source."""
    lignes = [
        DemandesDuneSource(
            majuscule(source.label.removesuffix(" (préciser)")),
            table.mesure("financements", details=(source.value,)),
            table.mesure("financements_accordes", details=(source.value,)),
            _euros(table.mesure("centimes_demandes", details=(source.value,))),
            _euros(table.mesure("centimes_accordes", details=(source.value,))),
        )
        for source in Financement.Source
    ]
    return tuple(ligne for ligne in lignes if ligne.deposees)


def budget(table: Table, *, compare: bool) -> BudgetPropre | None:
    """What was spent of the exercice's share; ``None`` where no share is known."""
    part, depense = table.mesure("part_budget"), table.mesure("depenses")
    if not part:
        return None
    postes = [_poste(table, poste, compare=compare) for poste in Depense.Poste]
    return BudgetPropre(
        _euros(part), _euros(depense), _euros(part - depense), tuple(p for p in postes if p.montant or p.avant)
    )


def _poste(table: Table, poste: Depense.Poste, *, compare: bool) -> PosteBudget:
    montant, avant = (_euros(table.mesure("depenses", periode=i, details=(poste.value,))) for i in (0, 1))
    return PosteBudget(majuscule(poste.label), montant, avant if compare else None)


def _euros(centimes: int) -> Decimal:
    return (Decimal(centimes) / 100).quantize(CENTIME)
