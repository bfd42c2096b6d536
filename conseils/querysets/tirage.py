"""Drawing lots."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, Q, QuerySet


class CandidatQuerySet(QuerySet):
    def non_appeles(self, avant_tour: int) -> CandidatQuerySet:
        """Those whom no earlier tour has drawn: the pool of this tour."""
        return self.exclude(invitation__tour__rang__lt=avant_tour)

    def du_vivier(self) -> CandidatQuerySet:
        """In the order of the published pool, with what its columns need."""
        return self.select_related("quartier").order_by("numero")

    def dernier_numero(self) -> int:
        return self.aggregate(dernier=Max("numero"))["dernier"] or 0


class TourQuerySet(QuerySet):
    def a_tirer(self, maintenant: datetime) -> TourQuerySet:
        """Asked for, not drawn, not given up, and held by nobody."""
        libres = Q(bail=None) | Q(bail__lt=maintenant)
        return self.filter(libres, tire_le=None, erreur="").exclude(graine="")


class InvitationQuerySet(QuerySet):
    def a_remplacer(self) -> InvitationQuerySet:
        """Who said no, or nothing, and whose seat has not been drawn again."""
        return self.filter(statut__in=self.model.LIBERES, remplacante=None)

    def avec_identites(self) -> InvitationQuerySet:
        """With what the page of the answers shows: names are on it."""
        return self.select_related("tour", "candidat__quartier", "candidat__identite", "remplacante", "membre")

    def retenues(self) -> InvitationQuerySet:
        """Who holds a seat: all but those who left it free."""
        return self.exclude(statut__in=self.model.LIBERES)
