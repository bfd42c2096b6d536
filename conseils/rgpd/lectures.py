"""Pages that show people's names, and with which permission they do."""

from comptes.permissions import Permission as P

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
