"""For how long, and what happens then."""

from comptes.services.oubli import effacer
from conseils import conservation as c
from conseils.services import oubli
from socle.rgpd import Regle, Sort

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
