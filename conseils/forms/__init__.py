from conseils.forms.absences import SuiviAbsencesForm
from conseils.forms.composition import CloreMandatForm, InscriptionForm, MandatForm, MembreForm
from conseils.forms.contacts import DemandeContactForm
from conseils.forms.groupes import FermerGroupeForm, GroupeForm
from conseils.forms.invites import InviteForm
from conseils.forms.lecture import EvolutionForm, JourForm
from conseils.forms.organisation import ConseilForm
from conseils.forms.presences import PresencesForm
from conseils.forms.reunions import AnnulerReunionForm, ReunionForm

__all__ = [
    "AnnulerReunionForm",
    "CloreMandatForm",
    "ConseilForm",
    "DemandeContactForm",
    "EvolutionForm",
    "FermerGroupeForm",
    "GroupeForm",
    "InscriptionForm",
    "InviteForm",
    "JourForm",
    "MandatForm",
    "MembreForm",
    "PresencesForm",
    "ReunionForm",
    "SuiviAbsencesForm",
]
