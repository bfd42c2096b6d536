"""What others measure and hand over: targets of the contract, money committed, series about quartiers, opinions.

Each line says where it comes from: these figures are copied, never computed from the life of the conseils.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reporting.rapports.communs.donnees import Chiffre


@dataclass(frozen=True)
class CibleSuivie:
    """I42: the last known value beside the target."""

    element: str
    libelle: str
    derniere: str
    derniere_le: date
    visee: str
    echeance: date | None
    source: str


@dataclass(frozen=True)
class EngagementFinancier:
    """I43: euros committed by one signatory, in the year of the exercice and in the year before."""

    signataire: str
    nature: str
    montant: Decimal | None
    avant: Decimal | None
    source: str


@dataclass(frozen=True)
class EcartDunQuartier:
    """I41: the distance to Paris and the national rank, in words, each with its year."""

    quartier: str
    ecart: str
    rang: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class OpinionRecueillie:
    """I40: what a débat or an enquête said of the effects. Few answers are not told, nor how many they were."""

    origine: str
    note: str
    reponses: str
    source: str


@dataclass(frozen=True)
class Importees:
    """Empty where nothing has been imported: the document then says so, and invents nothing.

    ``ailleurs``: the parts about which something was imported, but nothing on this territory.
    ``cibles_sans_mesure``: the targets of the contract that nobody has measured yet.
    """

    cibles: tuple[CibleSuivie, ...] = ()
    cibles_sans_mesure: int = 0
    engagements: tuple[EngagementFinancier, ...] = ()
    ecarts: tuple[EcartDunQuartier, ...] = ()
    opinions: tuple[OpinionRecueillie, ...] = ()
    chiffres: tuple[Chiffre, ...] = ()
    ailleurs: tuple[str, ...] = ()

    @property
    def par_code(self) -> dict[str, Chiffre]:
        return {chiffre.code: chiffre for chiffre in self.chiffres}

    @property
    def chiffres_des_engagements(self) -> tuple[Chiffre, ...]:
        return tuple(chiffre for chiffre in self.chiffres if chiffre.code.startswith("I43"))

    @property
    def chiffres_des_quartiers(self) -> tuple[Chiffre, ...]:
        return tuple(chiffre for chiffre in self.chiffres if chiffre.code.startswith("I41"))

    @property
    def sources_des_cibles(self) -> list[str]:
        return _uniques(cible.source for cible in self.cibles)

    @property
    def sources_des_engagements(self) -> list[str]:
        return _uniques(engagement.source for engagement in self.engagements)

    @property
    def sources_des_ecarts(self) -> list[str]:
        return _uniques(source for ecart in self.ecarts for source in ecart.sources)

    @property
    def sources_des_opinions(self) -> list[str]:
        return _uniques(opinion.source for opinion in self.opinions)


def _uniques(sources: Iterable[str]) -> list[str]:
    return sorted(set(sources))
