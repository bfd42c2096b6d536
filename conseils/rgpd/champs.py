"""Whose each field is: by model, the fields of each class (``fiches``, or one of those of ``socle.rgpd``)."""

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
    "conseils.EnvoiRecu": {"aucune": "cle objet_type objet_id objet_uuid recu_le"},
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
