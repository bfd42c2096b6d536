"""Factories free of surprises: every value that a test may depend on is written in the test."""

from datetime import UTC, date, datetime
from hashlib import sha256

import factory
from django.core.files.base import ContentFile

from animateurs.models import (
    Absence,
    ActionCorrective,
    ActionFeuille,
    Affectation,
    Convention,
    FeuilleDeRoute,
    FormationEquipe,
    Lecon,
    LigneJournal,
    LigneType,
    MesureSaisie,
    Mission,
    NoteChiffre,
    Passation,
    Rappel,
    RappelEquipe,
    Registre,
    RevisionFeuille,
    SemaineJournal,
    Suggestion,
    TypeActivite,
)
from comptes.models import Compte, Habilitation
from conseils.models import (
    Acteur,
    AgendaPartage,
    Arrete,
    Avis,
    BilanContrat,
    Candidat,
    ChoixQuestion,
    CompetencesDeclarees,
    ComptageEloignes,
    ComptageFormation,
    ComptagePublic,
    ConseilCitoyen,
    Constat,
    Consultation,
    ContributionProjet,
    Convocation,
    Decision,
    DecisionInstance,
    DelaiReponse,
    DelegationFormation,
    DelegationSeance,
    DemandeContact,
    Depense,
    Destinataire,
    Digest,
    Divergence,
    DocumentAvis,
    DocumentInitiative,
    DocumentReunion,
    Enveloppe,
    EvaluationAutonomie,
    Expression,
    Extrait,
    Financement,
    Formation,
    GroupeMoteur,
    Initiative,
    Interlocuteur,
    Invitation,
    InvitationConsultation,
    Invite,
    Jalon,
    JalonReference,
    JourneeTravail,
    LienReponse,
    LigneDigest,
    Mandat,
    Membre,
    Mesure,
    MoyenPrete,
    PagePublique,
    PartBudget,
    ParticipationFormation,
    PauseRelance,
    PointOrdreDuJour,
    PointSeance,
    Portage,
    Presence,
    PrioriteTerritoire,
    ProcesVerbal,
    ProjetTerritoire,
    Proposition,
    Question,
    Relance,
    Reponse,
    ReponseQuestion,
    ReponseQuestionnaire,
    Representation,
    Reunion,
    Seance,
    SiegeParticipation,
    Suite,
    TacheRetroplanning,
    Thematique,
    Tirage,
    Tour,
    TourneeRelances,
    VerificationReglement,
    VersionReglement,
)
from reporting.models import Campagne
from territoires.models import (
    Arrondissement,
    Partenaire,
    Quartier,
    TypeInstance,
)

MOT_DE_PASSE = "Correct-Cheval-Pile-9"


