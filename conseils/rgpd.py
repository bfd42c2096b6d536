"""Personal data of the conseils: members first, then whoever meets a conseil.

There is no field for health, origin, religion or opinion, and none for a birth date or an address: an age band
and a quartier are enough for every report.
"""

from comptes.permissions import Permission as P
from comptes.services.oubli import effacer
from conseils import conservation as c
from conseils.services import oubli
from socle.rgpd import Fiche, Regle, Sort, Traitement

_EQUIPE = "Animateur du conseil, coordination"

TRAITEMENTS = [
    Traitement(
        "conseils",
        "Vie des conseils citoyens",
        "Tenir les groupes moteurs, convoquer, compter les présences, tirer au sort, consulter, suivre les avis.",
        "Mission d’intérêt public (article 6.1.e ; loi du 21 février 2014, article 7)",
        "Animateur du conseil et coordination ; commanditaires et partenaires : des nombres, jamais un nom",
    ),
    Traitement(
        "territoire",
        "Annuaire et diagnostic du territoire",
        "Savoir à qui s’adresser dans les structures et les institutions, garder la parole des habitants "
        "sans les nommer.",
        "Mission d’intérêt public (article 6.1.e)",
        "Animateur du conseil, coordination ; l’institution destinataire, pour ses propres réponses",
    ),
]

REGLES = [
    Regle(
        "membres", "Anciens membres",
        "Le mandat, puis trois ans ; plus tôt sur demande, une fois le mandat clos", Sort.ANONYMISE,
        depart="fin du dernier mandat", mois=36, lignes=c.membres_partis, appliquer=oubli.anonymiser_membres,
    ),
    Regle(
        "invites", "Anciens invités", "L’invitation, puis trois ans", Sort.ANONYMISE,
        depart="fin de l’invitation", mois=36, lignes=c.invites_partis, appliquer=oubli.anonymiser_invites,
    ),
    Regle(
        "contacts", "Demandes de contact", "Jusqu’à la réponse, douze mois au plus", Sort.EFFACE,
        depart="accord de la personne", mois=12, lignes=c.demandes_de_contact, appliquer=effacer,
    ),
    Regle(
        "tirages", "Noms des candidats d’un tirage",
        "Les noms : jusqu’à la clôture du tirage, ou à l’inscription de qui a accepté ; douze mois au plus après le "
        "dernier tour. Les numéros : autant que la preuve du tirage",
        Sort.EFFACE, depart="dernier tour scellé, ou ouverture du tirage", mois=12,
        lignes=c.identites_de_tirage, appliquer=effacer,
    ),
    Regle(
        "depots", "Fichiers déposés pour un tirage", "Jusqu’à l’import du fichier, trente jours au plus", Sort.EFFACE,
        depart="dépôt du fichier", jours=30, lignes=c.depots_oublies, appliquer=effacer,
    ),
    Regle(
        "extraits", "Extraits de consultation", "Trois ans après la clôture d’une consultation restituée", Sort.EFFACE,
        depart="clôture de la consultation", mois=36, lignes=c.extraits_de_consultation, appliquer=effacer,
    ),
    Regle(
        "reponses", "Textes des consultations",
        "Les textes : trois ans après la clôture d’une consultation restituée. Les nombres : sans limite",
        Sort.ANONYMISE, depart="clôture de la consultation", mois=36,
        lignes=c.textes_de_consultation, appliquer=oubli.vider_textes,
    ),
    Regle(
        "brouillons", "Brouillons de réponse",
        "Jusqu’à l’envoi, ou à l’expiration du lien ; le reste avec le membre", Sort.EFFACE,
        depart="expiration du lien", jours=7, lignes=c.brouillons_expires, appliquer=oubli.vider_brouillons,
    ),
    Regle(
        "liens", "Liens de réponse", "Trente jours de validité ; l’empreinte, douze mois après", Sort.EFFACE,
        depart="expiration du lien", mois=12, lignes=c.liens_expires, appliquer=effacer,
    ),
    Regle(
        "digests", "Adresses des relances", "Deux ans après l’envoi ; la relance reste, sans l’adresse", Sort.EFFACE,
        depart="jour de l’envoi", mois=24, lignes=c.courriels_de_relance, appliquer=effacer,
    ),
    Regle(
        "interlocuteurs",
        "Interlocuteurs du territoire",
        "Tant que la personne occupe la fonction, revu chaque année ; effacement immédiat sur demande",
        Sort.GESTE,
        revue="sans date : l’animateur du conseil revoit son annuaire chaque année",
    ),
    Regle(
        "expressions", "Paroles d’habitants",
        "Le contrat de ville ; ensuite le texte et le lieu sont effacés, le thème et la date restent comptés",
        Sort.ANONYMISE, depart="fin du contrat de ville sous lequel la parole a été recueillie",
        lignes=c.paroles_d_un_contrat_fini, appliquer=oubli.vider_paroles,
    ),
    Regle(
        "contrat", "Adresses des destinataires d’avis",
        "Le contrat de ville ; ensuite l’adresse est effacée. La réponse signée, scellée, ne nomme personne",
        Sort.ANONYMISE, depart="fin du contrat de ville sous lequel l’avis a été transmis",
        lignes=c.adresses_d_un_contrat_fini, appliquer=oubli.vider_adresses,
    ),
    Regle("nombres", "Nombres sans nom", "Sans limite : ces nombres ne désignent personne", Sort.GARDE),
]  # fmt: skip

