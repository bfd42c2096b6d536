"""The team: postings, weeks, hours, feuilles de route."""

from django.utils import timezone

from animateurs.models import Absence, ActionFeuille, Affectation, SemaineJournal
from comptes.permissions import Permission as P
from reporting.exports.declaration import Calcul, Choix, Colonne, Genre, Liste
from reporting.exports.listes.communs import EQUIPE, conseil, etat
from reporting.querysets.exports import heures_par_mission

MISSIONS = [("M1", "Mission 1"), ("M2", "Mission 2"), ("M3", "Mission 3"), ("INT", "Travail interne")]


def _situation(action: ActionFeuille) -> str:
    return action.situation_le(timezone.localdate())[1]


LISTES = (
    Liste(
        code="affectations",
        titre="Équipe et affectations",
        theme=EQUIPE,
        permission=P.EQUIPE_VOIR,
        definition="Une ligne par affectation d'un animateur ou d'une animatrice auprès d'un conseil.",
        source=lambda: Affectation.objects.pour_ecran().select_related("convention"),
        jour="debut",
        colonnes=(
            *conseil(),
            Colonne("animateur", "Animateur ou animatrice", chemin="animateur.__str__"),
            Colonne("convention", "Convention", chemin="convention.intitule"),
            Colonne("debut", "Début", Genre.DATE),
            Colonne("fin", "Fin", Genre.DATE),
        ),
    ),
    Liste(
        code="absences",
        titre="Absences de l'équipe",
        theme=EQUIPE,
        permission=P.ABSENCE_SAISIR,
        definition="Une ligne par absence d'une affectation, du premier au dernier jour ; sa nature n'y figure pas.",
        source=lambda: Absence.objects.select_related(
            "affectation__conseil__arrondissement", "affectation__animateur"
        ).order_by("debut", "pk"),
        conseil="affectation__conseil__arrondissement__numero",
        jour="debut",
        colonnes=(
            *conseil("affectation.conseil"),
            Colonne("animateur", "Animateur ou animatrice", chemin="affectation.animateur.__str__"),
            Colonne("debut", "Du", Genre.DATE),
            Colonne("fin", "Au", Genre.DATE),
            Colonne("jours_ouvres", "Jours ouvrés", Genre.ENTIER),
        ),
    ),
    Liste(
        code="semaines",
        titre="Semaines du journal",
        theme=EQUIPE,
        permission=P.SEMAINE_VOIR,
        definition="Une ligne par semaine d'une affectation, avec son état et le temps inscrit ; sans le détail "
        "des activités.",
        source=lambda: SemaineJournal.objects.pour_ecran().avec_minutes().order_by("lundi", "affectation"),
        conseil="affectation__conseil__arrondissement__numero",
        jour="lundi",
        choix=etat(SemaineJournal.Etat),
        colonnes=(
            *conseil("affectation.conseil"),
            Colonne("animateur", "Animateur ou animatrice", chemin="affectation.animateur.__str__"),
            Colonne("lundi", "Semaine du", Genre.DATE),
            Colonne("etat", "État", chemin="get_etat_display"),
            Colonne("absence", "Absence toute la semaine", Genre.BOOLEEN, "absente"),
            Colonne("heures", "Heures inscrites", Genre.HEURES, "minutes"),
            Colonne("transmise_le", "Transmise le", Genre.INSTANT),
            Colonne("validee_le", "Validée le", Genre.INSTANT),
        ),
    ),
    Calcul(
        code="heures",
        titre="Heures par conseil et mission",
        theme=EQUIPE,
        permission=P.SEMAINE_VOIR,
        definition="Temps inscrit dans les semaines transmises ou validées, par conseil et par mission, "
        "sur l'exercice choisi ou depuis le début.",
        produire=heures_par_mission,
        colonnes=(
            Colonne("arrondissement", "Arrondissement", Genre.ENTIER),
            Colonne("conseil", "Conseil citoyen"),
            Colonne("mission", "Mission"),
            Colonne("heures", "Heures", Genre.HEURES, "minutes"),
        ),
    ),
    Liste(
        code="actions",
        titre="Actions des feuilles de route",
        theme=EQUIPE,
        permission=P.FEUILLE_VOIR,
        definition="Une ligne par action d'une feuille de route, avec sa situation le jour de l'export et le temps "
        "du journal qui s'y rattache. Hors de l'équipe, seulement les feuilles validées.",
        source=lambda: (
            ActionFeuille.objects.select_related("feuille__conseil__arrondissement", "mission")
            .avec_avancement()
            .order_by("feuille__exercice", "feuille", "rang")
        ),
        conseil="feuille__conseil__arrondissement__numero",
        annee="feuille__exercice",
        choix={"mission": Choix("Mission", "mission__code", MISSIONS)},
        colonnes=(
            *conseil("feuille.conseil"),
            Colonne("exercice", "Exercice", Genre.ENTIER, "feuille.exercice"),
            Colonne("intitule", "Intitulé"),
            Colonne("mission", "Mission", chemin="mission.libelle"),
            Colonne("origine", "Répond à", chemin="get_origine_display"),
            Colonne("source", "Venue de", chemin="get_source_display"),
            Colonne("echeance", "Échéance", Genre.DATE),
            Colonne("situation", "Situation", chemin=_situation),
            Colonne("faite_le", "Faite le", Genre.DATE),
            Colonne("heures", "Heures du journal", Genre.HEURES, "minutes"),
            Colonne("resultat_attendu", "Résultat attendu"),
        ),
    ),
)
