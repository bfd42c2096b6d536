"""What the reads of several clusters share."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

# An e-mail that a worker took and never sent is taken again after this time, so many times.
BAIL = timedelta(minutes=10)
ESSAIS_MAX = 5


def actif_le(jour: date | OuterRef, chemin: str = "") -> Q:
    """The mandats that run on that day: entered, and not yet gone (the last day counts).

    ``chemin`` leads to the mandats from the model queried, for instance ``"mandats__"``.
    """
    pas_sorti = Q(**{f"{chemin}fin": None}) | Q(**{f"{chemin}fin__gte": jour})
    return pas_sorti & Q(**{f"{chemin}debut__lte": jour})


def lies(queryset: QuerySet, relation: str) -> QuerySet:
    """Every row at the other end of a reverse relation."""
    return queryset.model._meta.get_field(relation).related_model._default_manager.all()


def total(lignes: QuerySet, cle: str, agregat: Sum | Count) -> Coalesce:
    """A subquery over the ``lignes`` of one row: unlike a join, it multiplies nothing and keeps the order."""
    par_cle = lignes.filter(**{cle: OuterRef("pk")}).order_by().values(cle)
    return Coalesce(Subquery(par_cle.annotate(total=agregat).values("total")), 0, output_field=IntegerField())


def mots(champs: tuple[str, ...], recherche: str | None) -> Q:
    """Every word of the search is in one of the fields."""
    condition = Q()
    for mot in (recherche or "").split():
        condition &= Q(*[Q(**{f"{champ}__icontains": mot}) for champ in champs], _connector=Q.OR)
    return condition
