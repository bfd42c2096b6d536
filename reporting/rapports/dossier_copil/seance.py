"""Parts A, B and C: the convocation, the agenda, what became of the decisions of the last séance."""

from __future__ import annotations

from conseils.models import DecisionInstance
from reporting.querysets.copil import decisions_a_suivre, signataires
from reporting.rapports.communs.libelles import majuscule
from reporting.rapports.dossier_copil import donnees as d
from reporting.rapports.dossier_copil.lecture import Lecture

# What the contract wants each comité to look at (« La gouvernance »).
RUBRIQUES_DE_PARIS = (
    "L’avancée du contrat de ville",
    "L’impact des actions",
    "L’évolution des quartiers",
    "Les réajustements nécessaires des objectifs ou des moyens",
    "Les priorités de l’appel à projets",
)
RUBRIQUES_DU_TERRITOIRE = (
    "L’avancée du projet de territoire",
    "L’impact des actions",
    "L’évolution du quartier",
    "Les ajustements nécessaires",
    "La poursuite des objectifs et les priorités de l’année à venir",
)


def convocation(lecture: Lecture) -> d.Convocation:
    seance = lecture.seance
    return d.Convocation(
        date=seance.date,
        heure=f"{seance.heure:%-H\u00a0h\u00a0%M}" if seance.heure else "",
        lieu=seance.lieu,
        invitants=seance.invitant or seance.type.invitant,
        composition=seance.type.composition,
        role=seance.type.role_conseil,
        signataires=tuple(signataires()),
        conseils=tuple(d.ConseilInvite(c.nom, c.designe) for c in lecture.conseils),
        etapes=tuple(_etapes(lecture)),
    )


def _etapes(lecture: Lecture):
    for tache in lecture.seance.taches.select_related("jalon").order_by("pour_le", "pk"):
        faite = tache.faite_le is not None and tache.faite_le <= lecture.arrete_au
        yield d.Etape(tache.jalon.intitule, tache.pour_le, tache.faite_le if faite else None)


def ordre_du_jour(lecture: Lecture) -> d.OrdreDuJour:
    points = lecture.seance.points.inscrits().order_by("rang")
    rubriques = RUBRIQUES_DE_PARIS if lecture.paris else RUBRIQUES_DU_TERRITOIRE
    return d.OrdreDuJour(rubriques, tuple(d.PointInscrit(p.intitule, p.note) for p in points))


def decisions(lecture: Lecture) -> tuple[d.DecisionSuivie, ...]:
    lignes = decisions_a_suivre(lecture.precedente)
    return tuple(_decision(decision, lecture) for decision in lignes)


def _decision(decision: DecisionInstance, lecture: Lecture) -> d.DecisionSuivie:
    """Closed after the day of the figures, it was still open on that day."""
    le = lecture.arrete_au
    ouverte = decision.close_le is None or decision.close_le > le
    en_retard = bool(ouverte and decision.echeance and decision.echeance < le)
    rouverte = ouverte and decision.close_le is not None
    etat = DecisionInstance.Etat.EN_COURS.label if rouverte else decision.get_etat_display()
    return d.DecisionSuivie(
        decidee_le=decision.seance.date,
        texte=decision.texte,
        responsable=decision.qui,
        echeance=decision.echeance,
        etat=f"{majuscule(etat)}, en retard" if en_retard else majuscule(etat),
        en_retard=en_retard,
        motif="" if ouverte else decision.motif,
    )
