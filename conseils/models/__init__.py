from conseils.models.absences import TacheAbsence
from conseils.models.composition import GroupeMoteur, Mandat, Membre, Sexe, TrancheAge
from conseils.models.conseil import ConseilCitoyen
from conseils.models.emargement import NumeroEmargement
from conseils.models.reunions import ComptageEloignes, ComptagePublic, Presence, Reunion
from conseils.models.venues import ComptagePremieres, ComptageQuartier, DemandeContact

__all__ = [
    "ComptageEloignes",
    "ComptagePremieres",
    "ComptagePublic",
    "ComptageQuartier",
    "ConseilCitoyen",
    "DemandeContact",
    "GroupeMoteur",
    "Mandat",
    "Membre",
    "NumeroEmargement",
    "Presence",
    "Reunion",
    "Sexe",
    "TacheAbsence",
    "TrancheAge",
]
