"""What others measure and hand over: targets of the contract, money committed, series about quartiers, opinions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class CibleSuivie:
    """I42: the last known value beside the target."""

    element: str
    libelle: str
    derniere: str
    derniere_le: date | None
    visee: str
    echeance: date | None


@dataclass(frozen=True)
class EngagementFinancier:
    """I43: euros committed by one signatory, this year and the year before."""

    signataire: str
    nature: str
    montant: Decimal
    avant: Decimal | None


@dataclass(frozen=True)
class EcartDunQuartier:
    """I41: the distance to Paris and the national rank, in words."""

    quartier: str
    ecart: str
    rang: str


@dataclass(frozen=True)
class OpinionRecueillie:
    """I40: what a débat or an enquête said of the effects."""

    origine: str
    note: str
    reponses: str


@dataclass(frozen=True)
class Importees:
    """Empty where nothing has been imported: the document then says so, and invents nothing."""

    cibles: tuple[CibleSuivie, ...] = ()
    engagements: tuple[EngagementFinancier, ...] = ()
    ecarts: tuple[EcartDunQuartier, ...] = ()
    opinions: tuple[OpinionRecueillie, ...] = ()
