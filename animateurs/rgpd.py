"""Personal data of the team: what accounts for the work, never a location nor a ranking of people."""

from animateurs import conservation as c
from animateurs.services.oubli import taire_les_natures, taire_les_notes
from comptes.permissions import Permission as P
from comptes.services.oubli import effacer
from socle.rgpd import Fiche, Regle, Sort, Traitement

TRAITEMENTS = [
    Traitement(
        "equipe",
        "Activité de l’équipe d’animation",
        "Rendre compte du dispositif aux commanditaires et organiser le travail ; ni géolocalisation, ni classement.",
        "Exécution de la convention et intérêt légitime de l’employeur (articles 6.1.b et 6.1.f)",
        "La personne, la coordination ; commanditaires : des heures et des nombres par conseil",
    ),
]

REGLES = [
    Regle(
        "equipe", "Notes du journal de l’équipe",
        "La convention, puis cinq ans ; ensuite les notes sont effacées, les durées restent comptées ; le nom part "
        "avec le compte",
        Sort.ANONYMISE, depart="fin de la convention de l’affectation", mois=60,
        lignes=c.notes_du_journal_anciennes, appliquer=taire_les_notes,
    ),
    Regle(
        "suggestions", "Suggestions sur l’outil",
        "Cinq ans ; formations et actions restent comptées, le nom part avec le compte",
        Sort.EFFACE, depart="date de la suggestion", mois=60, lignes=c.suggestions_anciennes, appliquer=effacer,
    ),
    Regle(
        "absences", "Natures des absences",
        "L’exercice, puis un an : ensuite, la nature de l’absence est effacée", Sort.ANONYMISE,
        depart="fin de l’année de l’absence", mois=12, lignes=c.absences_anciennes, appliquer=taire_les_natures,
    ),
    Regle(
        "rappels", "Rappels automatiques", "Deux ans après l’envoi", Sort.EFFACE,
        depart="jour du rappel", mois=24, lignes=c.rappels_anciens, appliquer=effacer,
    ),
    Regle(
        "rappels_equipe", "Rappels de la coordination", "Deux ans après l’envoi", Sort.EFFACE,
        depart="jour du rappel", mois=24, lignes=c.rappels_d_equipe_anciens, appliquer=effacer,
    ),
]  # fmt: skip

FICHES = [
    Fiche(
        "animateur",
        "Animateurs",
        "Affectations, journal hebdomadaire (activités, durées, quartiers, notes), états des semaines, passations",
        "Rendre compte du dispositif ; jamais de géolocalisation ni de classement des personnes",
        "La personne, la coordination",
        "equipe",
        "equipe",
    ),
    Fiche(
        "absent",
        "Animateurs absents",
        "Nature de l’absence (congés, arrêt de travail, formation, autre) et dates ; aucun champ n’en demande plus",
        "Remplir les jours du journal et taire les rappels",
        "La personne, la coordination ; jamais les commanditaires, ni aucun courriel",
        "absences",
        "equipe",
    ),
    Fiche(
        "rappele",
        "Animateurs à qui un rappel est parti",
        "Sorte et jour du rappel",
        "Ne pas l’envoyer deux fois",
        "La personne, la coordination",
        "rappels",
        "equipe",
    ),
    Fiche(
        "rappele_equipe",
        "Animateurs à qui la coordination a rappelé des semaines",
        "Jour, nombre de semaines, auteur du rappel",
        "Ne pas l’envoyer deux fois",
        "La personne, la coordination",
        "rappels_equipe",
        "equipe",
    ),
    Fiche(
        "forme",
        "Équipe formée, auteurs de suggestions",
        "Formations suivies ; suggestions sur l’outil et leurs réponses ; actions dont la personne est responsable",
        "Rendre compte de la formation de l’équipe ; répondre à qui suggère",
        "La coordination ; chacun lit ses suggestions",
        "suggestions",
        "equipe",
    ),
]

CHAMPS = {
    "animateurs.Mission": {"aucune": "code libelle intitule interne ordre source"},
    "animateurs.Convention": {
        "aucune": "code intitule debut fin partenaire operateur postes_animateurs postes_coordination fictive source "
        "commanditaires arrondissements"
    },
    "animateurs.ObjectifConvention": {"aucune": "convention numero intitule"},
    "animateurs.Affectation": {"animateur": "animateur conseil debut fin", "aucune": "convention"},
    "animateurs.Absence": {"absent": "affectation nature debut fin"},
    "animateurs.Lecon": {"aucune": "origine exercice", "libre": "constat"},
    "animateurs.ActionCorrective": {
        "forme": "responsable",
        "aucune": "lecon intitule echeance etat close_le",
        "libre": "motif effet",
    },
    "animateurs.RevueAnnuelle": {"acte": "par date", "aucune": "exercice"},
    "animateurs.DecisionRevue": {"aucune": "revue action decision echeance", "libre": "motif"},
    "animateurs.FormationEquipe": {
        "forme": "participants",
        "aucune": "intitule organisme debut fin heures",
        "libre": "apports",
    },
    "animateurs.Suggestion": {"forme": "texte par le reponse", "aucune": "page etat"},
    "animateurs.FeuilleDeRoute": {
        "aucune": "conseil exercice etat version validee_le",
        "libre": "diagnostic motif_revision motif_renvoi",
    },
    "animateurs.RevisionFeuille": {
        "acte": "validee_le validee_par",
        "aucune": "feuille rang",
        "libre": "contenu motif",
    },
    "animateurs.ActionFeuille": {
        "aucune": "feuille rang intitule origine source expression acteur partenaire mission echeance "
        "constat_prevu etat "
        "faite_le reporte objectifs quartiers partenaires reunions initiatives",
        "libre": "origine_texte resultat_attendu motif appris",
    },
    "animateurs.Registre": {"aucune": "code libelle ordre actif source"},
    "animateurs.TypeActivite": {"aucune": "code libelle mission registre exemples ordre actif"},
    "animateurs.SemaineJournal": {
        "animateur": "affectation lundi etat transmise_le validee_le secondes_saisie alertes",
        "aucune": "rien_a_signaler version modifiee_le",
    },
    "animateurs.LigneJournal": {
        "animateur": "semaine jour type_activite minutes quartier",
        "public": "femmes hommes non_renseignes eloignes",
        "aucune": "mission reunion action cle version acteurs partenaires",
        "libre": "precision note motif_weekend",
    },
    "animateurs.Passation": {
        "animateur": "affectation releve dernier_jour",
        "acte": "faite_le faite_par",
        "libre": "contenu",
    },
    "animateurs.Rappel": {"rappele": "compte sorte jour envoye_le", "aucune": "essais pris_le"},
    "animateurs.RemarqueLigne": {"aucune": "ligne", "libre": "texte"},
    "animateurs.LigneType": {
        "animateur": "affectation jour type_activite minutes quartier",
        "aucune": "mission",
        "libre": "precision",
    },
    "animateurs.MesureSaisie": {"aucune": "id lundi secondes"},
    "animateurs.RappelEquipe": {"rappele_equipe": "animateur jour semaines par"},
    "animateurs.NoteChiffre": {
        "acte": "auteur ecrite_le retiree_le retiree_par",
        "aucune": "code conseil exercice",
        "libre": "texte",
    },
}

# Pages that show people's names, and with which permission they do.
LECTURES = {
    "passation": ("Passation d’un conseil", P.MEMBRE_VOIR),
    "passation_pdf": ("Passation d’un conseil, en PDF", P.MEMBRE_VOIR),
}
