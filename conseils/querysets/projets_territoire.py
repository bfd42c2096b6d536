"""Projets de territoire."""

from __future__ import annotations

from datetime import date

from django.db.models import Model

from comptes.porte import QuerySetPorte
from conseils.querysets.communs import QuerySetOrdonne


class ProjetQuerySet(QuerySetPorte):
    def en_vigueur_le(self, jour: date) -> Model | None:
        """The last version adopted on that day or before."""
        return self.filter(adopte_le__lte=jour).order_by("-adopte_le").first()


class PrioriteQuerySet(QuerySetOrdonne):
    def completes(self) -> PrioriteQuerySet:
        """With their place in the contract and their progress, the last exercice first, in two queries."""
        return self.select_related("element").prefetch_related("avancements")