class Fabrique(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class ArrondissementFabrique(Fabrique):
    class Meta:
        model = Arrondissement
        django_get_or_create = ("numero",)

    numero = 18
    nom = factory.LazyAttribute(lambda o: f"Arrondissement {o.numero}")
    code_insee = factory.LazyAttribute(lambda o: f"751{o.numero:02d}")
    colonne = factory.LazyAttribute(lambda o: o.numero % 6)
    ligne = factory.LazyAttribute(lambda o: o.numero // 6)


class QuartierFabrique(Fabrique):
    class Meta:
        model = Quartier

    code = factory.Sequence(lambda n: f"QP0750{n:02d}")
    nom = factory.Sequence(lambda n: f"Quartier {n}")
    categorie = "QPV"
    generation = 2015
    source = "fabrique"

    @factory.post_generation
    def arrondissements(self, create, valeurs, **kwargs):
        if create and valeurs:
            self.arrondissements.set(valeurs)


class CompteFabrique(Fabrique):
    class Meta:
        model = Compte

    email = factory.Sequence(lambda n: f"personne{n}@exemple.invalid")
    prenom = "Camille"
    nom = factory.Sequence(lambda n: f"Nom{n}")
    password = factory.django.Password(MOT_DE_PASSE)


class HabilitationFabrique(Fabrique):
    class Meta:
        model = Habilitation

    compte = factory.SubFactory(CompteFabrique)
    role = "coordination"
    arrondissement = None
    debut = date(2020, 1, 1)


class ConseilFabrique(Fabrique):
    class Meta:
        model = ConseilCitoyen
        django_get_or_create = ("arrondissement",)

    arrondissement = factory.SubFactory(ArrondissementFabrique)
    nom = factory.LazyAttribute(lambda o: f"Conseil citoyen du {o.arrondissement}")


class GroupeMoteurFabrique(Fabrique):
    class Meta:
        model = GroupeMoteur
        django_get_or_create = ("conseil", "nom")

    conseil = factory.SubFactory(ConseilFabrique)
    nom = "Groupe moteur"


class MembreFabrique(Fabrique):
    class Meta:
        model = Membre

    conseil = factory.SubFactory(ConseilFabrique)
    prenom = "Dominique"
    nom = factory.Sequence(lambda n: f"Membre{n:03d}")
    sexe = "F"
    tranche_age = "40-59"


class MandatFabrique(Fabrique):
    class Meta:
        model = Mandat

    membre = factory.SubFactory(MembreFabrique)
    groupe = factory.LazyAttribute(lambda o: GroupeMoteurFabrique(conseil=o.membre.conseil))
    college = "habitants"
    origine = "volontaire"
    debut = date(2020, 1, 1)


class InviteFabrique(Fabrique):
    class Meta:
        model = Invite

    conseil = factory.SubFactory(ConseilFabrique)
    prenom = "Claude"
    nom = factory.Sequence(lambda n: f"Invité{n:03d}")
    qualite = "elu"
    debut = date(2020, 1, 1)


class ReunionFabrique(Fabrique):
    class Meta:
        model = Reunion

    conseil = factory.SubFactory(ConseilFabrique)
    type = "groupe_moteur"
    intitule = "Réunion du groupe moteur"
    date = date(2026, 3, 10)
    lieu = "Maison des associations"
    statut = "tenue"
    presences_saisies = True


class PointFabrique(Fabrique):
    class Meta:
        model = PointOrdreDuJour

    reunion = factory.SubFactory(ReunionFabrique)
    rang = factory.Sequence(lambda n: n + 1)
    intitule = "Propreté des pieds d'immeuble"
    duree = 20


class ProcesVerbalFabrique(Fabrique):
    class Meta:
        model = ProcesVerbal

    reunion = factory.SubFactory(ReunionFabrique)
    texte = "La séance est ouverte à 18 h 30."


class DecisionFabrique(Fabrique):
    class Meta:
        model = Decision

    reunion = factory.SubFactory(ReunionFabrique, type="assemblee")
    nature = "decision"
    texte = "Demander des bancs square Léon"


class AgendaFabrique(Fabrique):
    class Meta:
        model = AgendaPartage

    conseil = factory.SubFactory(ConseilFabrique)


class DocumentFabrique(Fabrique):
    class Meta:
        model = DocumentReunion

    reunion = factory.SubFactory(ReunionFabrique)
    titre = "Plan du square"
    fichier = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7", name="plan.pdf"))
    sorte = "pdf"
    taille = 8
    depose_par = factory.SubFactory(CompteFabrique)


class AssembleeFabrique(ReunionFabrique):
    """An assemblée ouverte that was held."""

    type = "assemblee"
    intitule = "Assemblée ouverte"


class SiegeParticipationFabrique(Fabrique):
    class Meta:
        model = SiegeParticipation

    conseil = factory.SubFactory(ConseilFabrique)
    instance = "conseil_quartier"
    nombre = 2
    du = date(2026, 1, 5)


class PortageFabrique(Fabrique):
    class Meta:
        model = Portage

    conseil = factory.SubFactory(ConseilFabrique)
    mode = "association_ad_hoc"
    structure = "Paroles du Nord"
    du = date(2016, 1, 4)


class MoyenPreteFabrique(Fabrique):
    class Meta:
        model = MoyenPrete

    conseil = factory.SubFactory(ConseilFabrique)
    nature = "lieu"
    description = "Salle de la Maison des associations"
    prete_par = "Ville de Paris"
    du = date(2016, 1, 4)


class ArreteFabrique(Fabrique):
    class Meta:
        model = Arrete

    conseil = factory.SubFactory(ConseilFabrique)
    reference = "75-2015-09-12-004"
    date = date(2015, 9, 4)


class VersionReglementFabrique(Fabrique):
    class Meta:
        model = VersionReglement

    conseil = factory.SubFactory(ConseilFabrique)
    numero = 1
    ecrit_le = date(2016, 2, 1)
    texte = "Article 1. Le conseil se réunit en assemblée ouverte."


class VerificationReglementFabrique(Fabrique):
    class Meta:
        model = VerificationReglement

    version = factory.SubFactory(VersionReglementFabrique)
    institution = "prefecture"
    avis = "conforme"
    le = date(2026, 6, 1)
    par = factory.SubFactory(CompteFabrique)


class PresenceFabrique(Fabrique):
    class Meta:
        model = Presence


class PartenaireFabrique(Fabrique):
    class Meta:
        model = Partenaire
        django_get_or_create = ("code",)

    code = "france-mediation"
    nom = "France Médiation"
    nature = "reseau"
    source = "fabrique"


class ConventionFabrique(Fabrique):
    class Meta:
        model = Convention
        django_get_or_create = ("code",)

    code = "convention"
    intitule = "Convention d'objectifs"
    debut = date(2020, 1, 1)
    fin = date(2029, 12, 31)
    partenaire = factory.SubFactory(PartenaireFabrique)
    postes_animateurs = 8
    postes_coordination = 1
    source = "fabrique"


class AffectationFabrique(Fabrique):
    class Meta:
        model = Affectation

    animateur = factory.SubFactory(CompteFabrique)
    conseil = factory.SubFactory(ConseilFabrique)
    convention = factory.SubFactory(ConventionFabrique)
    debut = date(2020, 1, 6)


class MissionFabrique(Fabrique):
    class Meta:
        model = Mission
        django_get_or_create = ("code",)

    code = "M1"
    libelle = factory.LazyAttribute(lambda o: f"Mission {o.code}")
    intitule = factory.LazyAttribute(lambda o: f"Mission {o.code}")
    ordre = 1
    source = "fabrique"


class TypeActiviteFabrique(Fabrique):
    class Meta:
        model = TypeActivite
        django_get_or_create = ("code",)

    code = "permanence"
    libelle = "Permanence"
    mission = factory.SubFactory(MissionFabrique)
    ordre = 1


class SemaineFabrique(Fabrique):
    class Meta:
        model = SemaineJournal

    affectation = factory.SubFactory(AffectationFabrique)
    lundi = date(2026, 11, 16)


class LigneFabrique(Fabrique):
    class Meta:
        model = LigneJournal

    semaine = factory.SubFactory(SemaineFabrique)
    jour = 0
    type_activite = factory.SubFactory(TypeActiviteFabrique)
    mission = factory.LazyAttribute(lambda o: o.type_activite.mission)
    minutes = 120


class ComptagePublicFabrique(Fabrique):
    class Meta:
        model = ComptagePublic

    reunion = factory.SubFactory(ReunionFabrique)
    sexe = "F"
    tranche_age = "40-59"
    nombre = 1


class ComptageEloignesFabrique(Fabrique):
    class Meta:
        model = ComptageEloignes

    reunion = factory.SubFactory(ReunionFabrique)
    sexe = "F"
    reponses = 1
    eloignes = 0


class DemandeContactFabrique(Fabrique):
    class Meta:
        model = DemandeContact

    reunion = factory.SubFactory(ReunionFabrique)
    nom = "Camille"
    contact = "camille@exemple.invalid"
    consenti_le = date(2026, 11, 17)


class FormationFabrique(Fabrique):
    class Meta:
        model = Formation

    intitule = "Prendre la parole en public"
    nature = "formation"
    organisme = "universite"
    debut = date(2026, 3, 10)
    minutes = 180
    lieu = "Maison des associations"


class DelegationFormationFabrique(Fabrique):
    class Meta:
        model = DelegationFormation

    formation = factory.SubFactory(FormationFabrique)
    conseil = factory.SubFactory(ConseilFabrique)
    participants_saisis = True


class ParticipationFormationFabrique(Fabrique):
    class Meta:
        model = ParticipationFormation


class ComptageFormationFabrique(Fabrique):
    class Meta:
        model = ComptageFormation

    delegation = factory.SubFactory(DelegationFormationFabrique)
    public = "agents"
    sexe = "F"
    nombre = 1


class CompetencesFabrique(Fabrique):
    class Meta:
        model = CompetencesDeclarees

    delegation = factory.SubFactory(DelegationFormationFabrique)
    sexe = "F"
    reponses = 1
    somme_avant = 200
    somme_apres = 300


class EvaluationFabrique(Fabrique):
    class Meta:
        model = EvaluationAutonomie

    conseil = factory.SubFactory(ConseilFabrique)
    annee = 2026
    semestre = 1
    auto_animation = 1
    preuve_auto_animation = "Assemblée du 12 mars animée par deux membres."
    auto_saisine = 0
    auto_production = 0
    gestion = 0


class ExpressionFabrique(Fabrique):
    class Meta:
        model = Expression

    conseil = factory.SubFactory(ConseilFabrique)
    date = date(2026, 10, 6)
    source = "permanence"
    echelle = "arrondissement"
    theme = "propreté"
    texte = "Les bacs débordent le lundi."


class ActeurFabrique(Fabrique):
    class Meta:
        model = Acteur

    conseil = factory.SubFactory(ConseilFabrique)
    nom = factory.Sequence(lambda n: f"Association {n}")
    nature = "association"


class InterlocuteurFabrique(Fabrique):
    class Meta:
        model = Interlocuteur

    acteur = factory.SubFactory(ActeurFabrique)
    fonction = "direction"
    courriel = "direction@exemple.invalid"


class TirageFabrique(Fabrique):
    class Meta:
        model = Tirage

    conseil = factory.SubFactory(ConseilFabrique)
    numero = factory.Sequence(lambda n: f"TS-18-2026-{n:02d}")
    intitule = "Renouvellement du collège habitants"
    nombre = 4


class CandidatFabrique(Fabrique):
    class Meta:
        model = Candidat

    tirage = factory.SubFactory(TirageFabrique)
    numero = factory.Sequence(lambda n: n + 1)
    sexe = "F"
    tranche_age = "40-59"
    liste = "Forum"


class TourFabrique(Fabrique):
    """Sealed, not drawn: one candidate, whose text and fingerprints are those of that candidate."""

    class Meta:
        model = Tour

    rang = 1
    nombre = 1
    vivier = "numero;sexe;tranche_age;quartier;college\n1;F;40-59;N;habitants\n"
    empreinte = factory.LazyAttribute(lambda o: sha256(o.vivier.encode()).hexdigest())
    quotas = '[{"critere":"sexe","valeur":"F","minimum":1,"maximum":1}]'
    secret = "5" * 64
    engagement = factory.LazyAttribute(lambda o: sha256(o.secret.encode()).hexdigest())
    scelle_le = datetime(2026, 11, 2, 10, tzinfo=UTC)
    scelle_par = factory.SubFactory(CompteFabrique)


class AvisFabrique(Fabrique):
    """Adopted in a meeting and sent, unless told otherwise."""

    class Meta:
        model = Avis

    conseil = factory.SubFactory(ConseilFabrique)
    numero = factory.Sequence(lambda n: f"AV-18-2026-{n + 1:03d}")
    type = "avis"
    titre = "Éclairer la rue Marc-Séguin"
    texte = "Le conseil demande que la rue soit éclairée toute la nuit."
    etat = "transmis"
    adopte_en = factory.LazyAttribute(
        lambda o: ReunionFabrique(conseil=o.conseil, type="assemblee", date=date(2026, 3, 10))
    )
    transmis_le = date(2026, 3, 12)


class BrouillonFabrique(AvisFabrique):
    numero = None
    etat = "brouillon"
    adopte_en = None
    transmis_le = None


class DivergenceFabrique(Fabrique):
    class Meta:
        model = Divergence

    avis = factory.SubFactory(AvisFabrique)
    texte = "Un éclairage moins fort suffirait après minuit."


class DestinataireFabrique(Fabrique):
    class Meta:
        model = Destinataire

    avis = factory.SubFactory(AvisFabrique)
    partenaire = factory.LazyFunction(lambda: PartenaireFabrique(code="ville-de-paris", nom="Ville de Paris"))
    echeance = date(2026, 5, 11)


class ReponseFabrique(Fabrique):
    class Meta:
        model = Reponse

    destinataire = factory.SubFactory(DestinataireFabrique)
    sens = "accepte"
    texte = "L'éclairage sera rétabli."
    le = date(2026, 4, 20)
    voie = "compte"
    signataire = "Cheffe du service de l'éclairage public"


class LienReponseFabrique(Fabrique):
    class Meta:
        model = LienReponse

    destinataire = factory.SubFactory(DestinataireFabrique)
    empreinte = factory.Sequence(lambda n: sha256(f"jeton-{n}".encode()).hexdigest())
    expire_le = datetime(2026, 12, 31, 12, tzinfo=UTC)


class SuiteFabrique(Fabrique):
    class Meta:
        model = Suite

    reponse = factory.SubFactory(ReponseFabrique)
    action = "Remplacer les six lampadaires"
    responsable = "Service de l'éclairage public"
    echeance = date(2026, 9, 30)


class ConstatFabrique(Fabrique):
    class Meta:
        model = Constat

    suite = factory.SubFactory(SuiteFabrique)
    resultat = "fait"
    preuve = "Les six lampadaires éclairaient le 2 octobre à 22 h."
    le = date(2026, 10, 2)
    par = factory.SubFactory(CompteFabrique)


class AbsenceFabrique(Fabrique):
    class Meta:
        model = Absence

    affectation = factory.SubFactory(AffectationFabrique)
    nature = "conge"
    debut = date(2026, 11, 9)
    fin = date(2026, 11, 13)


class FeuilleFabrique(Fabrique):
    class Meta:
        model = FeuilleDeRoute
        django_get_or_create = ("conseil", "exercice")

    conseil = factory.SubFactory(ConseilFabrique)
    exercice = 2026
    etat = "brouillon"
    validee_le = factory.LazyAttribute(lambda o: datetime(2026, 2, 2, tzinfo=UTC) if o.etat == "validee" else None)


class ActionFabrique(Fabrique):
    class Meta:
        model = ActionFeuille

    feuille = factory.SubFactory(FeuilleFabrique)
    rang = factory.Sequence(lambda n: n + 101)  # after those that the services number
    intitule = "Tenir une permanence en pied d'immeuble"
    origine = "attente"
    source = "habitant"
    origine_texte = "Rencontrer le conseil sans venir en réunion"
    mission = factory.SubFactory(MissionFabrique)
    echeance = date(2026, 12, 31)
    resultat_attendu = "Une permanence par mois"
    constat_prevu = "Dix permanences tenues dans l'année"


class InvitationFabrique(Fabrique):
    """Somebody drawn who says yes."""

    class Meta:
        model = Invitation

    tour = factory.SubFactory(TourFabrique)
    candidat = factory.LazyAttribute(lambda o: CandidatFabrique(tirage=o.tour.tirage, numero=900))
    statut = "accepte"
    repondu_le = date(2026, 11, 18)


class ConvocationFabrique(Fabrique):
    class Meta:
        model = Convocation

    reunion = factory.SubFactory(ReunionFabrique)
    rang = 1
    methode = "REQUEST"
    destinataires = 1
    demandee_par = factory.SubFactory(CompteFabrique)


class InitiativeFabrique(Fabrique):
    class Meta:
        model = Initiative

    conseil = factory.SubFactory(ConseilFabrique)
    numero = factory.Sequence(lambda n: f"IN-18-2025-{n:03d}")
    titre = "Jardin du passage"
    description = "Planter le passage avec les enfants de l'école."
    route = "porte_directement"
    proposee_le = date(2026, 3, 2)


class JalonFabrique(Fabrique):
    class Meta:
        model = Jalon

    initiative = factory.SubFactory(InitiativeFabrique)
    libelle = "Réunir les voisins"
    echeance = date(2026, 12, 1)


class FinancementFabrique(Fabrique):
    class Meta:
        model = Financement

    initiative = factory.SubFactory(InitiativeFabrique)
    source = "fph"
    demande = 800


class DocumentInitiativeFabrique(Fabrique):
    class Meta:
        model = DocumentInitiative

    initiative = factory.SubFactory(InitiativeFabrique)
    titre = "Plan du jardin"
    fichier = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7", name="plan.pdf"))
    depose_par = factory.SubFactory(CompteFabrique)


class EnveloppeFabrique(Fabrique):
    class Meta:
        model = Enveloppe
        django_get_or_create = ("exercice",)

    exercice = 2026


class PartBudgetFabrique(Fabrique):
    class Meta:
        model = PartBudget

    enveloppe = factory.SubFactory(EnveloppeFabrique)
    conseil = factory.SubFactory(ConseilFabrique)
    montant = 2500


class DepenseFabrique(Fabrique):
    class Meta:
        model = Depense

    part = factory.SubFactory(PartBudgetFabrique)
    date = date(2026, 5, 4)
    libelle = "Terreau et outils"
    poste = "materiel"
    montant = 100


class RegistreFabrique(Fabrique):
    class Meta:
        model = Registre
        django_get_or_create = ("code",)

    code = "presence-active"
    libelle = "Présence active de proximité"
    source = "fabrique"


class TypeInstanceFabrique(Fabrique):
    """The COPIL of a projet de territoire: one a year and per arrondissement, open to the conseil."""

    class Meta:
        model = TypeInstance
        django_get_or_create = ("code",)

    code = "comite-pilotage-projet-territoire"
    nom = factory.LazyAttribute(lambda o: f"Instance {o.code}")
    echelle = "arrondissement"
    frequence_min = 1
    ouverte_au_conseil = True
    source = "fabrique"


class SeanceFabrique(Fabrique):
    class Meta:
        model = Seance

    type = factory.SubFactory(TypeInstanceFabrique)
    echelle = factory.LazyAttribute(lambda o: o.type.echelle)
    arrondissement = factory.SubFactory(ArrondissementFabrique)
    date = date(2026, 12, 10)


class PointSeanceFabrique(Fabrique):
    class Meta:
        model = PointSeance

    seance = factory.SubFactory(SeanceFabrique)
    rang = factory.Sequence(lambda n: n + 1)
    intitule = "Bilan des actions"


class DecisionInstanceFabrique(Fabrique):
    class Meta:
        model = DecisionInstance

    seance = factory.SubFactory(SeanceFabrique, date=date(2026, 3, 10), statut="tenue")
    texte = "Rouvrir la halte-garderie"
    responsable_autre = "Service petite enfance"


class DelegationSeanceFabrique(Fabrique):
    class Meta:
        model = DelegationSeance
        django_get_or_create = ("seance", "conseil")

    seance = factory.SubFactory(SeanceFabrique)
    conseil = factory.SubFactory(ConseilFabrique)


class RepresentationFabrique(Fabrique):
    class Meta:
        model = Representation

    delegation = factory.SubFactory(DelegationSeanceFabrique)
    membre = factory.LazyAttribute(lambda o: MandatFabrique(membre__conseil=o.delegation.conseil).membre)


class JalonReferenceFabrique(Fabrique):
    class Meta:
        model = JalonReference
        django_get_or_create = ("code",)

    code = "dossier"
    intitule = "Dossier envoyé"
    jours = -15
    source = "fabrique"


class TacheFabrique(Fabrique):
    class Meta:
        model = TacheRetroplanning

    seance = factory.SubFactory(SeanceFabrique)
    jalon = factory.SubFactory(JalonReferenceFabrique)
    pour_le = date(2026, 11, 25)


class BilanContratFabrique(Fabrique):
    class Meta:
        model = BilanContrat

    exercice = 2026
    valide_le = date(2026, 3, 2)


class ProjetTerritoireFabrique(Fabrique):
    class Meta:
        model = ProjetTerritoire

    conseil = factory.SubFactory(ConseilFabrique)
    intitule = "Projet de territoire 2015-2020"
    adopte_le = date(2015, 10, 1)


class PrioriteFabrique(Fabrique):
    class Meta:
        model = PrioriteTerritoire

    projet = factory.SubFactory(ProjetTerritoireFabrique)
    rang = factory.Sequence(lambda n: n + 1)
    intitule = "Ouvrir un lieu d'accueil pour les jeunes"


class ContributionFabrique(Fabrique):
    class Meta:
        model = ContributionProjet

    conseil = factory.SubFactory(ConseilFabrique)
    date = date(2026, 5, 12)
    etape = "suivi"
    texte = "Les jeunes demandent une ouverture le soir."


class ConsultationFabrique(Fabrique):
    """Launched, open from 16 to 29 November 2026."""

    class Meta:
        model = Consultation

    titre = "Améliorer le quotidien"
    organisateur = "Coordination des conseils"
    presentation = "Dites ce qui aiderait."
    ouverture = datetime(2026, 11, 16, 8, tzinfo=UTC)
    cloture = datetime(2026, 11, 29, 22, 59, tzinfo=UTC)
    etat = "lancee"

    @factory.post_generation
    def conseils(self, create, conseils, **kwargs):
        self.conseils.set(conseils or [])


class ThematiqueFabrique(Fabrique):
    class Meta:
        model = Thematique

    consultation = factory.SubFactory(ConsultationFabrique)
    rang = factory.Sequence(lambda n: n + 1)
    nature = "emploi"
    intitule = factory.LazyAttribute(lambda o: f"Thème {o.rang}")


class QuestionFabrique(Fabrique):
    class Meta:
        model = Question

    thematique = factory.SubFactory(ThematiqueFabrique)
    rang = factory.Sequence(lambda n: n + 1)
    texte = "Quelle idée aiderait ?"
    genre = "texte"


class ChoixQuestionFabrique(Fabrique):
    class Meta:
        model = ChoixQuestion

    question = factory.SubFactory(QuestionFabrique, genre="choix")
    rang = factory.Sequence(lambda n: n + 1)
    libelle = factory.LazyAttribute(lambda o: f"Choix {o.rang}")


class InvitationConsultationFabrique(Fabrique):
    """Sent; its link is ``jeton``."""

    class Meta:
        model = InvitationConsultation

    class Params:
        jeton = "lien-personnel"

    membre = factory.SubFactory(MembreFabrique, courriel="membre@exemple.invalid")
    empreinte = factory.LazyAttribute(lambda o: sha256(o.jeton.encode()).hexdigest())
    expire_le = datetime(2026, 12, 6, 22, 59, tzinfo=UTC)
    envoye_le = datetime(2026, 11, 16, 9, tzinfo=UTC)


class ReponseQuestionnaireFabrique(Fabrique):
    class Meta:
        model = ReponseQuestionnaire

    conseil = factory.SubFactory(ConseilFabrique)
    mode = "lien"
    recue_le = date(2026, 11, 17)


class ReponseQuestionFabrique(Fabrique):
    class Meta:
        model = ReponseQuestion


class PropositionFabrique(Fabrique):
    class Meta:
        model = Proposition

    thematique = factory.SubFactory(ThematiqueFabrique)
    consultation = factory.LazyAttribute(lambda o: o.thematique.consultation)
    texte = "Ouvrir la bibliothèque le dimanche."


class ExtraitFabrique(Fabrique):
    class Meta:
        model = Extrait

    texte = "le dimanche"


class JourneeTravailFabrique(Fabrique):
    class Meta:
        model = JourneeTravail

    date = date(2026, 12, 12)
    lieu = "Maison des associations"


class MesureFabrique(Fabrique):
    class Meta:
        model = Mesure

    titre = factory.Sequence(lambda n: f"Mesure {n}")
    texte = "Elle ouvre au printemps."


class DocumentAvisFabrique(Fabrique):
    class Meta:
        model = DocumentAvis

    avis = factory.SubFactory(AvisFabrique)
    titre = "Plan du square"
    fichier = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7", name="plan.pdf"))
    sorte = "pdf"
    taille = 8
    depose_par = factory.SubFactory(CompteFabrique)


class DelaiReponseFabrique(Fabrique):
    class Meta:
        model = DelaiReponse

    type = "avis"
    jours = 60


class PauseRelanceFabrique(Fabrique):
    class Meta:
        model = PauseRelance

    destinataire = factory.SubFactory(DestinataireFabrique)
    du = date(2026, 11, 16)
    au = date(2026, 11, 27)
    motif = "Rendez-vous pris"
    par = factory.SubFactory(CompteFabrique)


class RelanceFabrique(Fabrique):
    """Said, and received by one address, unless told otherwise."""

    class Meta:
        model = Relance

    tournee = factory.LazyFunction(lambda: TourneeRelances.objects.get_or_create(jour=date(2026, 11, 16))[0])
    destinataire = factory.SubFactory(DestinataireFabrique)
    echelon = "echue"
    echeance = factory.LazyAttribute(lambda o: o.destinataire.echeance)

    @factory.post_generation
    def recue_le(self, create, quand, **kwargs):
        digest, _ = Digest.objects.get_or_create(
            tournee=self.tournee,
            courriel="secretariat@exemple.invalid",
            defaults={"envoye_le": quand or datetime(2026, 11, 16, 7, tzinfo=UTC)},
        )
        LigneDigest.objects.create(digest=digest, relance=self)


class RappelFabrique(Fabrique):
    class Meta:
        model = Rappel

    compte = factory.SubFactory(CompteFabrique)
    sorte = "vendredi"
    jour = date(2026, 11, 20)


class LeconFabrique(Fabrique):
    class Meta:
        model = Lecon

    constat = "Les invitations partent trop tard."
    origine = "equipe"
    exercice = 2026


class ActionCorrectiveFabrique(Fabrique):
    class Meta:
        model = ActionCorrective

    lecon = factory.SubFactory(LeconFabrique)
    intitule = "Inviter trois semaines avant"
    responsable = factory.SubFactory(CompteFabrique)
    echeance = date(2026, 12, 15)


class FormationEquipeFabrique(Fabrique):
    class Meta:
        model = FormationEquipe

    intitule = "Animer une réunion publique"
    organisme = "France Médiation"
    debut = date(2026, 10, 5)
    fin = date(2026, 10, 6)
    heures = 14


class SuggestionFabrique(Fabrique):
    class Meta:
        model = Suggestion

    texte = "Garder mes quartiers les plus fréquents en tête de liste."
    par = factory.SubFactory(CompteFabrique)


class RevisionFeuilleFabrique(Fabrique):
    class Meta:
        model = RevisionFeuille

    feuille = factory.SubFactory(FeuilleFabrique)
    rang = 1
    contenu = factory.LazyFunction(lambda: {"diagnostic": "", "actions": []})
    validee_par = factory.SubFactory(CompteFabrique)


class LigneTypeFabrique(Fabrique):
    class Meta:
        model = LigneType

    affectation = factory.SubFactory(AffectationFabrique)
    jour = 1
    type_activite = factory.SubFactory(TypeActiviteFabrique)
    mission = factory.LazyAttribute(lambda o: o.type_activite.mission)
    minutes = 90


class MesureSaisieFabrique(Fabrique):
    class Meta:
        model = MesureSaisie

    lundi = date(2026, 11, 9)
    secondes = 180


class NoteChiffreFabrique(Fabrique):
    class Meta:
        model = NoteChiffre

    code = "heures-M1"
    conseil = factory.SubFactory(ConseilFabrique)
    exercice = 2026
    texte = "Trois semaines d'arrêt au printemps"
    auteur = factory.SubFactory(CompteFabrique)


class RappelEquipeFabrique(Fabrique):
    class Meta:
        model = RappelEquipe

    animateur = factory.SubFactory(CompteFabrique)
    jour = date(2026, 11, 18)
    semaines = 1
    par = factory.SubFactory(CompteFabrique)


class PassationFabrique(Fabrique):
    class Meta:
        model = Passation

    affectation = factory.SubFactory(AffectationFabrique)
    dernier_jour = date(2026, 11, 20)
    contenu = factory.LazyFunction(lambda: {"rubriques": []})
    faite_par = factory.SubFactory(CompteFabrique)


class CampagneFabrique(Fabrique):
    class Meta:
        model = Campagne

    exercice = 2025
    preparation = date(2026, 11, 18)
    relecture = date(2026, 12, 9)
    publication = date(2026, 12, 21)
    creee_par = factory.SubFactory(CompteFabrique)


class PagePubliqueFabrique(Fabrique):
    """An open one."""

    class Meta:
        model = PagePublique

    conseil = factory.SubFactory(ConseilFabrique)
    ouverte = True
