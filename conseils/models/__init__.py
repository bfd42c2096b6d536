from conseils.models.composition import GroupeMoteur, Mandat, Membre, Sexe, TrancheAge
from conseils.models.conseil import ConseilCitoyen
from conseils.models.reunions import ComptageEloignes, ComptagePublic, Presence, Reunion
from conseils.models.tirage import Candidat, Critere, Depot, Identite, Invitation, Quota, Tirage, Tour

__all__ = [
    "Candidat",
    "ComptageEloignes",
    "ComptagePublic",
    "ConseilCitoyen",
    "Critere",
    "Depot",
    "GroupeMoteur",
    "Identite",
    "Invitation",
    "Mandat",
    "Membre",
    "Presence",
    "Quota",
    "Reunion",
    "Sexe",
    "Tirage",
    "Tour",
    "TrancheAge",
]
