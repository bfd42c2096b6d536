"""The council's word, what is answered, and the instances where it sits."""

from comptes.permissions import Permission as P
from conseils.models import Avis, DecisionInstance, Destinataire, Seance, Suite
from conseils.querysets.avis import ADRESSES
from reporting.exports.declaration import Choix, Colonne, Genre, Liste, noms
from reporting.exports.listes.communs import PAROLE, conseil, etat


def _delai(destinataire: Destinataire) -> int | None:
    if destinataire.repondu_le is None:
        return None
    return (destinataire.repondu_le - destinataire.avis.transmis_le).days


def _sens(destinataire: Destinataire) -> str:
    return dict(_SENS).get(destinataire.dernier_sens, "")


_SENS = Destinataire._meta.get_field("reponses").related_model._meta.get_field("sens").choices

LISTES = (
    Liste(
        code="avis",
        titre="Avis et autres actes",
        theme=PAROLE,
        permission=P.CONSEIL_VOIR,
        definition="Une ligne par acte adopté par un conseil ; les brouillons n'y figurent pas. "
        "L'exercice est celui de l'adoption.",
        source=lambda: (
            Avis.objects.filter(numero__isnull=False)
            .select_related("conseil__arrondissement", "adopte_en")
            .prefetch_related("objectifs", "destinataires__partenaire")
            .order_by("adopte_en__date", "pk")
        ),
        jour="adopte_en__date",
        choix=etat(Avis.Type, "Type", "type") | etat(Avis.Etat),
        colonnes=(
            *conseil(),
            Colonne("numero", "Numéro"),
            Colonne("type", "Type", chemin="get_type_display"),
            Colonne("titre", "Titre"),
            Colonne("etape", "Étape du contrat", chemin="get_etape_display"),
            Colonne("objectifs", "Objectifs du contrat", chemin=lambda a: noms(a.objectifs.all(), "code")),
            Colonne("sujet_libre", "Sujet libre"),
            Colonne("adopte_le", "Adopté le", Genre.DATE, "adopte_en.date"),
            Colonne("voix_pour", "Voix pour", Genre.ENTIER),
            Colonne("voix_contre", "Voix contre", Genre.ENTIER),
            Colonne("abstentions", "Abstentions", Genre.ENTIER),
            Colonne("transmis_le", "Transmis le", Genre.DATE),
            Colonne("destinataires", "Destinataires", chemin=lambda a: noms(a.destinataires.all(), "partenaire")),
            Colonne("etat", "État", chemin="get_etat_display"),
        ),
    ),
    Liste(
        code="reponses",
        titre="Réponses aux actes et délais",
        theme=PAROLE,
        permission=P.CONSEIL_VOIR,
        definition="Une ligne par destinataire d'un acte transmis : échéance, réponse, délai en jours entre la "
        "transmission et la dernière réponse.",
        source=lambda: (
            Destinataire.objects.recus()
            .select_related("avis__conseil__arrondissement", "partenaire")
            .avec_dernier_sens()
            .order_by("avis__transmis_le", "pk")
        ),
        conseil="avis__conseil__arrondissement__numero",
        jour="avis__transmis_le",
        choix={"type": Choix("Type", "avis__type", Avis.Type.choices)},
        colonnes=(
            *conseil("avis.conseil"),
            Colonne("numero", "Acte", chemin="avis.numero"),
            Colonne("titre", "Titre", chemin="avis.titre"),
            Colonne("destinataire", "Destinataire", chemin="partenaire.nom"),
            Colonne("transmis_le", "Transmis le", Genre.DATE, "avis.transmis_le"),
            Colonne("attendue_le", "Réponse attendue le", Genre.DATE, "echeance"),
            Colonne("accuse_le", "Accusé de réception le", Genre.DATE),
            Colonne("repondu_le", "Répondu le", Genre.DATE),
            Colonne("delai", "Délai de réponse (jours)", Genre.ENTIER, _delai),
            Colonne("sens", "Sens de la réponse", chemin=_sens),
            Colonne("en_retard", "En retard", Genre.BOOLEEN),
            Colonne("accord_tacite", "Accord tacite", Genre.BOOLEEN),
        ),
    ),
    Liste(
        code="suites",
        titre="Suites engagées",
        theme=PAROLE,
        permission=P.CONSEIL_VOIR,
        definition="Une ligne par action qu'une institution s'est engagée à mener dans sa réponse à un acte.",
        source=lambda: (
            Suite.objects.filter(reponse__destinataire__avis__etat__in=(*ADRESSES, "retire"))
            .avec_lecture()
            .order_by("echeance", "pk")
        ),
        conseil="reponse__destinataire__avis__conseil__arrondissement__numero",
        jour="reponse__le",
        choix=etat(Suite.Etat),
        colonnes=(
            *conseil("reponse.destinataire.avis.conseil"),
            Colonne("acte", "Acte", chemin="reponse.destinataire.avis.numero"),
            Colonne("institution", "Institution", chemin="reponse.destinataire.partenaire.nom"),
            Colonne("action", "Action engagée"),
            Colonne("responsable", "Par qui"),
            Colonne("engagee_le", "Engagée le", Genre.DATE, "reponse.le"),
            Colonne("echeance", "Pour le", Genre.DATE),
            Colonne("etat", "État", chemin="get_etat_display"),
            Colonne("en_retard", "En retard", Genre.BOOLEEN),
            Colonne("motif", "Motif de l'abandon"),
            Colonne("constats", "Constats", Genre.ENTIER, lambda s: len(s.constats.all())),
        ),
    ),
    Liste(
        code="seances",
        titre="Séances des instances",
        theme=PAROLE,
        permission=P.INSTANCE_VOIR,
        definition="Une ligne par séance d'une instance du contrat de ville : prévue, tenue ou annulée. "
        "Sans arrondissement : une instance de tout Paris.",
        source=lambda: Seance.objects.select_related("type", "arrondissement").order_by("date", "pk"),
        conseil="arrondissement__numero",
        jour="date",
        choix=etat(Seance.Statut, "Statut", "statut"),
        colonnes=(
            Colonne("arrondissement", "Arrondissement", Genre.ENTIER, "arrondissement.numero"),
            Colonne("instance", "Instance", chemin="type.nom"),
            Colonne("date", "Date", Genre.DATE),
            Colonne("lieu", "Lieu"),
            Colonne("invitant", "Invitant"),
            Colonne("ouverte", "Ouverte au conseil", Genre.BOOLEEN, "type.ouverte_au_conseil"),
            Colonne("statut", "Statut", chemin="get_statut_display"),
        ),
    ),
    Liste(
        code="decisions",
        titre="Décisions des instances",
        theme=PAROLE,
        permission=P.INSTANCE_VOIR,
        definition="Une ligne par décision d'une séance, avec son responsable, son échéance et son état.",
        source=lambda: DecisionInstance.objects.select_related(
            "seance__type", "seance__arrondissement", "responsable"
        ).order_by("seance__date", "pk"),
        conseil="seance__arrondissement__numero",
        jour="seance__date",
        choix=etat(DecisionInstance.Etat),
        colonnes=(
            Colonne("arrondissement", "Arrondissement", Genre.ENTIER, "seance.arrondissement.numero"),
            Colonne("instance", "Instance", chemin="seance.type.nom"),
            Colonne("date", "Séance du", Genre.DATE, "seance.date"),
            Colonne("decision", "Décision", chemin="texte"),
            Colonne("responsable", "Responsable", chemin="qui"),
            Colonne("echeance", "Échéance", Genre.DATE),
            Colonne("etat", "État", chemin="get_etat_display"),
            Colonne("en_retard", "En retard", Genre.BOOLEEN),
            Colonne("close_le", "Close le", Genre.DATE),
        ),
    ),
)
