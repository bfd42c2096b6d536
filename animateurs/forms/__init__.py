from animateurs.forms.absences import AbsenceForm
from animateurs.forms.activites import PromotionForm, RegistreForm, TypeActiviteForm
from animateurs.forms.amelioration import (
    ActionCorrectiveForm,
    AvancerForm,
    FormationEquipeForm,
    LeconForm,
    ReponseSuggestionForm,
    RevueForm,
    SuggestionForm,
)
from animateurs.forms.equipe import (
    AffectationForm,
    ClotureForm,
    NoteForm,
    OuvertForm,
    PassationForm,
    reponses_initiales,
)
from animateurs.forms.feuilles import (
    ActionForm,
    AvancerActionForm,
    DiagnosticForm,
    ImportForm,
    LiensForm,
    MotifForm,
    OuvrirFeuilleForm,
    ReporterForm,
)
from animateurs.forms.journal import (
    DureeField,
    JourForm,
    LigneForm,
    PartageForm,
    ReunionPriseForm,
    lire_duree,
)
from animateurs.forms.revue import RenvoiForm

__all__ = [
    "AbsenceForm",
    "ActionCorrectiveForm",
    "ActionForm",
    "AffectationForm",
    "AvancerActionForm",
    "AvancerForm",
    "ClotureForm",
    "DiagnosticForm",
    "DureeField",
    "FormationEquipeForm",
    "ImportForm",
    "JourForm",
    "LeconForm",
    "LiensForm",
    "LigneForm",
    "MotifForm",
    "NoteForm",
    "OuvertForm",
    "OuvrirFeuilleForm",
    "PartageForm",
    "PassationForm",
    "PromotionForm",
    "RegistreForm",
    "RenvoiForm",
    "ReponseSuggestionForm",
    "ReporterForm",
    "ReunionPriseForm",
    "RevueForm",
    "SuggestionForm",
    "TypeActiviteForm",
    "lire_duree",
    "reponses_initiales",
]
