"""What the team learns and is asked."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from comptes.models import Compte


class ActionCorrectiveQuerySet(QuerySet):
    def ouvertes(self) -> ActionCorrectiveQuerySet:
        return self.filter(etat__in=self.model.OUVERTES)

    def a_revoir_pour(self, exercice: int) -> ActionCorrectiveQuerySet:
        """Still open, from a lesson of that exercice or of one before: what its review must decide about."""
        return self.ouvertes().filter(lecon__exercice__lte=exercice).select_related("lecon", "responsable")

    def decompte(self, jour: date) -> dict[str, int]:
        """How many are open, of which late, and how many were brought to their end."""
        ouvertes = Q(etat__in=self.model.OUVERTES)
        return self.aggregate(
            ouvertes=Count("pk", filter=ouvertes),
            en_retard=Count("pk", filter=ouvertes & Q(echeance__lt=jour)),
            faites=Count("pk", filter=Q(etat="faite")),
        )


class SuggestionQuerySet(QuerySet):
    def lisibles_par(self, compte: Compte, repond: bool) -> SuggestionQuerySet:
        """Who answers reads them all; anybody else, his or her own."""
        return self.select_related("par") if repond else self.filter(par=compte).select_related("par")

    def decompte(self) -> dict[str, int]:
        """How many in each state, in the order of the states."""
        nombres = dict(self.order_by().values_list("etat").annotate(nombre=Count("pk")))
        return {etat.label: nombres.get(etat.value, 0) for etat in self.model.Etat}
