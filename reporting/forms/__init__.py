"""What people type: requests and texts of documents, decisions on them, campaigns."""

from reporting.forms.circuit import CampagneForm, ComparaisonForm, DecisionForm, VerificationForm
from reporting.forms.documents import DemandeForm, FiltreRapports, RecitForm

__all__ = [
    "CampagneForm",
    "ComparaisonForm",
    "DecisionForm",
    "DemandeForm",
    "FiltreRapports",
    "RecitForm",
    "VerificationForm",
]
