"""The territory: what inhabitants say of it, who counts there, its projet, the drawings of lots. Without names."""

from comptes.permissions import Permission as P
from conseils.models import Acteur, AvancementPriorite, Expression, PrioriteTerritoire, Tirage
from reporting.exports.declaration import Colonne, Genre, Liste
from reporting.exports.listes.communs import CONSEILS, PAROLE, conseil, etat


def _dernier(priorite: PrioriteTerritoire) -> AvancementPriorite | None:
    """The first of those read, the last exercice first."""
    return next(iter(priorite.avancements.all()), None)


def _avancement(priorite: PrioriteTerritoire) -> str:
    dernier = _dernier(priorite)
    return dernier.get_avancement_display() if dernier else ""


def _exercice(priorite: PrioriteTerritoire) -> int | None:
    dernier = _dernier(priorite)
    return dernier and dernier.exercice


def _commentaire(priorite: PrioriteTerritoire) -> str:
    dernier = _dernier(priorite)
    return dernier.commentaire if dernier else ""


LISTES = (
    Liste(
        code="expressions",
        titre="Expressions d'habitants",
        theme=CONSEILS,
        permission=P.DIAGNOSTIC_TENIR,
        definition="Une ligne par expression recueillie, comme elle a été dite, sans nom : où, quand et comment "
        "elle a été entendue.",
        source=lambda: Expression.objects.select_related("conseil__arrondissement", "quartier", "objectif").order_by(
            "date", "pk"
        ),
        jour="date",
        choix=etat(Expression.Source, "Source", "source"),
        colonnes=(
            *conseil(),
            Colonne("date", "Recueillie le", Genre.DATE),
            Colonne("source", "Source", chemin="get_source_display"),
            Colonne("echelle", "Échelle", chemin="get_echelle_display"),
            Colonne("quartier", "Quartier", chemin="quartier.nom"),
            Colonne("lieu", "Lieu"),
            Colonne("theme", "Thème"),
            Colonne("objectif", "Objectif du contrat", chemin="objectif.__str__"),
            Colonne("texte", "Ce qui a été dit"),
        ),
    ),
    Liste(
        code="acteurs",
        titre="Acteurs du territoire",
        theme=CONSEILS,
        permission=P.DIAGNOSTIC_TENIR,
        definition="Une ligne par structure de l'annuaire d'un conseil, avec le nombre de ses interlocuteurs ; "
        "leurs noms et leurs coordonnées n'y figurent pas.",
        source=lambda: (
            Acteur.objects.select_related("conseil__arrondissement", "quartier")
            .avec_contacts()
            .order_by("conseil__arrondissement__numero", "nom", "pk")
        ),
        choix=etat(Acteur.Nature, "Nature", "nature"),
        colonnes=(
            *conseil(),
            Colonne("nom", "Structure"),
            Colonne("nature", "Nature", chemin="get_nature_display"),
            Colonne("quartier", "Quartier", chemin="quartier.nom"),
            Colonne("site", "Site internet"),
            Colonne("part_qpv", "Part du public habitant un QPV (%)", Genre.ENTIER),
            Colonne("quartier_vecu", "Structure du quartier vécu", Genre.BOOLEEN, "du_quartier_vecu"),
            Colonne("interlocuteurs", "Interlocuteurs", Genre.ENTIER, "contacts"),
        ),
    ),
    Liste(
        code="tirages",
        titre="Tirages au sort",
        theme=CONSEILS,
        permission=P.TIRAGE_MENER,
        definition="Une ligne par tirage au sort, avec son état et le nombre de personnes à désigner ; aucun "
        "candidat n'y figure.",
        source=lambda: Tirage.objects.select_related("conseil__arrondissement").order_by("cree_le", "pk"),
        jour="cree_le__date",
        choix=etat(Tirage.Etat),
        colonnes=(
            *conseil(),
            Colonne("numero", "Numéro"),
            Colonne("intitule", "Intitulé"),
            Colonne("nombre", "Personnes à désigner", Genre.ENTIER),
            Colonne("etat", "État", chemin="get_etat_display"),
            Colonne("cree_le", "Ouvert le", Genre.INSTANT),
        ),
    ),
    Liste(
        code="priorites",
        titre="Priorités de territoire",
        theme=PAROLE,
        permission=P.INSTANCE_VOIR,
        definition="Une ligne par priorité de chaque version d'un projet de territoire, avec son dernier avancement "
        "connu.",
        source=lambda: (
            PrioriteTerritoire.objects.select_related("projet__conseil__arrondissement")
            .completes()
            .order_by("projet__conseil__arrondissement__numero", "-projet__adopte_le", "rang")
        ),
        conseil="projet__conseil__arrondissement__numero",
        colonnes=(
            *conseil("projet.conseil"),
            Colonne("projet", "Projet de territoire", chemin="projet.intitule"),
            Colonne("adopte_le", "Version adoptée le", Genre.DATE, "projet.adopte_le"),
            Colonne("rang", "Rang", Genre.ENTIER),
            Colonne("priorite", "Priorité", chemin="intitule"),
            Colonne("element", "Élément du contrat", chemin="element.__str__"),
            Colonne("exercice", "Exercice de l'avancement", Genre.ENTIER, _exercice),
            Colonne("avancement", "Avancement", chemin=_avancement),
            Colonne("commentaire", "Commentaire", chemin=_commentaire),
        ),
    ),
)
