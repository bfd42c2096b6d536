"""Import of reference data: conseils (a start that their users own), dated values, steps of a back-planning."""

from pathlib import Path

from django.db import transaction

from comptes.services.audit import tracer
from conseils.models import ConseilCitoyen, DelaiReponse, JalonReference, RegimeReference
from socle.imports import Difference, Table, importer

DONNEES = Path(__file__).resolve().parent.parent / "donnees"

TABLES = (
    Table(
        "conseils.csv",
        ConseilCitoyen,
        ("arrondissement", "nom", "statut", "quartiers"),
        cle=("arrondissement",),
        reperes={"arrondissement": "numero"},
        # The source knows neither the status nor the final perimeter: what was typed since prevails.
        a_la_creation=frozenset({"nom", "statut", "quartiers"}),
    ),
    Table(
        "regimes.csv",
        RegimeReference,
        (
            "code",
            "nature",
            "intitule",
            "debut",
            "fin",
            "taille_min",
            "taille_max",
            "part_habitants",
            "parite_min",
            "parite_max",
            "tirage_impose",
            "note",
            "source",
        ),
    ),
    Table("jalons.csv", JalonReference, ("code", "intitule", "jours", "types", "source")),
    Table(
        "delais_reponse.csv",
        DelaiReponse,
        ("type", "partenaire", "jours", "tacite", "source"),
        cle=("type", "partenaire"),
        # A delay is a setting of the coordination: the file only says with what it begins.
        a_la_creation=frozenset({"jours", "tacite", "source"}),
    ),
)


@transaction.atomic
def importer_conseils(*, dossier: Path = DONNEES, a_blanc: bool = False) -> list[Difference]:
    """Create the conseils that are missing, and bring the régimes and jalons to what their files say.

    Raises ``FichierRefuse`` and then writes nothing.
    """
    differences = importer(TABLES, dossier=dossier, a_blanc=a_blanc)
    if not a_blanc:
        for cree in differences[0].crees:
            tracer(acte="importer", objet=cree.objet, par=None)
    return differences
