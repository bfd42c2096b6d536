from conseils.models.absences import TacheAbsence
from conseils.models.agendas import AgendaPartage
from conseils.models.autonomie import EvaluationAutonomie
from conseils.models.avis import Avis, Destinataire, Divergence
from conseils.models.budget import Depense, Enveloppe, Financement, PartBudget
from conseils.models.canaux import CanalMobilisation
from conseils.models.composition import GroupeMoteur, Invite, Mandat, Membre, Sexe, TrancheAge
from conseils.models.conseil import ConseilCitoyen
from conseils.models.consultations import (
    ChoixQuestion,
    Consultation,
    InvitationConsultation,
    Question,
    ReponseQuestion,
    ReponseQuestionnaire,
    Thematique,
)
from conseils.models.convocations import Convocation, EnvoiConvocation
from conseils.models.decisions_instances import DecisionInstance
from conseils.models.diagnostic import Acteur, Expression, Interlocuteur
from conseils.models.documents import DocumentAvis, DocumentReunion
from conseils.models.emargement import NumeroEmargement
from conseils.models.envois import EnvoiRecu
from conseils.models.formations import (
    CompetencesDeclarees,
    ComptageFormation,
    DelegationFormation,
    Formation,
    ParticipationFormation,
)
from conseils.models.initiatives import ComptagePorteurs, DocumentInitiative, Initiative, Jalon
from conseils.models.instances import BilanContrat, PointSeance, Seance
from conseils.models.mesures import Extrait, JourneeTravail, Mesure, Proposition
from conseils.models.ordre_du_jour import PointOrdreDuJour
from conseils.models.organisation import Arrete, MoyenPrete, Portage
from conseils.models.page_publique import PagePublique
from conseils.models.proces_verbaux import Decision, ProcesVerbal
from conseils.models.projets_territoire import (
    AvancementPriorite,
    ContributionProjet,
    PrioriteTerritoire,
    ProjetTerritoire,
)
from conseils.models.recherche import MotIndexe
from conseils.models.regimes import RegimeReference
from conseils.models.reglement import VerificationInalterable, VerificationReglement, VersionReglement
from conseils.models.relances import Digest, LigneDigest, PauseRelance, Relance, TourneeRelances
from conseils.models.reponses import Constat, CourrierReponse, DelaiReponse, LienReponse, Reponse, Suite
from conseils.models.representations import DelegationSeance, Representation
from conseils.models.retroplanning import JalonReference, TacheRetroplanning
from conseils.models.reunions import ComptageEloignes, ComptagePublic, Presence, Reunion
from conseils.models.sieges import SiegeParticipation
from conseils.models.tirage import Candidat, Critere, Depot, Identite, Invitation, Quota, Tirage, Tour
from conseils.models.venues import ComptagePremieres, ComptageQuartier, DemandeContact

__all__ = [
    "Acteur",
    "AgendaPartage",
    "Arrete",
    "AvancementPriorite",
    "Avis",
    "BilanContrat",
    "CanalMobilisation",
    "Candidat",
    "ChoixQuestion",
    "CompetencesDeclarees",
    "ComptageEloignes",
    "ComptageFormation",
    "ComptagePorteurs",
    "ComptagePremieres",
    "ComptagePublic",
    "ComptageQuartier",
    "ConseilCitoyen",
    "Constat",
    "Consultation",
    "ContributionProjet",
    "Convocation",
    "CourrierReponse",
    "Critere",
    "Decision",
    "DecisionInstance",
    "DelaiReponse",
    "DelegationFormation",
    "DelegationSeance",
    "DemandeContact",
    "Depense",
    "Depot",
    "Destinataire",
    "Digest",
    "Divergence",
    "DocumentAvis",
    "DocumentInitiative",
    "DocumentReunion",
    "Enveloppe",
    "EnvoiConvocation",
    "EnvoiRecu",
    "EvaluationAutonomie",
    "Expression",
    "Extrait",
    "Financement",
    "Formation",
    "GroupeMoteur",
    "Identite",
    "Initiative",
    "Interlocuteur",
    "Invitation",
    "InvitationConsultation",
    "Invite",
    "Jalon",
    "JalonReference",
    "JourneeTravail",
    "LienReponse",
    "LigneDigest",
    "Mandat",
    "Membre",
    "Mesure",
    "MotIndexe",
    "MoyenPrete",
    "NumeroEmargement",
    "PagePublique",
    "PartBudget",
    "ParticipationFormation",
    "PauseRelance",
    "PointOrdreDuJour",
    "PointSeance",
    "Portage",
    "Presence",
    "PrioriteTerritoire",
    "ProcesVerbal",
    "ProjetTerritoire",
    "Proposition",
    "Question",
    "Quota",
    "RegimeReference",
    "Relance",
    "Reponse",
    "ReponseQuestion",
    "ReponseQuestionnaire",
    "Representation",
    "Reunion",
    "Seance",
    "Sexe",
    "SiegeParticipation",
    "Suite",
    "TacheAbsence",
    "TacheRetroplanning",
    "Thematique",
    "Tirage",
    "Tour",
    "TourneeRelances",
    "TrancheAge",
    "VerificationInalterable",
    "VerificationReglement",
    "VersionReglement",
]
