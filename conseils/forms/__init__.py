from conseils.forms.autonomie import EvaluationForm
from conseils.forms.base import ConfirmationForm
from conseils.forms.composition import CloreMandatForm, InscriptionForm, MandatForm, MembreForm
from conseils.forms.formations import FormationForm, ParticipantsForm
from conseils.forms.organisation import ConseilForm
from conseils.forms.presences import PresencesForm
from conseils.forms.reunions import AnnulerReunionForm, ReunionForm

__all__ = [
    "AnnulerReunionForm",
    "CloreMandatForm",
    "ConfirmationForm",
    "ConseilForm",
    "EvaluationForm",
    "FormationForm",
    "InscriptionForm",
    "MandatForm",
    "MembreForm",
    "ParticipantsForm",
    "PresencesForm",
    "ReunionForm",
]
