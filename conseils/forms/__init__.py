from conseils.forms.composition import CloreMandatForm, InscriptionForm, MandatForm, MembreForm
from conseils.forms.organisation import ConseilForm, InstallationForm, MoyenForm, PortageForm
from conseils.forms.presences import PresencesForm
from conseils.forms.reglement import AdoptionForm, VerificationForm, VersionForm
from conseils.forms.reunions import AnnulerReunionForm, ReunionForm

__all__ = [
    "AdoptionForm",
    "AnnulerReunionForm",
    "CloreMandatForm",
    "ConseilForm",
    "InscriptionForm",
    "InstallationForm",
    "MandatForm",
    "MembreForm",
    "MoyenForm",
    "PortageForm",
    "PresencesForm",
    "ReunionForm",
    "VerificationForm",
    "VersionForm",
]
