"""Projets de territoire."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Model

from comptes.porte import QuerySetPorte


class ProjetQuerySet(QuerySetPorte):
    def en_vigueur_le(self, jour: date) -> Model | None:
        """The last version adopted on that day or before."""
        return self.filter(adopte_le__lte=jour).order_by("-adopte_le").first()


class PrioriteQuerySet(QuerySetPorte):
    def completes(self) -> PrioriteQuerySet:
        """With their place in the contract and their progress, the last exercice first, in two queries."""
        return self.select_related("element").prefetch_related("avancements")

    def prochain_rang(self) -> int:
        return (self.aggregate(dernier=Max("rang"))["dernier"] or 0) + 1
