"""What an account may do to a document where it stands, and what it may read of its path."""

from __future__ import annotations

from django.db.models import QuerySet

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import permises
from reporting.models import PassageRapport, Rapport
from reporting.services.circuit import institution_de

# The act of the table of transitions, and the right that it takes.
DROITS = {
    "soumettre": P.RAPPORT_PUBLIER,
    "accepter": P.RAPPORT_VALIDER,
    "renvoyer": P.RAPPORT_VALIDER,
    "reprendre": P.RAPPORT_DEMANDER,
    "publier": P.RAPPORT_PUBLIER,
    "publier_directement": P.RAPPORT_PUBLIER,
    "relancer": P.RAPPORT_DEMANDER,
}
HORS_CIRCUIT = {"soumettre", "accepter", "renvoyer", "publier"}


def gestes(rapport: Rapport, compte: Compte) -> set[str]:
    """The acts offered on the page: « publier » stands for both ways of publishing."""
    tenues = permises(compte, rapport, set(DROITS.values()))
    actes = {acte for acte in Rapport.MACHINE.actes_possibles(rapport.etat) if DROITS.get(acte) in tenues}
    actes -= {"publier_directement"} if rapport.la_sorte.a_valider else HORS_CIRCUIT
    if "accepter" in actes and _a_deja_accepte(rapport, compte):
        actes.remove("accepter")
    if rapport.la_sorte.sections and P.RAPPORT_DEMANDER in tenues:
        actes.add("ecrire")
    return {"publier" if acte == "publier_directement" else acte for acte in actes}


def passages_lisibles(rapport: Rapport, compte: Compte) -> QuerySet[PassageRapport]:
    """The team reads the whole path; the commanditaires what passes through their hands; others, the signatures."""
    tenues = permises(compte, rapport, (P.RAPPORT_DEMANDER, P.RAPPORT_VALIDER))
    if P.RAPPORT_DEMANDER in tenues:
        return rapport.passages.all()
    actes = PassageRapport.CIRCUIT if P.RAPPORT_VALIDER in tenues else PassageRapport.SIGNATURES
    return rapport.passages.filter(acte__in=actes)


def _a_deja_accepte(rapport: Rapport, compte: Compte) -> bool:
    return rapport.passages.acceptations(rapport.tour).filter(institution=institution_de(compte)).exists()
