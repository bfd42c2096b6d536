"""The money of one initiative, ready to be printed: one line per request, and their sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from conseils.models import Financement, Initiative


@dataclass(frozen=True)
class Sommes:
    demande: Decimal
    accorde: Decimal
    depense: Decimal


@dataclass(frozen=True)
class Plan:
    """``hors_demande``: expenses of the budget propre for which nothing was asked."""

    lignes: list[Financement]
    hors_demande: Decimal

    @property
    def vide(self) -> bool:
        return not self.lignes and not self.hors_demande

    @property
    def ensemble(self) -> Sommes:
        return Sommes(
            _somme(ligne.demande for ligne in self.lignes),
            _somme(ligne.accorde for ligne in self.lignes),
            _somme(ligne.montant_depense for ligne in self.lignes) + self.hors_demande,
        )


def plan_de(initiative: Initiative) -> Plan:
    """``initiative`` was read with ``completes()``."""
    lignes = list(initiative.financements.all())
    propre = any(ligne.source == Financement.Source.BUDGET_PROPRE for ligne in lignes)
    return Plan(lignes, Decimal(0) if propre else initiative.depenses.all().total())


def _somme(montants: Iterable[Decimal | None]) -> Decimal:
    return sum((montant for montant in montants if montant is not None), Decimal(0))
