"""What a bilan holds of the council's word, of its seats, of its initiatives and of its means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reporting.rapports.communs.donnees import BudgetPropre, DemandesDuneSource


@dataclass(frozen=True)
class SuiteEngagee:
    """An action promised, and what was seen of it. ``effet``: empty as long as nobody went to see."""

    action: str
    responsable: str
    echeance: date | None
    etat: str
    effet: str
    preuve: str


@dataclass(frozen=True)
class ActeAdresse:
    """An act as one institution received it. ``reponse``: where it stands, in words; ``delai``: in days."""

    institution: str
    reponse: str
    repondu_le: date | None
    delai: int | None
    suites: tuple[SuiteEngagee, ...]


@dataclass(frozen=True)
class Acte:
    """One act sent; the opinions that differ are reported with it."""

    numero: str
    type: str
    titre: str
    objectifs: tuple[str, ...]
    transmis_le: date
    votes: str
    divergences: tuple[str, ...]
    adresses: tuple[ActeAdresse, ...]


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
