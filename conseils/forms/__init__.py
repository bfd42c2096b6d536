from conseils.forms.composition import CloreMandatForm, InscriptionForm, MandatForm, MembreForm
from conseils.forms.convocations import ConvoquerForm
from conseils.forms.documents import DocumentForm
from conseils.forms.ordre_du_jour import PointForm
from conseils.forms.organisation import ConseilForm
from conseils.forms.presences import PresencesForm
from conseils.forms.proces_verbaux import ApprouverForm, DecisionForm, RedigerForm, SuiviForm
from conseils.forms.reunions import AnnulerReunionForm, ReunionForm

__all__ = [
    "AnnulerReunionForm",
    "ApprouverForm",
    "CloreMandatForm",
    "ConseilForm",
    "ConvoquerForm",
    "DecisionForm",
    "DocumentForm",
    "InscriptionForm",
    "MandatForm",
    "MembreForm",
    "PointForm",
    "PresencesForm",
    "RedigerForm",
    "ReunionForm",
    "SuiviForm",
]
