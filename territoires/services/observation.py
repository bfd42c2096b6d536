"""Import of what others observe: series beside Paris, measures of targets, commitments, appreciations.

After the reference data, which name the quartiers, the targets, the signatories and the axes. The folder of
the project holds the columns and no row: these figures come from their producers, one year after another.
"""

from pathlib import Path

from socle.imports import Difference, Table, importer
from territoires import models

DONNEES = Path(__file__).resolve().parent.parent / "donnees_observation"
DONNEES_DEMO = DONNEES.with_name("donnees_observation_demo")

TABLES = (
    Table(
        "mesures_paris.csv",
        models.MesureParis,
        ("indicateur", "annee", "valeur", "source"),
        cle=("indicateur", "annee"),
    ),
    Table(
        "rangs_quartiers.csv",
        models.RangQuartier,
        ("quartier", "annee", "rang", "sur", "source"),
        cle=("quartier", "annee"),
    ),
    Table("mesures_cibles.csv", models.MesureCible, ("cible", "date", "valeur", "source"), cle=("cible", "date")),
    Table(
        "engagements.csv",
        models.Engagement,
        ("code", "annee", "signataire", "nature", "element", "arrondissement", "montant", "source"),
        reperes={"arrondissement": "numero"},
    ),
    Table(
        "appreciations.csv",
        models.Appreciation,
        (
            "code",
            "date",
            "moyen",
            "arrondissement",
            "quartier",
            "sexe",
            "age",
            "reponses",
            "somme",
            "commentaire",
            "source",
        ),
        reperes={"arrondissement": "numero"},
    ),
)


def importer_observation(*, dossier: Path = DONNEES, a_blanc: bool = False) -> list[Difference]:
    """Bring the tables to what the files say. Raises ``FichierRefuse`` and then writes nothing."""
    return importer(TABLES, dossier=dossier, a_blanc=a_blanc)
