from conseils.forms.autonomie import EvaluationForm
from conseils.forms.base import ConfirmationForm
from conseils.forms.composition import CloreMandatForm, InscriptionForm, MandatForm, MembreForm
from conseils.forms.diagnostic import ActeurForm, ExpressionForm, FiltreDiagnostic, InterlocuteurForm
from conseils.forms.formations import FormationForm, ParticipantsForm
from conseils.forms.organisation import ConseilForm
from conseils.forms.presences import PresencesForm
from conseils.forms.reunions import AnnulerReunionForm, ReunionForm

__all__ = [
    "ActeurForm",
    "AnnulerReunionForm",
    "CloreMandatForm",
    "ConfirmationForm",
    "ConseilForm",
    "EvaluationForm",
    "ExpressionForm",
    "FiltreDiagnostic",
    "FormationForm",
    "InscriptionForm",
    "InterlocuteurForm",
    "MandatForm",
    "MembreForm",
    "ParticipantsForm",
    "PresencesForm",
    "ReunionForm",
]
