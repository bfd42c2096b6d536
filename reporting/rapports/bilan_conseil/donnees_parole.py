"""What a bilan holds of the council's word, of its seats, of its initiatives and of its means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reporting.rapports.communs.donnees import Acte, BudgetPropre, DemandesDuneSource


@dataclass(frozen=True)
class SeanceOuverte:
    """A séance where the conseil has a seat. No name, and no count of the few who sat there."""

    date: date
    instance: str
    present: bool
    dit: str
    decide: str
    restitution: str


@dataclass(frozen=True)
class InitiativeEnVie:
    """Money in euros, from all sources."""

    numero: str
    titre: str
    route: str
    partenaires: tuple[str, ...]
    etat: str
    resultat: str
    apprentissage: str
    demande: Decimal
    accorde: Decimal
    depense: Decimal


@dataclass(frozen=True)
class ConsultationMenee:
    titre: str
    organisateur: str
    ouverture: date
    cloture: date


@dataclass(frozen=True)
class ThemeConsulte:
    """``reponses`` is ``None`` when they are few."""

    libelle: str
    reponses: int | None
    propositions: int
    mesures: int


@dataclass(frozen=True)
class Parole:
    """Chapters 7 to 11."""

    actes: tuple[Acte, ...]
    seances: tuple[SeanceOuverte, ...]
    initiatives: tuple[InitiativeEnVie, ...]
    demandes: tuple[DemandesDuneSource, ...]
    consultations: tuple[ConsultationMenee, ...]
    themes: tuple[ThemeConsulte, ...]
    budget: BudgetPropre | None