FICHES = [
    Fiche(
        "membre",
        "Membres des groupes moteurs",
        "Prénom, nom, sexe, tranche d’âge, quartier, structure représentée, adresse e-mail facultative ; mandats ; "
        "présences, excuses et pouvoirs aux réunions, formations suivies, représentations, convocations reçues, suite "
        "donnée à des absences répétées (sans motif)",
        "Tenir le groupe moteur, convoquer, mesurer la parité et la participation",
        _EQUIPE,
        "membres",
        "conseils",
    ),
    Fiche(
        "invite",
        "Invités (élus, agents)",
        "Prénom, nom, qualité, fonction ; dates de l’invitation",
        "Savoir qui siège à côté des membres, sans les compter parmi eux",
        _EQUIPE,
        "invites",
        "conseils",
    ),
    Fiche(
        "candidat",
        "Candidats à un tirage au sort",
        "Nom, prénom, moyen de contact, à part ; numéro, sexe, tranche d’âge, quartier, collège, réponse",
        "Inviter les personnes tirées, et les inscrire si elles acceptent",
        "Animateur du conseil, coordination ; la liste par numéros est publique, sans nom",
        "tirages",
        "conseils",
    ),
    Fiche(
        "depot",
        "Personnes d’un fichier déposé pour un tirage",
        "Les cases du fichier, tant que ses colonnes ne sont pas reconnues",
        "Importer la liste des candidats",
        _EQUIPE,
        "depots",
        "conseils",
    ),
    Fiche(
        "contact",
        "Personnes qui demandent à être recontactées",
        "Nom, téléphone ou adresse e-mail, date de l’accord",
        "Leur répondre",
        _EQUIPE,
        "contacts",
        "conseils",
    ),
    Fiche(
        "consulte",
        "Membres invités à répondre à une consultation",
        "Lien envoyé, utilisé ou redemandé ; brouillon tant qu’il n’est pas envoyé",
        "Envoyer à chacun son lien, n’en prendre qu’une réponse",
        "L’état : animateur du conseil, coordination ; le brouillon : la personne qui tient le lien",
        "brouillons",
        "conseils",
    ),
    Fiche(
        "repondant",
        "Personnes qui répondent à une consultation",
        "Conseil, sexe, tranche d’âge s’ils sont donnés, jour ; textes, notes et choix ; rien ne mène à la personne",
        "En tirer des propositions et des mesures, mesurer les réponses",
        "Les textes : la coordination ; les nombres, masqués sous cinq : ceux qui voient le conseil",
        "reponses",
        "conseils",
    ),
    Fiche(
        "extrait",
        "Auteurs des mots d’une proposition",
        "Extrait de la réponse dont une proposition est tirée, sans nom",
        "Montrer d’où vient une proposition",
        "La coordination",
        "extraits",
        "conseils",
    ),
    Fiche(
        "public",
        "Public des réunions et des formations",
        "Nombres de personnes par sexe, tranche d’âge, quartier, première venue et éloignement ; sommes de "
        "questionnaires anonymes ; aucun nom",
        "Mesurer la mobilisation",
        "Selon les habilitations",
        "nombres",
        "conseils",
    ),
    Fiche(
        "interlocuteur",
        "Interlocuteurs des structures du territoire",
        "Fonction, courriel ou téléphone professionnel ; nom si la personne est d’accord",
        "Savoir à qui s’adresser",
        _EQUIPE,
        "interlocuteurs",
        "territoire",
    ),
    Fiche(
        "habitant",
        "Habitants qui s’expriment",
        "Date, source, lieu, thème et texte écrit sans nom",
        "Nourrir le diagnostic, les feuilles de route et les avis",
        _EQUIPE,
        "expressions",
        "territoire",
    ),
    Fiche(
        "agent",
        "Agents qui répondent au nom d’une institution",
        "Fonction du signataire, sans nom ; courriel professionnel où part le lien de réponse ; courrier "
        "reçu, s’il est "
        "joint",
        "Savoir qui engage l’institution, permettre une réponse sans compte",
        "La réponse : ceux qui voient le conseil ; l’adresse et le courrier : animateur du conseil, coordination",
        "contrat",
        "territoire",
    ),
    Fiche(
        "lien",
        "Personnes qui répondent par un lien",
        "Empreinte du lien et dates ; le lien lui-même n’est que dans le courriel",
        "Répondre sans compte",
        "Personne",
        "liens",
        "territoire",
    ),
    Fiche(
        "relance",
        "Agents et animateurs relancés",
        "Adresse professionnelle, date d’envoi, réponses attendues",
        "Rappeler les réponses attendues, une fois par jour au plus",
        _EQUIPE,
        "digests",
        "territoire",
    ),
]

