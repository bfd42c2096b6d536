from conseils.models.absences import TacheAbsence
from conseils.models.composition import GroupeMoteur, Invite, Mandat, Membre, Sexe, TrancheAge
from conseils.models.conseil import ConseilCitoyen
from conseils.models.emargement import NumeroEmargement
from conseils.models.regimes import RegimeReference
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
    "Invite",
    "Mandat",
    "Membre",
    "NumeroEmargement",
    "Presence",
    "RegimeReference",
    "Reunion",
    "Sexe",
    "TacheAbsence",
    "TrancheAge",
]
