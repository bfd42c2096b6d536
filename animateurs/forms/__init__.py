from animateurs.forms.absences import AbsenceForm
from animateurs.forms.amelioration import (
    ActionCorrectiveForm,
    AvancerForm,
    FormationEquipeForm,
    LeconForm,
    ReponseSuggestionForm,
    RevueForm,
    SuggestionForm,
)
from animateurs.forms.journal import (
    AffectationForm,
    ClotureForm,
    DureeField,
    LigneForm,
    RenvoiForm,
    ReunionPriseForm,
    lire_duree,
)

__all__ = [
    "AbsenceForm",
    "ActionCorrectiveForm",
    "AffectationForm",
    "AvancerForm",
    "ClotureForm",
    "DureeField",
    "FormationEquipeForm",
    "LeconForm",
    "LigneForm",
    "RenvoiForm",
    "ReponseSuggestionForm",
    "ReunionPriseForm",
    "RevueForm",
    "SuggestionForm",
    "lire_duree",
]
