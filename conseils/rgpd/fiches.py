"""What is kept of whom, why, and who reads it."""

from socle.rgpd import Fiche, Traitement

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
