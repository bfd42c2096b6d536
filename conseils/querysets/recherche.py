"""Reads of the index of the search."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum


class MotQuerySet(QuerySet):
    def de(self, sorte: str, objet: int) -> MotQuerySet:
        return self.filter(sorte=sorte, objet=objet)

    def poids_de(self, sorte: str, objet: int) -> dict[str, int]:
        return dict(self.de(sorte, objet).values_list("mot", "poids"))

    def retenir(self, objets: QuerySet, sorte: str, mots: Iterable[str]) -> QuerySet:
        """Those of ``objets`` in which every word stands, annotated with ``poids``, the best first."""
        voulus = list(mots)
        for mot in voulus:
            # IN rather than a correlated EXISTS: the word, rarer than the rows, leads.
            objets = objets.filter(pk__in=self.filter(mot=mot, sorte=sorte).values("objet"))
        presents = self.filter(mot__in=voulus, sorte=sorte, objet=OuterRef("pk")).order_by().values("objet")
        poids = Subquery(presents.annotate(total=Sum("poids")).values("total"), output_field=IntegerField())
        return objets.annotate(poids=poids).order_by("-poids", "-pk")
