"""Import of the convention, its missions and objectives, the registres and the kinds of activity."""

from pathlib import Path

from django.db import transaction

from animateurs.models import Convention, Mission, ObjectifConvention, Registre, TypeActivite
from comptes.services.audit import tracer
from socle.imports import Difference, Table, importer

DONNEES = Path(__file__).resolve().parent.parent / "donnees"

REGISTRE = ("code", "libelle", "ordre", "actif", "source")
TYPE_ACTIVITE = ("code", "libelle", "mission", "registre", "exemples", "ordre", "actif")

# In order: a table comes after those that it names.
TABLES = (
    Table("missions.csv", Mission, ("code", "libelle", "intitule", "interne", "ordre", "source")),
    # The file only starts these two lists: the coordination edits them, and an import takes nothing back.
    Table("registres.csv", Registre, REGISTRE, a_la_creation=frozenset(REGISTRE) - {"code"}),
    Table("types_activite.csv", TypeActivite, TYPE_ACTIVITE, a_la_creation=frozenset(TYPE_ACTIVITE) - {"code"}),
    Table(
        "convention.csv",
        Convention,
        (
            "code",
            "intitule",
            "debut",
            "fin",
            "commanditaires",
            "partenaire",
            "operateur",
            "arrondissements",
            "postes_animateurs",
            "postes_coordination",
            "source",
        ),
        reperes={"arrondissements": "numero"},
    ),
    Table(
        "objectifs_convention.csv",
        ObjectifConvention,
        ("convention", "numero", "intitule"),
        cle=("convention", "numero"),
    ),
)


@transaction.atomic
def importer_convention(*, dossier: Path = DONNEES, a_blanc: bool = False) -> list[Difference]:
    """Bring the tables to what the files say. Raises ``FichierRefuse`` and then writes nothing."""
    differences = importer(TABLES, dossier=dossier, a_blanc=a_blanc)
    if not a_blanc:
        for ecart in (e for d in differences for e in (*d.crees, *d.modifies)):
            tracer(acte="importer", objet=ecart.objet, par=None, changements=ecart.changements)
    return differences
