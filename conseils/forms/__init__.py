from conseils.forms.absences import SuiviAbsencesForm
from conseils.forms.composition import CloreMandatForm, InscriptionForm, MandatForm, MembreForm
from conseils.forms.contacts import DemandeContactForm
from conseils.forms.organisation import ConseilForm
from conseils.forms.presences import PresencesForm
from conseils.forms.reunions import AnnulerReunionForm, ReunionForm

__all__ = [
    "AnnulerReunionForm",
    "CloreMandatForm",
    "ConseilForm",
    "DemandeContactForm",
    "InscriptionForm",
    "MandatForm",
    "MembreForm",
    "PresencesForm",
    "ReunionForm",
    "SuiviAbsencesForm",
]
