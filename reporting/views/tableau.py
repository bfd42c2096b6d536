"""The dashboard of the coordination and of the commanditaires."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from comptes.acces import exige
from comptes.permissions import Permission
from conseils.models import ConseilCitoyen
from reporting import carte, graphes, tableau
from reporting.filtres import ChoixTableau, FiltreTableau
from reporting.indicateurs import Famille, Indicateur, Table, collecter
from reporting.periodes import exercices_proposes, periodes_comparees
from socle.exercice import exercice_courant
from territoires.models import Arrondissement


@exige(Permission.TABLEAU_VOIR)
def tableau_de_bord(request: HttpRequest) -> HttpResponse:
    """The figures of all, then one family of indicators, conseil by conseil. What is shown lives in the address."""
    lecture = _Lecture(request)
    return render(request, "reporting/tableau_de_bord.html", lecture.chiffres() | lecture.dessins())


@dataclass
class _Lecture:
    """What the address asks about, within the rights of who asks: nothing is read of the other families."""

    request: HttpRequest

    @cached_property
    def jour(self) -> date:
        return timezone.localdate()

    @cached_property
    def lisibles(self) -> list[Indicateur]:
        return tableau.des_conseils(tableau.lisibles(self.request.user))

    @cached_property
    def exercices(self) -> list[int]:
        return exercices_proposes(exercice_courant(self.jour))

    @cached_property
    def choix(self) -> ChoixTableau:
        filtre = FiltreTableau(self.request.GET or None, exercices=self.exercices, indicateurs=self.lisibles)
        return filtre.retenu(exercice_courant(self.jour))

    @cached_property
    def periodes(self) -> tuple:
        return periodes_comparees(self.choix.exercice, self.jour)

    @cached_property
    def lieux(self) -> list[Arrondissement]:
        """A conseil closed since is still told of, and counted in the year before."""
        visibles = ConseilCitoyen.objects.pour(self.request.user, Permission.TABLEAU_VOIR)
        return carte.lieux(visibles.ouverts_depuis(self.periodes[1].debut))

    @cached_property
    def conseils(self) -> list[ConseilCitoyen]:
        return [lieu.conseil for lieu in self.lieux if lieu.montre]

    @cached_property
    def indicateurs(self) -> list[Indicateur]:
        return [i for i in self.lisibles if i.famille is self.choix.famille]

    @cached_property
    def table(self) -> Table:
        cles = tableau.cles(self.indicateurs) | tableau.cles_du_resume()
        return collecter([c.pk for c in self.conseils], self.periodes, cles=cles)

    def chiffres(self) -> dict:
        """The figures, and what leads to the others."""
        periode, avant = self.periodes
        accompagnement = self.choix.famille is Famille.ACCOMPAGNEMENT
        return {
            "choix": self.choix,
            "exercices": self.exercices,
            "familles": [famille for famille in Famille if any(i.famille is famille for i in self.lisibles)],
            "periode": periode,
            "avant": avant,
            "en_cours": self.choix.exercice == exercice_courant(self.jour),
            "chiffres": tableau.chiffres_cles(self.table),
            "tableau": tableau.tableau_de(self.choix.famille, self.table, self.conseils, self.indicateurs),
            "semaines": tableau.semaines(self.table, self.conseils) if accompagnement else [],
            "revoit": Permission.SEMAINE_REVOIR in self.request.user.permissions_en_cours,
        }

    def dessins(self) -> dict:
        """One indicator of the family, on the map and conseil by conseil."""
        lignes = tableau.colonne(self.table, self.conseils, self.choix.indicateur.code)
        tuiles = carte.tuiles(self.lieux, lignes, lambda numero: reverse("conseil", args=[numero]))
        quoi, quand = self.choix.indicateur.libelle, self.periodes[0].libelle
        return {
            "tuiles": tuiles,
            "plan": carte.plan(self.lieux, tuiles),
            "barres": graphes.barres(lignes, *self.periodes),
            "legende_carte": f"{quoi} : carte schématique des arrondissements, {quand}",
            "legende_barres": f"{quoi} de chaque conseil : {quand}, et la même période un an avant",
        }
