"""Personal data of accounts, and of the libraries that hold it for us (sessions, e-mail addresses)."""

from comptes import conservation as c
from comptes.permissions import Permission as P
from comptes.services import oubli
from socle.rgpd import Fiche, Regle, Sort, Traitement

TRAITEMENTS = [
    Traitement(
        "acces",
        "Ouverture des accès et traçabilité",
        "Ouvrir l’application aux seules personnes habilitées, et savoir qui a fait et lu quoi.",
        "Intérêt légitime (sécurité des données, article 6.1.f)",
        "Administration technique ; coordination pour les journaux",
    ),
]

REGLES = [
    Regle(
        "comptes", "Comptes délaissés",
        "Trois ans après la dernière connexion et la fin du dernier rôle", Sort.ANONYMISE,
        depart="dernière connexion, ou ouverture du compte s’il n’a jamais servi", mois=36,
        lignes=c.comptes_delaisses, appliquer=oubli.anonymiser_comptes,
    ),
    Regle(
        "sessions", "Sessions expirées",
        "Jusqu’à la fermeture de la session, sept jours au plus après son terme", Sort.EFFACE,
        depart="expiration de la session", jours=7, lignes=c.sessions_expirees, appliquer=oubli.effacer,
    ),
    Regle(
        "connexions", "Adresses et navigateurs des sessions",
        "Jusqu’à la fermeture de la session, trente jours au plus", Sort.EFFACE,
        depart="dernière activité de la session", jours=30, lignes=c.connexions_anciennes, appliquer=oubli.effacer,
    ),
    Regle(
        "actes", "Journal des actes", "Cinq ans", Sort.EFFACE,
        depart="date de l’acte", mois=60, lignes=c.actes_anciens, appliquer=oubli.effacer_du_journal,
    ),
    # migrations/0004_rgpd says the same to the database.
    Regle(
        "lectures", "Journal des lectures", "Douze mois", Sort.EFFACE,
        depart="date de la lecture", mois=12, lignes=c.lectures_anciennes, appliquer=oubli.effacer_du_journal,
    ),
]  # fmt: skip

FICHES = [
    Fiche(
        "compte",
        "Titulaires d’un compte",
        "Prénom, nom, adresse e-mail, mot de passe (sous forme d’empreinte), institution, habilitations "
        "et leurs dates",
        "Ouvrir l’accès et le limiter",
        "La personne, l’administration technique",
        "comptes",
        "acces",
    ),
    Fiche(
        "connexion",
        "Sessions",
        "Adresse IP, navigateur, heure d’ouverture et de dernière activité",
        "Sécurité du compte",
        "La personne seule",
        "connexions",
        "acces",
    ),
    Fiche(
        "session",
        "Sessions ouvertes",
        "Contenu technique de la session, illisible sans la clé de l’application",
        "Garder la personne connectée",
        "Personne",
        "sessions",
        "acces",
    ),
    Fiche(
        "acte",
        "Auteurs d’un acte",
        "Nom, acte, date, motif",
        "Savoir qui a fait quoi",
        "Les personnes qui voient l’objet concerné",
        "actes",
        "acces",
    ),
    Fiche(
        "lecture",
        "Personnes qui ouvrent une page où figurent des habitants",
        "Nom, page, date ; jamais les noms lus",
        "Savoir qui a consulté des données personnelles",
        "L’administration technique, la coordination",
        "lectures",
        "acces",
    ),
]

CHAMPS = {
    "auth.Permission": {"aucune": "name content_type codename"},
    "auth.Group": {"aucune": "name permissions"},
    "contenttypes.ContentType": {"aucune": "app_label model"},
    "sessions.Session": {"session": "session_key session_data", "aucune": "expire_date"},
    "account.EmailAddress": {"compte": "user email", "aucune": "verified primary"},
    "account.EmailConfirmation": {"compte": "email_address", "aucune": "created sent key"},
    "mfa.Authenticator": {"compte": "user", "aucune": "type data created_at last_used_at"},
    "usersessions.UserSession": {
        "connexion": "user ip user_agent created_at last_seen_at",
        "aucune": "session_key data",
    },
    "comptes.LigneAudit": {
        "acte": "quand par_id par_nom acte",
        "aucune": "objet_type objet_id de vers detail",
        "libre": "motif",
    },
    "comptes.Habilitation": {"compte": "compte role arrondissement debut fin"},
    "comptes.Compte": {
        "compte": "email prenom nom institution password last_login cree_le",
        "aucune": "is_active",
    },
    "comptes.Purge": {"acte": "par_nom", "aucune": "faite_le nombres echecs"},
    "comptes.LectureDonnees": {"lecture": "quand par_id par_nom page adresse"},
}

# Pages that show people's names, and with which permission they do. ``None``: whoever opens the page.
LECTURES = {
    "comptes": ("Liste des comptes", P.COMPTE_GERER),
    "compte": ("Page d’un compte", P.COMPTE_GERER),
}
