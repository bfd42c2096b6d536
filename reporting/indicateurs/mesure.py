"""What a count is: an aggregate split by conseil, sex and detail, over several periods at once.

Row shape: ``(conseil_id, cle, sexe, detail, n0, n1, …)``, one ``n`` per period.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import BigIntegerField, CharField, Count, F, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce

from conseils.models import ConseilCitoyen
from socle.periode import Periode

Filtre = Callable[[Periode, date], Q]


class Comptage(Protocol):
    """What ``collecter`` asks of a count."""

    cle: str

    def requete(self, conseils: Collection[int], periodes: Sequence[Periode], jour: date) -> QuerySet: ...


@dataclass(frozen=True)
class Mesure:
    """One count.

    ``lignes``: the rows to count, before any period. ``conseil``, ``sexe``, ``detail``: paths of the
    split (an empty path means no such split). ``dans``: which rows belong to a period, given the
    period and today. ``champ`` and ``distinct``: what is counted; with ``somme`` it is summed instead.
    """

    cle: str
    libelle: str
    lignes: Callable[[], QuerySet]
    dans: Filtre
    conseil: str
    sexe: str = ""
    detail: str = ""
    champ: str = "pk"
    distinct: bool = False
    somme: bool = False

    def requete(self, conseils: Collection[int], periodes: Sequence[Periode], jour: date) -> QuerySet:
        """The aggregate over ``periodes`` of the rows of ``conseils``."""
        groupe = self.lignes().filter(**{f"{self.conseil}__in": conseils}).order_by()
        groupe = groupe.annotate(
            g_conseil=F(self.conseil),
            g_cle=Value(self.cle, output_field=CharField()),
            g_sexe=_chemin_ou_vide(self.sexe),
            g_detail=_chemin_ou_vide(self.detail),
        ).values("g_conseil", "g_cle", "g_sexe", "g_detail")
        nombres = {f"n{i}": self._agregat(self.dans(p, jour)) for i, p in enumerate(periodes)}
        return groupe.annotate(**nombres).values_list("g_conseil", "g_cle", "g_sexe", "g_detail", *nombres)

    def _agregat(self, filtre: Q):
        if self.somme:
            # One type for all the branches of the union: PostgreSQL adds up big integers into a numeric.
            return Cast(Coalesce(Sum(self.champ, filter=filtre), 0), BigIntegerField())
        return Count(self.champ, filter=filtre, distinct=self.distinct)


def _chemin_ou_vide(chemin: str):
    return F(chemin) if chemin else Value("", output_field=CharField())


@dataclass(frozen=True)
class MesureParConseil:
    """A count that no path joins to a conseil: ``nombre`` gives the subquery, from the row of the conseil."""

    cle: str
    libelle: str
    nombre: Callable[[Periode, date], QuerySet]

    def requete(self, conseils: Collection[int], periodes: Sequence[Periode], jour: date) -> QuerySet:
        lignes = ConseilCitoyen.objects.filter(pk__in=conseils).order_by()
        vide = Value("", output_field=CharField())
        lignes = lignes.annotate(
            g_conseil=F("pk"), g_cle=Value(self.cle, output_field=CharField()), g_sexe=vide, g_detail=vide
        )
        nombres = {f"n{i}": self._sous_requete(self.nombre(p, jour)) for i, p in enumerate(periodes)}
        return lignes.annotate(**nombres).values_list("g_conseil", "g_cle", "g_sexe", "g_detail", *nombres)

    def _sous_requete(self, lignes: QuerySet):
        return Cast(Coalesce(Subquery(lignes), 0), BigIntegerField())


def date_dans(champ: str) -> Filtre:
    return lambda periode, _jour: Q(**{f"{champ}__range": (periode.debut, periode.fin)})
