from conseils.forms.composition import CloreMandatForm, InscriptionForm, MandatForm, MembreForm
from conseils.forms.ordre_du_jour import PointForm
from conseils.forms.organisation import ConseilForm
from conseils.forms.presences import PresencesForm
from conseils.forms.reunions import AnnulerReunionForm, ReunionForm

__all__ = [
    "AnnulerReunionForm",
    "CloreMandatForm",
    "ConseilForm",
    "InscriptionForm",
    "MandatForm",
    "MembreForm",
    "PointForm",
    "PresencesForm",
    "ReunionForm",
]
