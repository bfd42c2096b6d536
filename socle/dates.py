"""Rows that run from a day to a day, both included; without a last day, they still run."""

from datetime import date

from django.db.models import OuterRef, Q


def pas_fini_avant(jour: date | OuterRef, fin: str = "fin") -> Q:
    """Running on that day, or about to begin. ``fin``: path to the last day."""
    return Q(**{fin: None}) | Q(**{f"{fin}__gte": jour})


def chevauche(du: date | OuterRef, au: date | OuterRef | None, *, debut: str = "debut", fin: str = "fin") -> Q:
    """Running on at least one day from ``du`` to ``au`` (``None``: without end)."""
    encore = pas_fini_avant(du, fin)
    return encore if au is None else encore & Q(**{f"{debut}__lte": au})
