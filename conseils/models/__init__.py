from conseils.models.composition import GroupeMoteur, Invite, Mandat, Membre, Sexe, TrancheAge
from conseils.models.conseil import ConseilCitoyen
from conseils.models.regimes import RegimeReference
from conseils.models.reunions import ComptageEloignes, ComptagePublic, Presence, Reunion

__all__ = [
    "ComptageEloignes",
    "ComptagePublic",
    "ConseilCitoyen",
    "GroupeMoteur",
    "Invite",
    "Mandat",
    "Membre",
    "Presence",
    "RegimeReference",
    "Reunion",
    "Sexe",
    "TrancheAge",
]
