"""Part K: what awaits a decision, and between what the comité may choose. Derived, never invented."""

from __future__ import annotations

from collections.abc import Iterable

from conseils.models import AvancementPriorite
from reporting.rapports.communs.libelles import majuscule
from reporting.rapports.dossier_copil.donnees import DecisionSuivie, Parole, PrioriteSuivie, Proposition
from reporting.rapports.dossier_copil.lecture import Lecture
from socle.templatetags.typographie import date_fr

_AVANCEMENT = AvancementPriorite.Avancement
ARRETEES = tuple(majuscule(a.label) for a in (_AVANCEMENT.NON_COMMENCE, _AVANCEMENT.ABANDONNE))


def propositions(
    lecture: Lecture, decisions: Iterable[DecisionSuivie], priorites: Iterable[PrioriteSuivie], dite: Parole
) -> tuple[Proposition, ...]:
    """Only those about which there is something to decide."""
    toutes = (_decisions(decisions), _reponses(lecture, dite), _priorites(lecture, priorites))
    return tuple(proposition for proposition in toutes if proposition.objets)


def _decisions(decisions: Iterable[DecisionSuivie]) -> Proposition:
    return Proposition(
        titre="Les décisions en retard",
        motif="Leur échéance est passée et elles ne sont pas closes.",
        objets=tuple(
            f"{_sans_point(suivie.texte)} ({suivie.responsable}, pour le {date_fr(suivie.echeance)})"
            for suivie in decisions
            if suivie.en_retard
        ),
        options=(
            "Maintenir la décision, avec une nouvelle échéance",
            "La confier à un autre responsable",
            "L’abandonner, en disant pourquoi",
        ),
    )


def _reponses(lecture: Lecture, dite: Parole) -> Proposition:
    return Proposition(
        titre="Les réponses en retard aux conseils citoyens",
        motif="Le jour où elles étaient attendues est passé.",
        objets=tuple(
            f"{r.institution}, {r.acte}{f' ({r.lieu})' if lecture.paris else ''}, attendue le {date_fr(r.echeance)}"
            for r in dite.reponses_dues
            if r.en_retard
        ),
        options=(
            "Répondre en séance",
            "Fixer le jour de la réponse écrite et qui la signe",
            "Dire pourquoi il n’y sera pas répondu",
        ),
    )


def _priorites(lecture: Lecture, priorites: Iterable[PrioriteSuivie]) -> Proposition:
    return Proposition(
        titre="Les priorités qui n’avancent pas",
        motif="Leur dernier avancement connu est « non commencée » ou « abandonnée ».",
        objets=tuple(
            f"{_sans_point(p.intitule)} ({_lieux(lecture, p)}{p.avancement.lower()})"
            for p in priorites
            if p.avancement in ARRETEES
        ),
        options=(
            "Poursuivre l’objectif, avec d’autres moyens",
            "Réajuster l’objectif",
            "Retirer la priorité, et dire ce qui la remplace",
        ),
    )


def _sans_point(texte: str) -> str:
    return texte.rstrip(" .")


def _lieux(lecture: Lecture, priorite: PrioriteSuivie) -> str:
    return f"{', '.join(priorite.lieux)}, " if lecture.paris else ""
