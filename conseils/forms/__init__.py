from conseils.forms.composition import CloreMandatForm, InscriptionForm, MandatForm, MembreForm
from conseils.forms.organisation import ConseilForm
from conseils.forms.presences import PresencesForm
from conseils.forms.reunions import AnnulerReunionForm, ReunionForm
from conseils.forms.tirages import ColonnesForm, DepotForm, TirageForm

__all__ = [
    "AnnulerReunionForm",
    "CloreMandatForm",
    "ColonnesForm",
    "ConseilForm",
    "DepotForm",
    "InscriptionForm",
    "MandatForm",
    "MembreForm",
    "PresencesForm",
    "ReunionForm",
    "TirageForm",
]
