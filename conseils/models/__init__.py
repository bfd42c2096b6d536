from conseils.models.composition import GroupeMoteur, Mandat, Membre, Sexe, TrancheAge
from conseils.models.conseil import ConseilCitoyen
from conseils.models.organisation import Arrete, MoyenPrete, Portage
from conseils.models.reglement import VerificationInalterable, VerificationReglement, VersionReglement
from conseils.models.reunions import ComptageEloignes, ComptagePublic, Presence, Reunion

__all__ = [
    "Arrete",
    "ComptageEloignes",
    "ComptagePublic",
    "ConseilCitoyen",
    "GroupeMoteur",
    "Mandat",
    "Membre",
    "MoyenPrete",
    "Portage",
    "Presence",
    "Reunion",
    "Sexe",
    "TrancheAge",
    "VerificationInalterable",
    "VerificationReglement",
    "VersionReglement",
]
