from territoires.models.contrat import ContratVille, ElementContrat
from territoires.models.geographie import (
    Arrondissement,
    FiliationQuartier,
    MesureQuartier,
    PerimetreRenouvellement,
    Quartier,
)
from territoires.models.geometrie import Geometrie
from territoires.models.partenaires import Partenaire, TypeInstance

__all__ = [
    "Arrondissement",
    "ContratVille",
    "ElementContrat",
    "FiliationQuartier",
    "Geometrie",
    "MesureQuartier",
    "Partenaire",
    "PerimetreRenouvellement",
    "Quartier",
    "TypeInstance",
]
