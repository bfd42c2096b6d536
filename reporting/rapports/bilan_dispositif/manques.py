"""What is missing from the data of the dispositif, said in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conseils.models import ConseilCitoyen
from reporting.rapports.bilan_dispositif.donnees import FicheConseil
from reporting.rapports.bilan_dispositif.lecture import LectureDuDispositif
from reporting.rapports.communs.attentions import manques

ABSENCES = (
    ("membres", "Aucun membre du groupe moteur enregistré"),
    ("reunions", "Aucune réunion tenue enregistrée"),
    ("autonomie_evaluee", "Aucun semestre évalué sur la grille d’autonomie"),
    ("part_budget", "Aucune part du budget propre enregistrée"),
)


def manques_du_dispositif(lecture: LectureDuDispositif, fiches: Sequence[FicheConseil]) -> tuple[str, ...]:
    """Of the figures first, then conseil by conseil, then of the frame."""
    return (*manques(lecture.table, en_cours=lecture.en_cours), *_par_conseil(lecture, fiches), *_du_cadre(lecture))


def _par_conseil(lecture: LectureDuDispositif, fiches: Sequence[FicheConseil]) -> Iterator[str]:
    situes = list(zip(lecture.conseils, fiches, strict=True))
    for phrase, sans in (
        *((phrase, list(lecture.ou_manque(cle))) for cle, phrase in ABSENCES),
        (
            "Population des quartiers prioritaires non publiée",
            [c for c, f in situes if f.qpv and f.population is None],
        ),
        ("Aucune feuille de route de l’exercice enregistrée", [c for c, f in situes if not f.feuille]),
    ):
        if sans:
            yield f"{phrase} : {_lesquels(sans, lecture)}."


def _lesquels(conseils: Sequence[ConseilCitoyen], lecture: LectureDuDispositif) -> str:
    if len(conseils) == len(lecture.conseils) > 1:
        return "tous les conseils"
    return ", ".join(c.arrondissement.ordinal for c in conseils)


def _du_cadre(lecture: LectureDuDispositif) -> Iterator[str]:
    if lecture.convention is None:
        yield "Aucune convention enregistrée ne court le dernier jour de la période."
    if not lecture.compare:
        yield "Aucun exercice antérieur n’est connu : rien ne peut être comparé."
