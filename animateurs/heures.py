"""Hours against the feuille de route, posting by posting: one reading for the coordination and for the person.

``fiches`` is the only source of these figures. The coordination's page and « mes chiffres » both call it, so
nothing is shown about somebody that he or she does not see first. In the order of the arrondissements, never ranked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from animateurs.models import ActionFeuille, Affectation, LigneJournal, Mission, NoteChiffre
from comptes.models import Compte
from comptes.permissions import Permission as P
from socle.periode import Periode


@dataclass(frozen=True)
class ParMission:
    """One mission of one posting. Hours are the person's, actions those of the conseil."""

    mission: Mission
    minutes: int
    liees: int
    prevues: int
    faites: int
    en_retard: int
    notes_heures: list[NoteChiffre]
    notes_actions: list[NoteChiffre]


@dataclass(frozen=True)
class Fiche:
    """The figures of one posting over an exercice, and the notes that follow them."""

    affectation: Affectation
    missions: list[ParMission]
    notes: list[NoteChiffre]

    @property
    def minutes(self) -> int:
        return sum(m.minutes for m in self.missions)

    @property
    def liees(self) -> int:
        return sum(m.liees for m in self.missions)

    @property
    def prevues(self) -> int:
        return sum(m.prevues for m in self.missions)

    @property
    def faites(self) -> int:
        return sum(m.faites for m in self.missions)

    @property
    def en_retard(self) -> int:
        return sum(m.en_retard for m in self.missions)


def chiffres_annotables(missions: list[Mission]) -> dict[str, str]:
    """Code and wording of each figure of a fiche that a note may follow."""
    return {f"heures-{m.code}": f"Heures, {m.libelle}" for m in missions} | {
        f"actions-{m.code}": f"Actions, {m.libelle}" for m in missions
    }


def fiches(compte: Compte, exercice: Periode, jour: date) -> list[Fiche]:
    """Those that ``compte`` may see: an animateur's own, all of them for the coordination. Five queries."""
    affectations = list(Affectation.objects.pour(compte, P.SEMAINE_VOIR).de_l_exercice(exercice))
    conseils = {a.conseil_id for a in affectations}
    missions, annee = list(Mission.objects.all()), exercice.debut.year
    lignes = LigneJournal.objects.remises().pendant(exercice)
    minutes = lignes.par_mission([a.pk for a in affectations])
    actions = ActionFeuille.objects.par_mission(conseils, annee, jour)
    notes = _notes(conseils, annee, missions)
    return [
        Fiche(
            affectation,
            [_par_mission(affectation, m, minutes, actions, notes) for m in missions],
            [note for note in notes if note.conseil_id == affectation.conseil_id],
        )
        for affectation in affectations
    ]


def _notes(conseils: set[int], annee: int, missions: list[Mission]) -> list[NoteChiffre]:
    """The notes of those conseils, each with the ``libelle`` of its figure."""
    libelles, notes = chiffres_annotables(missions), list(NoteChiffre.objects.de(conseils, annee))
    for note in notes:
        note.libelle = libelles.get(note.code, note.code)
    return notes


def _par_mission(affectation: Affectation, mission: Mission, minutes: dict, actions: dict, notes: list) -> ParMission:
    total, liees = minutes.get((affectation.pk, mission.pk), (0, 0))
    prevues, faites, en_retard = actions.get((affectation.conseil_id, mission.pk), (0, 0, 0))
    siennes = [n for n in notes if n.conseil_id == affectation.conseil_id]
    return ParMission(
        mission,
        total,
        liees,
        prevues,
        faites,
        en_retard,
        [n for n in siennes if n.code == f"heures-{mission.code}"],
        [n for n in siennes if n.code == f"actions-{mission.code}"],
    )