CHAMPS = {
    "conseils.ConseilCitoyen": {
        "aucune": "arrondissement nom statut date_installation date_cloture motif_cloture quartiers",
        "libre": "presentation",
    },
    "conseils.GroupeMoteur": {"aucune": "conseil nom quartier theme clos_le"},
    "conseils.Membre": {
        "membre": "conseil prenom nom sexe tranche_age quartier structure courriel",
        "aucune": "anonymise_le",
    },
    "conseils.Mandat": {"membre": "groupe membre college origine debut fin motif_fin"},
    "conseils.Invite": {"invite": "conseil prenom nom qualite fonction debut fin", "aucune": "anonymise_le"},
    "conseils.TacheAbsence": {"membre": "membre depuis appele_le revoir_le en_reserve"},
    "conseils.AgendaPartage": {"aucune": "conseil jeton"},
    "conseils.EvaluationAutonomie": {
        "aucune": "conseil annee semestre auto_animation auto_saisine auto_production gestion",
        "libre": "preuve_auto_animation preuve_auto_saisine preuve_auto_production preuve_gestion",
    },
    "conseils.Acteur": {"aucune": "conseil nom nature quartier site part_qpv"},
    "conseils.Interlocuteur": {"interlocuteur": "fonction nom courriel telephone", "aucune": "acteur"},
    "conseils.Expression": {
        "habitant": "date source lieu theme texte",
        "aucune": "conseil echelle quartier objectif",
    },
    "conseils.Reunion": {
        "aucune": "conseil type intitule echelle quartier date heure duree lieu lieu_prete auto_animee statut "
        "presences_saisies sequence"
    },
    "conseils.CanalMobilisation": {"aucune": "reunion canal"},
    "conseils.Presence": {"membre": "reunion membre nature pouvoir_a"},
    "conseils.ComptagePublic": {"public": "sexe tranche_age nombre", "aucune": "reunion"},
    "conseils.ComptageEloignes": {"public": "sexe reponses eloignes deja_venus", "aucune": "reunion"},
    "conseils.ComptagePremieres": {"public": "sexe nombre", "aucune": "reunion"},
    "conseils.ComptageQuartier": {"public": "nombre", "aucune": "reunion quartier"},
    "conseils.DemandeContact": {"contact": "nom contact consenti_le", "aucune": "reunion"},
    "conseils.Avis": {
        "aucune": "conseil numero type titre etape echelle sujet_libre etat adopte_en voix_pour "
        "voix_contre abstentions "
        "transmis_le retire_le quartiers objectifs expressions",
        "libre": "texte motif_retrait",
    },
    "conseils.Divergence": {"libre": "texte", "aucune": "avis nombre"},
    "conseils.Destinataire": {
        "agent": "courriel",
        "aucune": "avis partenaire echeance tacite accuse_le repondu_le",
    },
    "conseils.ProcesVerbal": {"libre": "texte releve", "aucune": "reunion rectifie etat approuve_en version"},
    "conseils.Decision": {"aucune": "reunion nature echeance etat", "libre": "texte responsable motif"},
    "conseils.Initiative": {
        "aucune": "conseil numero titre route structure_acteur structure_partenaire nee_en_reunion nee_de_decision "
        "nee_d_expression etat proposee_le debut fin objectifs quartiers partenaires acteurs",
        "libre": "description motif resultat apprentissage",
    },
    "conseils.ComptagePorteurs": {"public": "sexe tranche_age nombre", "aucune": "initiative"},
    "conseils.Jalon": {"aucune": "initiative echeance fait_le", "libre": "libelle"},
    "conseils.DocumentInitiative": {
        "acte": "depose_le depose_par",
        "libre": "titre fichier",
        "aucune": "initiative diffusable",
    },
    "conseils.Financement": {
        "aucune": "initiative source numero_projet etat decide_le demande accorde depense",
        "libre": "precision",
    },
    "conseils.Enveloppe": {"aucune": "exercice montant source"},
    "conseils.PartBudget": {"aucune": "enveloppe conseil montant"},
    "conseils.Depense": {
        "aucune": "part date poste montant initiative annulee_le",
        "libre": "libelle motif justificatif",
    },
    "conseils.Consultation": {
        "aucune": "titre organisateur ouverture cloture etat conseils",
        "libre": "presentation",
    },
    "conseils.Thematique": {"aucune": "consultation rang nature intitule"},
    "conseils.Question": {"aucune": "thematique rang texte aide genre obligatoire"},
    "conseils.ChoixQuestion": {"aucune": "question rang libelle"},
    "conseils.InvitationConsultation": {
        "consulte": "consultation membre repondue brouillon lien_demande envoye_le",
        "aucune": "empreinte expire_le essais pris_le",
    },
    "conseils.ReponseQuestionnaire": {
        "repondant": "conseil sexe tranche_age mode recue_le recu",
        "aucune": "id consultation hors_delai",
    },
    "conseils.ReponseQuestion": {"repondant": "texte note choix", "aucune": "reponse question"},
    "conseils.Convocation": {"acte": "demandee_le demandee_par", "aucune": "reunion rang methode destinataires"},
    "conseils.EnvoiConvocation": {"membre": "convocation membre envoye_le", "aucune": "essais pris_le"},
    "conseils.DocumentReunion": {
        "acte": "depose_le depose_par",
        "libre": "titre fichier",
        "aucune": "reunion sorte taille diffusable",
    },
    "conseils.DocumentAvis": {
        "acte": "depose_le depose_par",
        "libre": "titre fichier",
        "aucune": "avis sorte taille diffusable",
    },
    "conseils.NumeroEmargement": {"membre": "reunion membre numero"},
    "conseils.Formation": {
        "aucune": "intitule nature finalite organisme organisme_autre debut fin minutes lieu pour_membres pour_agents"
        " pour_elus conseils"
    },
    "conseils.DelegationFormation": {"aucune": "formation conseil participants_saisis"},
    "conseils.ParticipationFormation": {"membre": "delegation membre"},
    "conseils.ComptageFormation": {"public": "public sexe nombre", "aucune": "delegation"},
    "conseils.CompetencesDeclarees": {"public": "sexe reponses somme_avant somme_apres", "aucune": "delegation"},
    "conseils.Seance": {"aucune": "type echelle arrondissement date heure lieu invitant statut"},
    "conseils.PointSeance": {
        "aucune": "seance rang intitule origine cle destinataire ecarte",
        "libre": "note",
    },
    "conseils.DelegationSeance": {"aucune": "seance conseil restitue_en", "libre": "dit decide restitution"},
    "conseils.Representation": {"membre": "delegation membre nature presence"},
    "conseils.DecisionInstance": {
        "aucune": "seance responsable echeance etat close_le",
        "libre": "texte responsable_autre motif",
    },
    "conseils.JalonReference": {"aucune": "code intitule jours source types"},
    "conseils.TacheRetroplanning": {"acte": "faite_le faite_par", "aucune": "seance jalon pour_le"},
    "conseils.BilanContrat": {"aucune": "exercice valide_le"},
    "conseils.Proposition": {"aucune": "consultation thematique quartier fusionnee_dans", "libre": "texte"},
    "conseils.Extrait": {"extrait": "texte", "aucune": "proposition source"},
    "conseils.JourneeTravail": {
        "aucune": "consultation date lieu membres associations acteurs_economiques administrations"
    },
    "conseils.Mesure": {"aucune": "journee thematique titre propositions", "libre": "texte"},
    "conseils.PointOrdreDuJour": {"aucune": "reunion rang intitule duree", "libre": "porteur note"},
    "conseils.Portage": {"aucune": "conseil mode structure du au", "libre": "note"},
    "conseils.MoyenPrete": {"aucune": "conseil nature du au", "libre": "description prete_par"},
    "conseils.SiegeParticipation": {"aucune": "conseil instance precision nombre du au"},
    "conseils.Arrete": {"aucune": "conseil reference date fichier"},
    "conseils.ProjetTerritoire": {"aucune": "conseil intitule adopte_le", "libre": "note"},
    "conseils.PrioriteTerritoire": {"aucune": "projet rang intitule element"},
    "conseils.AvancementPriorite": {"aucune": "priorite exercice avancement", "libre": "commentaire"},
    "conseils.ContributionProjet": {"aucune": "conseil date etape reunion", "libre": "texte"},
    "conseils.MotIndexe": {"aucune": "mot sorte objet poids"},
    "conseils.RegimeReference": {
        "aucune": "code nature intitule debut fin taille_min taille_max part_habitants parite_min parite_max "
        "tirage_impose note source"
    },
    "conseils.VersionReglement": {"aucune": "conseil numero ecrit_le fichier adoptee_en", "libre": "texte"},
    "conseils.VerificationReglement": {
        "acte": "par le",
        "aucune": "version institution avis",
        "libre": "observations",
    },
    "conseils.DelaiReponse": {"aucune": "type partenaire jours tacite source"},
    "conseils.Reponse": {
        "agent": "signataire",
        "acte": "par le",
        "aucune": "destinataire sens etude_jusqu_au voie hors_delai",
        "libre": "texte",
    },
    "conseils.CourrierReponse": {"agent": "fichier", "aucune": "reponse"},
    "conseils.LienReponse": {"lien": "empreinte cree_le expire_le utilise_le", "aucune": "destinataire"},
    "conseils.Suite": {"aucune": "reponse echeance etat", "libre": "action responsable motif"},
    "conseils.Constat": {"acte": "par le", "aucune": "suite resultat reunion", "libre": "preuve"},
    "conseils.PauseRelance": {"acte": "par", "aucune": "destinataire du au", "libre": "motif"},
    "conseils.TourneeRelances": {"aucune": "jour"},
    "conseils.Relance": {"aucune": "tournee destinataire suite echelon echeance"},
    "conseils.Digest": {
        "relance": "tournee courriel compte envoye_le",
        "aucune": "relances essais pris_le",
    },
    "conseils.LigneDigest": {"aucune": "digest relance copie"},
    "conseils.Tirage": {"aucune": "numero conseil intitule nombre etat cree_le"},
    "conseils.Depot": {"depot": "fichier lignes depose_le", "aucune": "tirage liste"},
    "conseils.Candidat": {"candidat": "numero sexe tranche_age quartier college liste", "aucune": "tirage"},
    "conseils.Identite": {"candidat": "candidat nom prenom contact"},
    "conseils.EnvoiRecu": {"aucune": "cle objet_type objet_id recu_le"},
    "conseils.PagePublique": {"aucune": "conseil ouverte contact"},
    "conseils.Quota": {"aucune": "tirage critere valeur minimum maximum"},
    "conseils.Tour": {
        "acte": "scelle_le scelle_par",
        "aucune": "tirage rang nombre vivier empreinte quotas secret engagement valeur_publique graine "
        "demande_le bail "
        "jeton tentatives erreur tire_le algorithme",
    },
    "conseils.Invitation": {"candidat": "candidat statut repondu_le membre", "aucune": "tour remplace"},
}

