from conseils.models.agendas import AgendaPartage
from conseils.models.composition import GroupeMoteur, Mandat, Membre, Sexe, TrancheAge
from conseils.models.conseil import ConseilCitoyen
from conseils.models.convocations import Convocation, EnvoiConvocation
from conseils.models.documents import DocumentReunion
from conseils.models.ordre_du_jour import PointOrdreDuJour
from conseils.models.proces_verbaux import Decision, ProcesVerbal
from conseils.models.reunions import ComptageEloignes, ComptagePublic, Presence, Reunion

__all__ = [
    "AgendaPartage",
    "ComptageEloignes",
    "ComptagePublic",
    "ConseilCitoyen",
    "Convocation",
    "Decision",
    "DocumentReunion",
    "EnvoiConvocation",
    "GroupeMoteur",
    "Mandat",
    "Membre",
    "PointOrdreDuJour",
    "Presence",
    "ProcesVerbal",
    "Reunion",
    "Sexe",
    "TrancheAge",
]
