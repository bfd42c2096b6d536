"""Import of the reference data of the territories.

No audit line is written: this room stands below the audit trail, and the files, with their history, are
the trail.
"""

from pathlib import Path

from socle.imports import Difference, Table, importer
from territoires import models

DONNEES = Path(__file__).resolve().parent.parent / "donnees"

# In order: a table comes after those that it names.
TABLES = (
    Table(
        "arrondissements.csv",
        models.Arrondissement,
        ("numero", "code_insee", "nom", "colonne", "ligne"),
        cle=("numero",),
    ),
    Table(
        "quartiers.csv",
        models.Quartier,
        ("code", "nom", "categorie", "generation", "arrondissements", "note", "source"),
        reperes={"arrondissements": "numero"},
    ),
    Table(
        "filiations.csv",
        models.FiliationQuartier,
        ("ancien", "nouveau", "source"),
        cle=("ancien", "nouveau"),
    ),
    Table(
        "mesures.csv",
        models.MesureQuartier,
        ("quartier", "indicateur", "annee", "valeur", "reserve", "source"),
        cle=("quartier", "indicateur", "annee"),
    ),
    Table(
        "perimetres.csv",
        models.PerimetreRenouvellement,
        ("code", "nom", "programme", "arrondissements", "quartiers", "note", "source"),
        reperes={"arrondissements": "numero"},
    ),
    Table(
        "reperes.csv",
        models.Repere,
        ("code", "theme", "enonce", "valeur", "unite", "annee", "arrondissements", "quartiers", "source"),
        reperes={"arrondissements": "numero"},
    ),
    Table("contrats.csv", models.ContratVille, ("code", "titre", "debut", "fin", "source")),
    Table(
        "elements_contrat.csv",
        models.ElementContrat,
        ("contrat", "code", "niveau", "intitule", "parent", "source"),
        cle=("contrat", "code"),
    ),
    Table(
        "cibles.csv",
        models.Cible,
        ("code", "libelle", "element", "depart", "valeur", "unite", "sens", "echeance", "note", "source"),
    ),
    Table(
        "partenaires.csv",
        models.Partenaire,
        ("code", "nom", "sigle", "nature", "signataire", "source"),
    ),
    Table(
        "types_instances.csv",
        models.TypeInstance,
        (
            "code",
            "nom",
            "echelle",
            "frequence_min",
            "invitant",
            "composition",
            "role_conseil",
            "ouverte_au_conseil",
            "historique",
            "source",
        ),
    ),
)


def importer_territoires(*, dossier: Path = DONNEES, a_blanc: bool = False) -> list[Difference]:
    """Bring the tables to what the files say. Raises ``FichierRefuse`` and then writes nothing."""
    return importer(TABLES, dossier=dossier, a_blanc=a_blanc)
