"""The dashboard of the coordination and of the commanditaires."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from comptes.acces import exige
from comptes.permissions import Permission
from conseils.models import ConseilCitoyen
from reporting import carte, graphes, tableau
from reporting.filtres import FiltreTableau
from reporting.indicateurs import INDICATEURS, collecter
from reporting.periodes import exercice_courant, exercices_proposes, periodes_comparees
from territoires.models import Arrondissement


@exige(Permission.TABLEAU_VOIR)
def tableau_de_bord(request: HttpRequest) -> HttpResponse:
    """Eight conseils side by side, with last year; the filters live in the address."""
    jour = timezone.localdate()
    courant = exercice_courant(jour)
    lisibles = tableau.des_conseils(tableau.lisibles(request.user))
    filtre = FiltreTableau(
        request.GET or None, exercices=exercices_proposes(courant), indicateurs=[i for i in lisibles if i.chiffre]
    )
    choix = filtre.choix(exercice=courant, indicateur="I01")
    periode, avant = periodes_comparees(choix["exercice"], jour)
    visibles = ConseilCitoyen.objects.pour(request.user, Permission.TABLEAU_VOIR).select_related("arrondissement")
    # A conseil closed since is still told of, and counted in the year before.
    conseils = list(visibles.ouverts_depuis(avant.debut))
    table = collecter([c.pk for c in conseils], [periode, avant], cles=tableau.cles(lisibles))
    lignes = tableau.colonne(table, conseils, choix["indicateur"])
    arrondissements = list(Arrondissement.objects.filter(numero__lte=20).avec_contour())
    tuiles = carte.tuiles(arrondissements, lignes, lambda numero: reverse("conseil", args=[numero]))
    return render(
        request,
        "reporting/tableau_de_bord.html",
        {
            "filtre": filtre,
            "periode": periode,
            "avant": avant,
            "en_cours": choix["exercice"] == courant,
            "chiffres": tableau.chiffres_cles(table),
            "tableaux": tableau.tableaux(table, conseils, lisibles),
            "semaines": tableau.semaines(table, conseils),
            "revoit": Permission.SEMAINE_REVOIR in request.user.permissions_en_cours,
            "indicateur": INDICATEURS[choix["indicateur"]],
            "lignes": lignes,
            "tuiles": tuiles,
            "plan": carte.plan(arrondissements, tuiles),
            "barres": graphes.barres(lignes, periode, avant),
            "legende_carte": f"Carte schématique des arrondissements, {periode.libelle}",
            "legende_barres": f"Chaque conseil : {periode.libelle}, et la même période un an avant",
        },
    )
