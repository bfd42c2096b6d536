"""The conseils, who sits there, their meetings and their organisation."""

from comptes.permissions import Permission as P
from conseils.models import (
    ConseilCitoyen,
    DelegationFormation,
    EvaluationAutonomie,
    Formation,
    Mandat,
    Portage,
    Reunion,
    SiegeParticipation,
    VersionReglement,
)
from reporting.exports.declaration import ENTRE_VALEURS, Calcul, Choix, Colonne, Genre, Liste, noms
from reporting.exports.listes.communs import CONSEILS, conseil, etat
from reporting.querysets.exports import composition_par_college, reunions_avec_presences

PAR_SEXE = (
    Colonne("femmes", "Femmes", Genre.PERSONNES, partie=True),
    Colonne("hommes", "Hommes", Genre.PERSONNES, partie=True),
    Colonne("non_renseigne", "Non renseigné", Genre.PERSONNES, partie=True),
)


def _canaux(reunion: Reunion) -> str:
    return ENTRE_VALEURS.join(str(canal) for canal in reunion.canaux.all())


def _verifications(version: VersionReglement) -> str:
    return ENTRE_VALEURS.join(str(v) for v in version.verifications.all())


LISTES = (
    Liste(
        code="conseils",
        titre="Conseils citoyens",
        theme=CONSEILS,
        permission=P.CONSEIL_VOIR,
        definition="Une ligne par conseil citoyen, ouvert ou clos, avec les quartiers de son périmètre.",
        source=lambda: ConseilCitoyen.objects.select_related("arrondissement").prefetch_related("quartiers"),
        conseil="arrondissement__numero",
        choix=etat(ConseilCitoyen.Statut, "Statut", "statut"),
        colonnes=(
            Colonne("arrondissement", "Arrondissement", Genre.ENTIER, "arrondissement.numero"),
            Colonne("conseil", "Conseil citoyen", chemin="nom"),
            Colonne("statut", "Statut", chemin="get_statut_display"),
            Colonne("installe_le", "Installé le", Genre.DATE, "date_installation"),
            Colonne("clos_le", "Clos le", Genre.DATE, "date_cloture"),
            Colonne("quartiers", "Quartiers", chemin=lambda c: noms(c.quartiers.all())),
        ),
    ),
    Liste(
        code="membres",
        titre="Membres et mandats",
        theme=CONSEILS,
        permission=P.MEMBRE_VOIR,
        personnelles=True,
        definition="Une ligne par mandat dans un groupe moteur, en cours ou terminé, avec le nom du membre. "
        "L'exercice est celui où le mandat commence.",
        source=lambda: Mandat.objects.select_related("groupe__conseil__arrondissement", "membre__quartier").order_by(
            "groupe__conseil__arrondissement__numero", "membre__nom", "membre__prenom", "pk"
        ),
        conseil="groupe__conseil__arrondissement__numero",
        jour="debut",
        choix={"college": Choix("Collège", "college", Mandat.College.choices)},
        colonnes=(
            *conseil("groupe.conseil"),
            Colonne("groupe", "Groupe moteur", chemin="groupe.nom"),
            Colonne("prenom", "Prénom", chemin="membre.prenom"),
            Colonne("nom", "Nom", chemin="membre.nom"),
            Colonne("sexe", "Sexe", chemin="membre.get_sexe_display"),
            Colonne("tranche_age", "Tranche d'âge", chemin="membre.get_tranche_age_display"),
            Colonne("quartier", "Quartier", chemin="membre.quartier.nom"),
            Colonne("structure", "Structure", chemin="membre.structure"),
            Colonne("college", "Collège", chemin="get_college_display"),
            Colonne("origine", "Origine", chemin="get_origine_display"),
            Colonne("debut", "Début du mandat", Genre.DATE),
            Colonne("fin", "Fin du mandat", Genre.DATE),
            Colonne("motif_fin", "Motif de la fin", chemin="get_motif_fin_display"),
        ),
    ),
    Calcul(
        code="composition",
        titre="Composition des groupes moteurs",
        theme=CONSEILS,
        permission=P.CONSEIL_VOIR,
        definition="Personnes en mandat dans un groupe moteur le jour de l'export, ou le dernier jour de l'exercice "
        "choisi ; qui siège dans deux groupes d'un conseil compte une fois.",
        produire=composition_par_college,
        colonnes=(
            Colonne("arrondissement", "Arrondissement", Genre.ENTIER),
            Colonne("conseil", "Conseil citoyen"),
            Colonne("college", "Collège"),
            Colonne("membres", "Membres", Genre.PERSONNES, somme=True),
            *PAR_SEXE,
            Colonne("au", "Au", Genre.DATE),
        ),
    ),
    Liste(
        code="reunions",
        titre="Réunions",
        theme=CONSEILS,
        permission=P.CONSEIL_VOIR,
        definition="Une ligne par réunion d'un conseil : prévue, tenue ou annulée.",
        source=lambda: (
            Reunion.objects.select_related("conseil__arrondissement", "quartier")
            .prefetch_related("canaux")
            .order_by("date", "pk")
        ),
        jour="date",
        choix=etat(Reunion.Type, "Type", "type") | etat(Reunion.Statut, "Statut", "statut"),
        colonnes=(
            *conseil(),
            Colonne("date", "Date", Genre.DATE),
            Colonne("type", "Type", chemin="get_type_display"),
            Colonne("intitule", "Intitulé"),
            Colonne("echelle", "Échelle", chemin="get_echelle_display"),
            Colonne("quartier", "Quartier", chemin="quartier.nom"),
            Colonne("lieu", "Lieu"),
            Colonne("lieu_prete", "Lieu prêté", Genre.BOOLEEN),
            Colonne("duree", "Durée", Genre.HEURES),
            Colonne("statut", "Statut", chemin="get_statut_display"),
            Colonne("auto_animee", "Animée par des membres", Genre.BOOLEEN),
            Colonne("canaux", "Canaux de mobilisation", chemin=_canaux),
        ),
    ),
    Liste(
        code="presences",
        titre="Présences aux réunions",
        theme=CONSEILS,
        permission=P.CONSEIL_VOIR,
        definition="Une ligne par réunion tenue dont les présences sont saisies : membres venus et public compté, "
        "par sexe déclaré.",
        source=reunions_avec_presences,
        jour="date",
        choix=etat(Reunion.Type, "Type", "type"),
        colonnes=(
            *conseil(),
            Colonne("date", "Date", Genre.DATE),
            Colonne("type", "Type", chemin="get_type_display"),
            Colonne("participants", "Participants", Genre.PERSONNES, somme=True),
            *PAR_SEXE,
        ),
    ),
    Liste(
        code="reglements",
        titre="Règlements intérieurs",
        theme=CONSEILS,
        permission=P.CONSEIL_VOIR,
        definition="Une ligne par version du règlement intérieur, avec l'assemblée qui l'a adoptée et les "
        "vérifications de la Préfecture et de la Ville.",
        source=lambda: (
            VersionReglement.objects.select_related("conseil__arrondissement", "adoptee_en")
            .prefetch_related("verifications")
            .order_by("conseil__arrondissement__numero", "numero")
        ),
        jour="ecrit_le",
        colonnes=(
            *conseil(),
            Colonne("version", "Version", Genre.ENTIER, "numero"),
            Colonne("ecrit_le", "Écrit le", Genre.DATE),
            Colonne("adopte_le", "Adopté le", Genre.DATE, "adoptee_en.date"),
            Colonne("verifications", "Vérifications", chemin=_verifications),
        ),
    ),
    Liste(
        code="portages",
        titre="Modes de portage",
        theme=CONSEILS,
        permission=P.CONSEIL_VOIR,
        definition="Une ligne par mode de portage d'un conseil et par période.",
        source=lambda: Portage.objects.select_related("conseil__arrondissement").order_by(
            "conseil__arrondissement__numero", "du"
        ),
        jour="du",
        choix=etat(Portage.Mode, "Mode", "mode"),
        colonnes=(
            *conseil(),
            Colonne("mode", "Mode", chemin="get_mode_display"),
            Colonne("structure", "Structure"),
            Colonne("du", "Du", Genre.DATE),
            Colonne("au", "Au", Genre.DATE),
        ),
    ),
    Liste(
        code="sieges",
        titre="Sièges dans d'autres instances",
        theme=CONSEILS,
        permission=P.CONSEIL_VOIR,
        definition="Une ligne par instance de participation où des membres d'un conseil tiennent des sièges, et par "
        "période ; personne n'y est nommé.",
        source=lambda: SiegeParticipation.objects.select_related("conseil__arrondissement").order_by(
            "conseil__arrondissement__numero", "du", "pk"
        ),
        jour="du",
        choix=etat(SiegeParticipation.Instance, "Instance", "instance"),
        colonnes=(
            *conseil(),
            Colonne("instance", "Instance", chemin="get_instance_display"),
            Colonne("precision", "Précision"),
            Colonne("nombre", "Sièges", Genre.ENTIER),
            Colonne("du", "Du", Genre.DATE),
            Colonne("au", "Au", Genre.DATE),
        ),
    ),
    Liste(
        code="formations",
        titre="Formations",
        theme=CONSEILS,
        permission=P.CONSEIL_VOIR,
        definition="Une ligne par formation et par conseil qui y a envoyé quelqu'un.",
        source=lambda: (
            DelegationFormation.objects.select_related("conseil__arrondissement", "formation")
            .avec_participants()
            .order_by("formation__debut", "pk")
        ),
        jour="formation__debut",
        choix=etat(Formation.Finalite, "Finalité", "formation__finalite"),
        colonnes=(
            *conseil(),
            Colonne("intitule", "Intitulé", chemin="formation.intitule"),
            Colonne("nature", "Nature", chemin="formation.get_nature_display"),
            Colonne("finalite", "Finalité", chemin="formation.get_finalite_display"),
            Colonne("organisme", "Organisme", chemin="formation.get_organisme_display"),
            Colonne("debut", "Premier jour", Genre.DATE, "formation.debut"),
            Colonne("fin", "Dernier jour", Genre.DATE, "formation.fin"),
            Colonne("duree", "Durée", Genre.HEURES, "formation.minutes"),
            Colonne("membres", "Membres formés", Genre.PERSONNES, "nombre_membres"),
            Colonne("autres", "Autres personnes formées", Genre.PERSONNES, "nombre_autres"),
        ),
    ),
    Liste(
        code="autonomie",
        titre="Évaluations de l'autonomie",
        theme=CONSEILS,
        permission=P.CONSEIL_VOIR,
        definition="Une ligne par conseil et par semestre : quatre niveaux de 0 à 4 et leur moyenne.",
        source=lambda: EvaluationAutonomie.objects.select_related("conseil__arrondissement").order_by(
            "conseil__arrondissement__numero", "annee", "semestre"
        ),
        annee="annee",
        colonnes=(
            *conseil(),
            Colonne("annee", "Année", Genre.ENTIER),
            Colonne("semestre", "Semestre", Genre.ENTIER),
            Colonne("auto_animation", "Auto-animation", Genre.ENTIER),
            Colonne("auto_saisine", "Auto-saisine", Genre.ENTIER),
            Colonne("auto_production", "Auto-production", Genre.ENTIER),
            Colonne("gestion", "Gestion sans l'animateur", Genre.ENTIER),
            Colonne("score", "Moyenne", Genre.DECIMAL),
        ),
    ),
)
