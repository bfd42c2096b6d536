"""Trainings."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Min, Sum

from comptes.porte import QuerySetPorte
from conseils.querysets.communs import lies, total
from socle.periode import Periode


class DelegationFormationQuerySet(QuerySetPorte):
    """The part of one conseil in each formation: what its lists of formations are made of."""

    def pendant(self, periode: Periode) -> DelegationFormationQuerySet:
        """Those whose formation began in the period, the latest first."""
        debuts = self.filter(formation__debut__range=(periode.debut, periode.fin))
        return debuts.order_by("-formation__debut", "-formation")

    def avec_participants(self) -> DelegationFormationQuerySet:
        """Annotate ``nombre_membres`` and ``nombre_autres``, the people trained."""
        return self.annotate(
            nombre_membres=total(lies(self, "participations"), "delegation", Count("pk")),
            nombre_autres=total(lies(self, "comptages"), "delegation", Sum("nombre")),
        )

    def premiere_date(self) -> date | None:
        return self.aggregate(premiere=Min("formation__debut"))["premiere"]
