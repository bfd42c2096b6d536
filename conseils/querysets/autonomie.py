"""The autonomy grid."""

from __future__ import annotations

from django.db.models import F

from comptes.porte import QuerySetPorte


class EvaluationQuerySet(QuerySetPorte):
    def derniers(self, combien: int) -> list:
        """The last half-years evaluated, the oldest of them first."""
        return list(self.order_by("-annee", "-semestre")[:combien])[::-1]

    def avec_rang(self) -> EvaluationQuerySet:
        """Annotate ``rang``, the half-year as one number, and ``total``, the sum of the four levels."""
        total = F("auto_animation") + F("auto_saisine") + F("auto_production") + F("gestion")
        return self.annotate(rang=F("annee") * 2 + F("semestre"), total=total)
