"""What the reads of several clusters share."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Count, IntegerField, Max, Model, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from comptes.porte import QuerySetPorte
from socle.dates import chevauche

# An e-mail that a worker took and never sent is taken again after this time, so many times.
BAIL = timedelta(minutes=10)
ESSAIS_MAX = 5


def actif_le(jour: date | OuterRef, chemin: str = "") -> Q:
    """The mandats that run on that day: entered, and not yet gone (the last day counts).

    ``chemin`` leads to the mandats from the model queried, for instance ``"mandats__"``.
    """
    return chevauche(jour, jour, debut=f"{chemin}debut", fin=f"{chemin}fin")


def a_envoyer(maintenant: datetime) -> Q:
    """The e-mails not sent, not given up, and that nobody is sending."""
    libres = Q(pris_le=None) | Q(pris_le__lt=maintenant - BAIL)
    return libres & Q(envoye_le=None, essais__lt=ESSAIS_MAX)


def par_moment(jour: date) -> dict[str, Count]:
    """The aggregates of a calendar: held, to come, and past without a word."""
    return {
        "tenues": Count("pk", filter=Q(statut="tenue")),
        "a_venir": Count("pk", filter=Q(statut="prevue", date__gte=jour)),
        "muettes": Count("pk", filter=Q(statut="prevue", date__lt=jour)),
    }


def lies(queryset: QuerySet, relation: str) -> QuerySet:
    """Every row at the other end of a relation."""
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


class QuerySetOrdonne(QuerySetPorte):
    """Rows kept in an order that people choose: ``rang`` begins at 1 and is unique among them."""

    def prochain_rang(self) -> int:
        """The rank after the last."""
        return (self.aggregate(dernier=Max("rang"))["dernier"] or 0) + 1

    def voisin(self, rang: int, sens: str) -> Model | None:
        """The one just before (``monter``) or just after (``descendre``) that rank, if any."""
        if sens == "monter":
            return self.filter(rang__lt=rang).order_by("-rang").first()
        return self.filter(rang__gt=rang).order_by("rang").first()
