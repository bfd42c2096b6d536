"""Initiatives and money."""

from comptes.permissions import Permission as P
from conseils.models import Depense, Financement, Initiative, PartBudget
from reporting.exports.declaration import Colonne, Genre, Liste, noms
from reporting.exports.listes.communs import MOYENS, conseil, etat

LISTES = (
    Liste(
        code="initiatives",
        titre="Initiatives",
        theme=MOYENS,
        permission=P.CONSEIL_VOIR,
        definition="Une ligne par initiative, de l'idée au résultat. L'exercice est celui où elle est proposée.",
        source=lambda: (
            Initiative.objects.select_related("conseil__arrondissement")
            .prefetch_related("quartiers", "objectifs", "partenaires")
            .order_by("proposee_le", "pk")
        ),
        jour="proposee_le",
        choix=etat(Initiative.Etat) | etat(Initiative.Route, "Type", "route"),
        colonnes=(
            *conseil(),
            Colonne("numero", "Numéro"),
            Colonne("titre", "Titre"),
            Colonne("type", "Type", chemin="get_route_display"),
            Colonne("etat", "État", chemin="get_etat_display"),
            Colonne("proposee_le", "Proposée le", Genre.DATE),
            Colonne("debut", "Commencée le", Genre.DATE),
            Colonne("fin", "Terminée le", Genre.DATE),
            Colonne("quartiers", "Quartiers", chemin=lambda i: noms(i.quartiers.all())),
            Colonne("objectifs", "Objectifs du contrat", chemin=lambda i: noms(i.objectifs.all(), "code")),
            Colonne("partenaires", "Partenaires", chemin=lambda i: noms(i.partenaires.all())),
            Colonne("resultat", "Résultat"),
        ),
    ),
    Liste(
        code="financements",
        titre="Financements des initiatives",
        theme=MOYENS,
        permission=P.BUDGET_VOIR,
        definition="Une ligne par financement d'une initiative. Pour le budget propre, la dépense est la somme des "
        "dépenses non annulées. L'exercice est celui où l'initiative est proposée.",
        source=lambda: (
            Financement.objects.select_related("initiative__conseil__arrondissement")
            .avec_depense()
            .order_by("initiative__numero", "pk")
        ),
        conseil="initiative__conseil__arrondissement__numero",
        jour="initiative__proposee_le",
        choix=etat(Financement.Etat) | etat(Financement.Source, "Source", "source"),
        colonnes=(
            *conseil("initiative.conseil"),
            Colonne("initiative", "Initiative", chemin="initiative.numero"),
            Colonne("titre", "Titre", chemin="initiative.titre"),
            Colonne("source", "Source", chemin="get_source_display"),
            Colonne("precision", "Précision"),
            Colonne("etat", "État", chemin="get_etat_display"),
            Colonne("decide_le", "Décidé le", Genre.DATE),
            Colonne("demande", "Demandé", Genre.EUROS),
            Colonne("accorde", "Accordé", Genre.EUROS),
            Colonne("depense", "Dépensé", Genre.EUROS, "montant_depense"),
        ),
    ),
    Liste(
        code="budget",
        titre="Budget propre des conseils",
        theme=MOYENS,
        permission=P.BUDGET_VOIR,
        definition="Une ligne par conseil et par exercice : sa part de l'enveloppe, sa dépense et son reste.",
        source=lambda: (
            PartBudget.objects.select_related("conseil__arrondissement", "enveloppe")
            .avec_depense()
            .order_by("enveloppe__exercice", "conseil__arrondissement__numero")
        ),
        annee="enveloppe__exercice",
        colonnes=(
            *conseil(),
            Colonne("exercice", "Exercice", Genre.ENTIER, "enveloppe.exercice"),
            Colonne("part", "Part", Genre.EUROS, "montant"),
            Colonne("depense", "Dépensé", Genre.EUROS),
            Colonne("reste", "Reste", Genre.EUROS),
        ),
    ),
    Liste(
        code="depenses",
        titre="Dépenses du budget propre",
        theme=MOYENS,
        permission=P.BUDGET_VOIR,
        definition="Une ligne par dépense du budget propre d'un conseil, annulée ou non.",
        source=lambda: Depense.objects.select_related(
            "part__conseil__arrondissement", "part__enveloppe", "initiative"
        ).order_by("date", "pk"),
        conseil="part__conseil__arrondissement__numero",
        annee="part__enveloppe__exercice",
        choix=etat(Depense.Poste, "Poste", "poste"),
        colonnes=(
            *conseil("part.conseil"),
            Colonne("exercice", "Exercice", Genre.ENTIER, "part.enveloppe.exercice"),
            Colonne("date", "Date", Genre.DATE),
            Colonne("libelle", "Libellé"),
            Colonne("poste", "Poste", chemin="get_poste_display"),
            Colonne("montant", "Montant", Genre.EUROS),
            Colonne("initiative", "Initiative", chemin="initiative.numero"),
            Colonne("annulee_le", "Annulée le", Genre.DATE),
            Colonne("motif", "Motif de l'annulation"),
        ),
    ),
)
