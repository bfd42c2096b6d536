"""What the dispositif learns about itself, and what is done about it. It belongs to no conseil."""

from animateurs.models import ActionCorrective, Lecon
from comptes.permissions import Permission as P
from reporting.exports.declaration import Colonne, Genre, Liste, sans_territoire
from reporting.exports.listes.communs import EQUIPE, etat

LISTES = (
    Liste(
        code="lecons",
        titre="Leçons tirées",
        theme=EQUIPE,
        permission=P.AMELIORATION_VOIR,
        definition="Une ligne par leçon que le dispositif a tirée d'un exercice, et d'où elle vient.",
        source=lambda: Lecon.objects.order_by("exercice", "pk"),
        portee=sans_territoire,
        conseil="",
        annee="exercice",
        choix=etat(Lecon.Origine, "Origine", "origine"),
        colonnes=(
            Colonne("exercice", "Exercice", Genre.ENTIER),
            Colonne("constat", "Constat"),
            Colonne("origine", "Origine", chemin="get_origine_display"),
        ),
    ),
    Liste(
        code="correctives",
        titre="Actions correctives",
        theme=EQUIPE,
        permission=P.AMELIORATION_VOIR,
        definition="Une ligne par action décidée après une leçon, avec son échéance, son état et l'effet observé.",
        source=lambda: ActionCorrective.objects.select_related("lecon", "responsable").order_by("echeance", "pk"),
        portee=sans_territoire,
        conseil="",
        annee="lecon__exercice",
        choix=etat(ActionCorrective.Etat),
        colonnes=(
            Colonne("exercice", "Exercice", Genre.ENTIER, "lecon.exercice"),
            Colonne("lecon", "Leçon", chemin="lecon.constat"),
            Colonne("action", "Action", chemin="intitule"),
            Colonne("responsable", "Responsable", chemin="responsable.__str__"),
            Colonne("echeance", "Pour le", Genre.DATE),
            Colonne("etat", "État", chemin="get_etat_display"),
            Colonne("en_retard", "En retard", Genre.BOOLEEN),
            Colonne("close_le", "Close le", Genre.DATE),
            Colonne("motif", "Motif de l'abandon"),
            Colonne("effet", "Effet observé"),
        ),
    ),
)
