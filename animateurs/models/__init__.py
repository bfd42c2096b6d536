from animateurs.models.convention import Convention, Mission, ObjectifConvention
from animateurs.models.equipe import Affectation
from animateurs.models.journal import LigneJournal, SemaineJournal, TypeActivite

__all__ = [
    "Affectation",
    "Convention",
    "LigneJournal",
    "Mission",
    "ObjectifConvention",
    "SemaineJournal",
    "TypeActivite",
]