# Pages that show people's names, and with which permission they do.
LECTURES = {
    "groupe_moteur": ("Liste des membres", P.MEMBRE_VOIR),
    "groupe_moteur_evolution": ("Entrées et sorties des membres", P.MEMBRE_VOIR),
    "membre_modifier": ("Page d’un membre", P.MEMBRE_VOIR),
    "membre_donnees": ("Données d’un membre", P.MEMBRE_DROITS),
    "membre_donnees_document": ("Données d’un membre, en document", P.MEMBRE_DROITS),
    "membre_donnees_fichier": ("Données d’un membre, en fichier", P.MEMBRE_DROITS),
    "membre_effacer": ("Effacement d’un membre", P.MEMBRE_DROITS),
    "mandat_ouvrir": ("Mandat d’un membre", P.MEMBRE_VOIR),
    "mandat_corriger": ("Mandat d’un membre", P.MEMBRE_VOIR),
    "mandat_clore": ("Mandat d’un membre", P.MEMBRE_VOIR),
    "invite_modifier": ("Page d’un invité", P.MEMBRE_VOIR),
    "assiduite": ("Assiduité des membres", P.MEMBRE_VOIR),
    "absences_suivre": ("Absences d’un membre", P.MEMBRE_VOIR),
    "reunion": ("Réunion et ses présents", P.MEMBRE_VOIR),
    "presences": ("Feuille de présence", P.MEMBRE_VOIR),
    "contacts": ("Personnes à recontacter", P.MEMBRE_VOIR),
    "convocation": ("Convocation d’une réunion", P.MEMBRE_VOIR),
    "tirage": ("Tirage au sort", P.TIRAGE_MENER),
    "tirage_invitations": ("Personnes tirées au sort", P.TIRAGE_MENER),
    "tire_inscrire": ("Inscription d’une personne tirée", P.TIRAGE_MENER),
    "formation_participants": ("Membres formés", P.MEMBRE_VOIR),
    "consultation_invitations": ("Membres invités à une consultation", P.CONSULTATION_SAISIR),
    "representant_designer": ("Représentants dans une instance", P.MEMBRE_VOIR),
    "acteurs": ("Annuaire des interlocuteurs", P.DIAGNOSTIC_TENIR),
}
