from territoires.models.contrat import ContratVille, ElementContrat
from territoires.models.geographie import (
    Arrondissement,
    FiliationQuartier,
    MesureQuartier,
    PerimetreRenouvellement,
    Quartier,
)
from territoires.models.geometrie import Geometrie
from territoires.models.observation import Appreciation, Cible, Engagement, MesureCible, MesureParis, RangQuartier
from territoires.models.partenaires import Partenaire, TypeInstance
from territoires.models.reperes import Repere

__all__ = [
    "Appreciation",
    "Arrondissement",
    "Cible",
    "ContratVille",
    "ElementContrat",
    "Engagement",
    "FiliationQuartier",
    "Geometrie",
    "MesureCible",
    "MesureParis",
    "MesureQuartier",
    "Partenaire",
    "PerimetreRenouvellement",
    "Quartier",
    "RangQuartier",
    "Repere",
    "TypeInstance",
]
