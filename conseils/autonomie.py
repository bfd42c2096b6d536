"""The grid of autonomy: four criteria, five levels, and what each level means, printed wherever it counts.

The contract asks that the scheme be able to show how the conseils gain autonomy; it gives no scale. This one
is ours, stated in full, and a level above zero is only worth its evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conseils.models import EvaluationAutonomie


@dataclass(frozen=True)
class Critere:
    """``champ`` names the level on the model, ``preuve`` its evidence."""

    champ: str
    libelle: str
    question: str
    niveaux: tuple[str, str, str, str, str]

    @property
    def preuve(self) -> str:
        return f"preuve_{self.champ}"


CRITERES = (
    Critere(
        "auto_animation",
        "Auto-animation",
        "Qui prépare et anime les réunions ?",
        (
            "L’équipe prépare et anime toutes les réunions.",
            "Des membres animent une partie d’une réunion, avec l’équipe.",
            "Des membres animent des réunions entières, préparées avec l’équipe.",
            "Des membres préparent et animent la plupart des réunions ; l’équipe conseille.",
            "Les membres préparent et animent toutes les réunions et se relaient.",
        ),
    ),
    Critere(
        "auto_saisine",
        "Auto-saisine",
        "Qui choisit les sujets ?",
        (
            "Tous les sujets viennent des institutions ou de l’équipe.",
            "Des membres proposent des sujets ; aucun n’a encore été traité.",
            "Le conseil a traité au moins un sujet de son choix.",
            "La plupart des sujets sont choisis par le conseil.",
            "Le conseil fixe son ordre du jour de l’année et interpelle de lui-même.",
        ),
    ),
    Critere(
        "auto_production",
        "Auto-production",
        "Qui écrit ce que le conseil publie ?",
        (
            "L’équipe écrit comptes rendus, avis et courriers.",
            "Des membres relisent et corrigent ce que l’équipe écrit.",
            "Des membres écrivent une partie des textes, avec l’équipe.",
            "Des membres écrivent la plupart des textes ; l’équipe relit à leur demande.",
            "Les membres écrivent et diffusent tout ce que le conseil publie.",
        ),
    ),
    Critere(
        "gestion",
        "Gestion sans l’animateur",
        "Que se passe-t-il quand l’équipe n’est pas là ?",
        (
            "Rien ne se fait sans l’équipe.",
            "Des membres tiennent une tâche courante : salle, relances, affichage.",
            "Le groupe se réunit parfois sans l’équipe.",
            "Le groupe se réunit et suit ses décisions sans l’équipe, qui aide pour l’argent et les démarches.",
            "Le conseil gère seul ses réunions, ses moyens et ses relations.",
        ),
    ),
)


@dataclass(frozen=True)
class Note:
    """One criterion of one evaluation, with the evidence given."""

    critere: Critere
    niveau: int
    preuve: str

    @property
    def sens(self) -> str:
        return self.critere.niveaux[self.niveau]


@dataclass(frozen=True)
class LigneHistorique:
    """One criterion across the half-years, the oldest first."""

    critere: Critere
    niveaux: tuple[int, ...]


def notes(evaluation: EvaluationAutonomie) -> list[Note]:
    return [Note(c, getattr(evaluation, c.champ), getattr(evaluation, c.preuve)) for c in CRITERES]


def historique(evaluations: Iterable[EvaluationAutonomie]) -> list[LigneHistorique]:
    """The levels side by side, one line per criterion, half-years in the order given."""
    evaluations = list(evaluations)
    return [LigneHistorique(c, tuple(getattr(e, c.champ) for e in evaluations)) for c in CRITERES]
