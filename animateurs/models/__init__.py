from animateurs.models.absences import Absence
from animateurs.models.activites import TypeActivite
from animateurs.models.amelioration import (
    ActionCorrective,
    DecisionRevue,
    FormationEquipe,
    Lecon,
    RevueAnnuelle,
    Suggestion,
)
from animateurs.models.convention import Convention, Mission, ObjectifConvention
from animateurs.models.equipe import Affectation
from animateurs.models.feuilles import ActionFeuille, FeuilleDeRoute, RevisionFeuille
from animateurs.models.lignes import LigneJournal
from animateurs.models.passation import Passation
from animateurs.models.rappels import Rappel
from animateurs.models.registres import Registre
from animateurs.models.remarques import RemarqueLigne
from animateurs.models.saisie import LigneType, MesureSaisie
from animateurs.models.semaines import SemaineJournal
from animateurs.models.suivi import NoteChiffre, RappelEquipe

__all__ = [
    "Absence",
    "ActionCorrective",
    "ActionFeuille",
    "Affectation",
    "Convention",
    "DecisionRevue",
    "FeuilleDeRoute",
    "FormationEquipe",
    "Lecon",
    "LigneJournal",
    "LigneType",
    "MesureSaisie",
    "Mission",
    "NoteChiffre",
    "ObjectifConvention",
    "Passation",
    "Rappel",
    "RappelEquipe",
    "Registre",
    "RemarqueLigne",
    "RevisionFeuille",
    "RevueAnnuelle",
    "SemaineJournal",
    "Suggestion",
    "TypeActivite",
]
