"""Which column of a file says what: proposed from its headings, then settled by a person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Colonne:
    """What a list may say of a person. ``motif`` recognises its usual headings, once flattened."""

    champ: str
    libelle: str
    motif: str
    aide: str = ""
    obligatoire: bool = False


COLONNES = (
    Colonne("nom", "Nom", r"(nom|nomdefamille|nomdusage|nometprenom|nomprenom|lastname)", obligatoire=True),
    Colonne("prenom", "Prénom", r"(prenoms?|firstname)", "Laissez vide si le nom contient déjà le prénom."),
    Colonne("sexe", "Sexe", r"(sexe|genre|civilite)", "F, H, femme, homme, Mme, M."),
    Colonne(
        "age",
        "Âge",
        r"(age|trancheage|tranchedage|annee|naissance|datedenaissance|anneedenaissance|neele|neeen)",
        "Âge, tranche d'âge, année ou date de naissance : seule la tranche est gardée.",
    ),
    Colonne("quartier", "Quartier", r"(quartier|qpv|codeqpv|secteur)", "Nom ou code d'un quartier du périmètre."),
    Colonne("college", "Collège", r"(college|categorie)", "Habitants ou acteurs locaux ; vide : habitants."),
    Colonne("contact", "Contact", r"(contact|telephone|tel|mail|email|courriel|mobile|portable)"),
)


def aplatir(texte: str) -> str:
    """Lower case, no accent, letters and digits only: « N° de  Tél. » gives « ndetel »."""
    decompose = unicodedata.normalize("NFKD", texte.casefold().replace("œ", "oe"))
    return re.sub(r"[^a-z0-9]", "", decompose)


def proposer(entetes: Sequence[str]) -> dict[str, int | None]:
    """The index of the first heading that looks like each column, if any."""
    aplatis = [aplatir(entete) for entete in entetes]
    return {
        colonne.champ: next((i for i, texte in enumerate(aplatis) if re.fullmatch(colonne.motif, texte)), None)
        for colonne in COLONNES
    }
