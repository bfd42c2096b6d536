from animateurs.models.absences import Absence
from animateurs.models.convention import Convention, Mission, ObjectifConvention
from animateurs.models.equipe import Affectation
from animateurs.models.feuilles import ActionFeuille, FeuilleDeRoute, RevisionFeuille
from animateurs.models.journal import LigneJournal, SemaineJournal, TypeActivite

__all__ = [
    "Absence",
    "ActionFeuille",
    "Affectation",
    "Convention",
    "FeuilleDeRoute",
    "LigneJournal",
    "Mission",
    "ObjectifConvention",
    "RevisionFeuille",
    "SemaineJournal",
    "TypeActivite",
]
