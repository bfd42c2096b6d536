from conseils.forms.composition import CloreMandatForm, InscriptionForm, MandatForm, MembreForm
from conseils.forms.organisation import ConseilForm
from conseils.forms.presences import PresencesForm
from conseils.forms.reunions import AnnulerReunionForm, ReunionForm
from conseils.forms.tirages import (
    CloreTirageForm,
    ColonnesForm,
    DepotForm,
    QuotasForm,
    ReponsesForm,
    TirageForm,
    TirerForm,
)

__all__ = [
    "AnnulerReunionForm",
    "CloreMandatForm",
    "CloreTirageForm",
    "ColonnesForm",
    "ConseilForm",
    "DepotForm",
    "InscriptionForm",
    "MandatForm",
    "MembreForm",
    "PresencesForm",
    "QuotasForm",
    "ReponsesForm",
    "ReunionForm",
    "TirageForm",
    "TirerForm",
]
