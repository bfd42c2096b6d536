"""The closed list of what an account may do.

A permission is a question about a territory (« may this person see the members of the 18e? »); the
roles of ``comptes.roles`` answer it and ``comptes.porte`` is the only place where it is asked.
"""

from django.db.models import TextChoices


class Permission(TextChoices):
    """Stable code and plain French label of each permission."""

    COMPTE_GERER = "comptes.gerer", "Inviter des personnes, donner et retirer des habilitations"
    DONNEES_SUIVRE = (
        "comptes.suivre_donnees",
        "Voir le registre des traitements, les purges et les lectures",
    )
    CONSEIL_VOIR = "conseils.voir", "Voir un conseil citoyen, sans aucun nom d'habitant"
    CONSEIL_MODIFIER = "conseils.modifier", "Modifier l'organisation d'un conseil citoyen"
    MEMBRE_VOIR = "conseils.voir_membres", "Voir les membres d'un groupe moteur par leur nom"
    MEMBRE_MODIFIER = "conseils.modifier_membres", "Inscrire un membre, ouvrir et clore un mandat"
    MEMBRE_DROITS = "conseils.droits_membre", "Remettre à un membre ses données, les effacer à sa demande"
    REUNION_MODIFIER = "conseils.modifier_reunions", "Programmer une réunion et saisir les présences"
    REGLEMENT_DEPOSER = "conseils.deposer_reglement", "Déposer un règlement intérieur et noter son adoption"
    REGLEMENT_VERIFIER_PREFECTURE = (
        "conseils.verifier_reglement_prefecture",
        "Vérifier un règlement intérieur au nom de la Préfecture",
    )
    REGLEMENT_VERIFIER_VILLE = (
        "conseils.verifier_reglement_ville",
        "Vérifier un règlement intérieur au nom de la Ville",
    )
    FORMATION_MODIFIER = (
        "conseils.modifier_formations",
        "Enregistrer une formation et ses participants",
    )
    AUTONOMIE_MODIFIER = "conseils.modifier_autonomie", "Évaluer l'autonomie d'un conseil, chaque semestre"
    DIAGNOSTIC_TENIR = "conseils.tenir_diagnostic", "Lire et tenir le diagnostic : expressions, acteurs du territoire"
    INITIATIVE_MODIFIER = "conseils.modifier_initiatives", "Tenir les initiatives d'un conseil"
    BUDGET_VOIR = "conseils.voir_budget", "Voir le budget propre d'un conseil, ses dépenses et ce qui reste"
    BUDGET_REPARTIR = "conseils.repartir_budget", "Partager l'enveloppe du budget propre entre les conseils"
    DEPENSE_SAISIR = "conseils.saisir_depenses", "Saisir, corriger et annuler une dépense du budget propre"
    TIRAGE_MENER = "conseils.mener_tirage", "Préparer, sceller et suivre un tirage au sort"
    AVIS_MODIFIER = (
        "conseils.modifier_avis",
        "Écrire, faire adopter et transmettre un avis ; suspendre ses relances ; constater ses effets",
    )
    AVIS_REPONDRE = "conseils.repondre_avis", "Répondre aux avis adressés à son institution"
    DELAI_MODIFIER = "conseils.modifier_delais", "Régler les délais de réponse"
    INSTANCE_VOIR = "conseils.voir_instances", "Voir les séances des instances et les projets de territoire"
    INSTANCE_MODIFIER = (
        "conseils.modifier_instances",
        "Tenir le calendrier des instances, leurs séances et leurs décisions",
    )
    REPRESENTATION_SAISIR = (
        "conseils.saisir_representation",
        "Désigner les représentants d'un conseil dans une instance et rendre compte de leur venue",
    )
    PROJET_TERRITOIRE_MODIFIER = (
        "conseils.modifier_projet_territoire",
        "Tenir le projet de territoire d'un arrondissement",
    )
    CONSULTATION_VOIR = "conseils.voir_consultation", "Voir une consultation et sa restitution, sans les réponses"
    CONSULTATION_SAISIR = (
        "conseils.saisir_consultation",
        "Inviter les membres à répondre à une consultation et saisir les réponses sur papier",
    )
    CONSULTATION_MENER = (
        "conseils.mener_consultation",
        "Préparer, lancer et restituer une consultation, lire les réponses",
    )
    SEMAINE_VOIR = "animateurs.voir_semaine", "Lire un journal hebdomadaire"
    SEMAINE_SAISIR = "animateurs.saisir_semaine", "Remplir et transmettre son journal hebdomadaire"
    SEMAINE_REVOIR = "animateurs.revoir_semaine", "Valider ou renvoyer un journal hebdomadaire"
    FEUILLE_VOIR = "animateurs.voir_feuille", "Lire une feuille de route"
    FEUILLE_MODIFIER = "animateurs.modifier_feuille", "Écrire, soumettre et réviser une feuille de route"
    FEUILLE_VALIDER = "animateurs.valider_feuille", "Valider ou renvoyer une feuille de route"
    ABSENCE_SAISIR = "animateurs.saisir_absence", "Enregistrer une absence"
    EQUIPE_VOIR = "animateurs.voir_equipe", "Voir l'équipe, ses affectations et ses semaines"
    EQUIPE_MODIFIER = "animateurs.modifier_equipe", "Ouvrir et clore une affectation"
    TYPE_ACTIVITE_MODIFIER = (
        "animateurs.modifier_types_activite",
        "Tenir la liste des types d'activité et des registres du journal",
    )
    AMELIORATION_VOIR = "animateurs.voir_amelioration", "Lire les leçons du dispositif et leurs actions correctives"
    AMELIORATION_MODIFIER = (
        "animateurs.modifier_amelioration",
        "Tenir les leçons, les actions correctives, les formations de l'équipe ; répondre aux suggestions",
    )
    TABLEAU_VOIR = "reporting.voir_tableau", "Voir le tableau de bord et ses indicateurs"
    RAPPORT_VOIR = "reporting.voir_rapport", "Lire et télécharger un document"
    RAPPORT_DEMANDER = "reporting.demander_rapport", "Demander la production d'un document"
    RAPPORT_PUBLIER = "reporting.publier_rapport", "Soumettre et publier un document, mener une campagne"
    RAPPORT_VALIDER = "reporting.valider_rapport", "Accepter ou renvoyer un document soumis, au nom de son institution"
