from conseils.forms.absences import SuiviAbsencesForm
from conseils.forms.autonomie import EvaluationForm
from conseils.forms.avis import (
    AccuseForm,
    AdopterForm,
    AvisForm,
    CourrielForm,
    DestinataireForm,
    DivergenceForm,
    DocumentAvisForm,
    FiltreAvis,
    RetirerForm,
)
from conseils.forms.base import ConfirmationForm
from conseils.forms.budget import AnnulerDepenseForm, CorrigerDepenseForm, DepenseForm, RepartitionForm
from conseils.forms.cloture import CloreConseilForm, RouvrirConseilForm
from conseils.forms.composition import CloreMandatForm, InscriptionForm, MandatForm, MembreForm
from conseils.forms.consultations import (
    ClotureForm,
    ConsultationForm,
    ExtraireForm,
    FusionnerForm,
    JourneeForm,
    MesureForm,
    PropositionForm,
    QuestionForm,
    QuestionnaireForm,
    RecuForm,
    SaisieForm,
)
from conseils.forms.contacts import DemandeContactForm
from conseils.forms.convocations import ConvoquerForm
from conseils.forms.diagnostic import ActeurForm, ExpressionForm, FiltreActeurs, FiltreDiagnostic, InterlocuteurForm
from conseils.forms.documents import DocumentForm
from conseils.forms.formations import FormationForm, ParticipantsForm
from conseils.forms.groupes import FermerGroupeForm, GroupeForm
from conseils.forms.initiatives import (
    AvancerForm,
    DocumentInitiativeForm,
    EvaluerForm,
    FiltreInitiatives,
    FinancementForm,
    InitiativeForm,
    JalonForm,
    PorteursForm,
)
from conseils.forms.inscriptions import InscriptionTireForm
from conseils.forms.instances import (
    BilanContratForm,
    CompteRenduForm,
    DecisionInstanceForm,
    DesignerForm,
    PointSeanceForm,
    SeanceForm,
    StatuerSeanceForm,
    SuivreDecisionInstanceForm,
)
from conseils.forms.invites import InviteForm
from conseils.forms.lecture import EvolutionForm, JourForm
from conseils.forms.ordre_du_jour import PointForm
from conseils.forms.organisation import ConseilForm, InstallationForm, MoyenForm, PagePubliqueForm, PortageForm
from conseils.forms.presences import PresencesForm
from conseils.forms.proces_verbaux import ApprouverForm, DecisionForm, RedigerForm, SuiviForm
from conseils.forms.projets_territoire import AvancementForm, ContributionForm, PrioriteForm, ProjetForm
from conseils.forms.reglement import AdoptionForm, VerificationForm, VersionForm
from conseils.forms.relances import DelaiForm, PauseForm
from conseils.forms.reponses import (
    ConstatForm,
    FiltreRecus,
    LienForm,
    NouveauLienForm,
    ReponseForm,
    SaisieReponseForm,
    SuivreSuiteForm,
)
from conseils.forms.reunions import AnnulerReunionForm, ReunionForm
from conseils.forms.sieges import SiegeForm
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
    "AccuseForm",
    "ActeurForm",
    "AdopterForm",
    "AdoptionForm",
    "AnnulerDepenseForm",
    "AnnulerReunionForm",
    "ApprouverForm",
    "AvancementForm",
    "AvancerForm",
    "AvisForm",
    "BilanContratForm",
    "CloreConseilForm",
    "CloreMandatForm",
    "CloreTirageForm",
    "ClotureForm",
    "ColonnesForm",
    "CompteRenduForm",
    "ConfirmationForm",
    "ConseilForm",
    "ConstatForm",
    "ConsultationForm",
    "ContributionForm",
    "ConvoquerForm",
    "CorrigerDepenseForm",
    "CourrielForm",
    "DecisionForm",
    "DecisionInstanceForm",
    "DelaiForm",
    "DemandeContactForm",
    "DepenseForm",
    "DepotForm",
    "DesignerForm",
    "DestinataireForm",
    "DivergenceForm",
    "DocumentAvisForm",
    "DocumentForm",
    "DocumentInitiativeForm",
    "EvaluationForm",
    "EvaluerForm",
    "EvolutionForm",
    "ExpressionForm",
    "ExtraireForm",
    "FermerGroupeForm",
    "FiltreActeurs",
    "FiltreAvis",
    "FiltreDiagnostic",
    "FiltreInitiatives",
    "FiltreRecus",
    "FinancementForm",
    "FormationForm",
    "FusionnerForm",
    "GroupeForm",
    "InitiativeForm",
    "InscriptionForm",
    "InscriptionTireForm",
    "InstallationForm",
    "InterlocuteurForm",
    "InviteForm",
    "JalonForm",
    "JourForm",
    "JourneeForm",
    "LienForm",
    "MandatForm",
    "MembreForm",
    "MesureForm",
    "MoyenForm",
    "NouveauLienForm",
    "PagePubliqueForm",
    "ParticipantsForm",
    "PauseForm",
    "PointForm",
    "PointSeanceForm",
    "PortageForm",
    "PorteursForm",
    "PresencesForm",
    "PrioriteForm",
    "ProjetForm",
    "PropositionForm",
    "QuestionForm",
    "QuestionnaireForm",
    "QuotasForm",
    "RecuForm",
    "RedigerForm",
    "RepartitionForm",
    "ReponseForm",
    "ReponsesForm",
    "RetirerForm",
    "ReunionForm",
    "RouvrirConseilForm",
    "SaisieForm",
    "SaisieReponseForm",
    "SeanceForm",
    "SiegeForm",
    "StatuerSeanceForm",
    "SuiviAbsencesForm",
    "SuiviForm",
    "SuivreDecisionInstanceForm",
    "SuivreSuiteForm",
    "TirageForm",
    "TirerForm",
    "VerificationForm",
    "VersionForm",
]
