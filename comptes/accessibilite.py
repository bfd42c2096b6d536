"""What the declaration of accessibility says of the automatic checks: the last record of ``make accessibilite``.

An address that answers with a page is in the record, or among the exceptions below with its reason
(tests/comptes/test_accessibilite.py): a page added without a new record makes the build fail.
"""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FICHIER = Path(__file__).parent / "releve_accessibilite.json"

FICHIERS = "donne un fichier, examiné dans son propre format"
FRAGMENT = "morceau de page, examiné dans la page qui le contient"
MACHINE = "pour les programmes, personne ne le lit"
EXCEPTIONS = {
    "agenda_ics": FICHIERS,
    "arrete_fichier": FICHIERS,
    "avis_document": FICHIERS,
    "depense_justificatif": FICHIERS,
    "document": FICHIERS,
    "emargement": FICHIERS,
    "feuille_exporter": FICHIERS,
    "feuille_pdf": FICHIERS,
    "initiative_document": FICHIERS,
    "membre_donnees_fichier": FICHIERS,
    "mes_donnees_fichier": FICHIERS,
    "passation_pdf": FICHIERS,
    "public_agenda": FICHIERS,
    "public_bilan": FICHIERS,
    "rapport_pdf": FICHIERS,
    "reponse_courrier": FICHIERS,
    "reponse_document": FICHIERS,
    "restitution_pdf": FICHIERS,
    "semaine_pdf": FICHIERS,
    "tirage_pv": FICHIERS,
    "tirage_vivier": FICHIERS,
    "version_fichier": FICHIERS,
    "campagne_avancement": FRAGMENT,
    "exports_avancement": FRAGMENT,
    "rapport_avancement": FRAGMENT,
    "ma_semaine": "la semaine en cours, examinée sous son adresse",
    "sante": MACHINE,
}


@dataclass(frozen=True)
class Releve:
    """``etats``: pages examined, each by one role, in one state and at one width; ``ecrans``: different addresses."""

    le: date
    etats: int
    roles: int
    ecrans: dict[str, int]


@cache
def dernier_releve() -> Releve:
    lu = json.loads(FICHIER.read_text(encoding="utf-8"))
    return Releve(date.fromisoformat(lu["le"]), lu["etats"], lu["roles"], lu["ecrans"])


def exceptions() -> dict[str, int]:
    """How many addresses give a file, or are no page of their own."""
    fichiers = Counter(EXCEPTIONS.values())[FICHIERS]
    return {"fichiers": fichiers, "autres": len(EXCEPTIONS) - fichiers}
