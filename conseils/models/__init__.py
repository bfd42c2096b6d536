from conseils.models.autonomie import EvaluationAutonomie
from conseils.models.composition import GroupeMoteur, Mandat, Membre, Sexe, TrancheAge
from conseils.models.conseil import ConseilCitoyen
from conseils.models.diagnostic import Acteur, Expression, Interlocuteur
from conseils.models.formations import (
    CompetencesDeclarees,
    ComptageFormation,
    DelegationFormation,
    Formation,
    ParticipationFormation,
)
from conseils.models.reunions import ComptageEloignes, ComptagePublic, Presence, Reunion

__all__ = [
    "Acteur",
    "CompetencesDeclarees",
    "ComptageEloignes",
    "ComptageFormation",
    "ComptagePublic",
    "ConseilCitoyen",
    "DelegationFormation",
    "EvaluationAutonomie",
    "Expression",
    "Formation",
    "GroupeMoteur",
    "Interlocuteur",
    "Mandat",
    "Membre",
    "ParticipationFormation",
    "Presence",
    "Reunion",
    "Sexe",
    "TrancheAge",
]
