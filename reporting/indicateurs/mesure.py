"""What a count is: an aggregate split by conseil, sex and detail, over several periods at once.

Row shape: ``(conseil_id, cle, sexe, detail, n0, n1, …)``, one ``n`` per period.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add, or_
from typing import Protocol

from django.db.models import BigIntegerField, CharField, Count, F, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce

from conseils.models import ConseilCitoyen
from reporting.cumuls.partage import Morceau, enveloppe
from socle.exercice import exercice_courant
from socle.periode import Periode

Filtre = Callable[[Periode, date], Q]
# What is not whole is counted in hundredths or in tenths: the branches of one union share one type.
DIXIEMES, CENTIMES = 10, 100


class Comptage(Protocol):
    """What ``collecter`` asks of a count. ``additif``: it adds up by month, and a rollup of it is kept."""

    cle: str
    additif: bool

    def requete(self, conseils: Collection[int], periodes: Sequence[Periode], jour: date) -> QuerySet: ...


@dataclass(frozen=True)
class Mesure:
    """One count.

    ``lignes``: the rows to count, before any period. ``conseil``, ``sexe``, ``detail``: paths of the
    split (an empty path means no such split). ``dans``: which rows belong to a period, given the
    period and today. ``champ`` and ``distinct``: what is counted; with ``somme`` it is summed instead.
    ``additif``: each row belongs to one day, that ``dans`` looks for in the period, and nothing else weighs.
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
    additif: bool = False

    def requete(self, conseils: Collection[int], periodes: Sequence[Periode], jour: date) -> QuerySet:
        """The aggregate over ``periodes`` of the rows of ``conseils``."""
        return self._grouper(self._lignes_de(Morceau(conseils, enveloppe(periodes)), jour), periodes, jour)

    def requete_sur(self, morceaux: Sequence[Morceau], periodes: Sequence[Periode], jour: date) -> QuerySet:
        """The same, of nothing but ``morceaux``."""
        # What they have in common is said apart: behind an OR, the databases find no index.
        conseils = tuple(dict.fromkeys(conseil for morceau in morceaux for conseil in morceau.conseils))
        commun = self._lignes_de(Morceau(conseils, enveloppe(m.jours for m in morceaux)), jour)
        lignes = reduce(or_, (self._lignes_de(morceau, jour) for morceau in morceaux))
        return self._grouper(commun & lignes, periodes, jour)

    def _lignes_de(self, morceau: Morceau, jour: date) -> Q:
        """One condition, so that paths through many rows meet the same ones. Days bound what is read."""
        du_conseil = Q(**{f"{self.conseil}__in": morceau.conseils})
        bornee = self.additif or isinstance(self.dans, DateDans)
        return du_conseil & self.dans(morceau.jours, jour) if bornee else du_conseil

    def _grouper(self, lignes: Q, periodes: Sequence[Periode], jour: date) -> QuerySet:
        groupe = self.lignes().filter(lignes).order_by()
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
    # An expression: behind a bare column, SQLite reads a whole table of reference first, to group without sorting.
    return Cast(chemin, CharField()) if chemin else Value("", output_field=CharField())


@dataclass(frozen=True)
class MesureParConseil:
    """A count that no path joins to a conseil: ``nombre`` gives the subquery, from the row of the conseil.

    ``plus``: a second one, that is added to it.
    """

    cle: str
    libelle: str
    nombre: Callable[[Periode, date], QuerySet]
    plus: Callable[[Periode, date], QuerySet] | None = None
    additif: bool = False

    def requete(self, conseils: Collection[int], periodes: Sequence[Periode], jour: date) -> QuerySet:
        lignes = ConseilCitoyen.objects.filter(pk__in=conseils).order_by()
        vide = Value("", output_field=CharField())
        lignes = lignes.annotate(
            g_conseil=F("pk"), g_cle=Value(self.cle, output_field=CharField()), g_sexe=vide, g_detail=vide
        )
        nombres = {f"n{i}": self._nombre(p, jour) for i, p in enumerate(periodes)}
        return lignes.annotate(**nombres).values_list("g_conseil", "g_cle", "g_sexe", "g_detail", *nombres)

    def _nombre(self, periode: Periode, jour: date):
        parts = [part(periode, jour) for part in (self.nombre, self.plus) if part]
        return Cast(reduce(add, (Coalesce(Subquery(part), 0) for part in parts)), BigIntegerField())


@dataclass(frozen=True)
class DateDans:
    """The rows whose ``champ`` is a day of the period."""

    champ: str

    def __call__(self, periode: Periode, jour: date) -> Q:
        return Q(**{f"{self.champ}__range": (periode.debut, periode.fin)})


date_dans = DateDans


@dataclass(frozen=True)
class MesureDeParis:
    """A count that belongs to no conseil. ``lignes``: the rows, from the conseils asked for.

    ``conseil``: where a row took place, for the rights of whoever reads it; empty for what is published.
    """

    cle: str
    libelle: str
    lignes: Callable[[Collection[int]], QuerySet]
    dans: Filtre
    detail: str = ""
    champ: str = "pk"
    somme: bool = False
    sexe: str = ""
    distinct: bool = False
    conseil: str = ""
    additif: bool = False

    def requete(self, conseils: Collection[int], periodes: Sequence[Periode], jour: date) -> QuerySet:
        vide = Value("", output_field=CharField())
        groupe = self.lignes(conseils).order_by()
        groupe = groupe.annotate(
            # PostgreSQL wants the type of an empty column: the branches of the union share one.
            g_conseil=Cast(Value(None), BigIntegerField()),
            g_cle=Value(self.cle, output_field=CharField()),
            g_sexe=vide,
            g_detail=F(self.detail) if self.detail else vide,
        ).values("g_conseil", "g_cle", "g_sexe", "g_detail")
        nombres = {f"n{i}": self._agregat(self.dans(p, jour)) for i, p in enumerate(periodes)}
        return groupe.annotate(**nombres).values_list("g_conseil", "g_cle", "g_sexe", "g_detail", *nombres)

    def _agregat(self, filtre: Q):
        if self.somme:
            return Cast(Coalesce(Sum(self.champ, filter=filtre), 0), BigIntegerField())
        return Count(self.champ, filter=filtre)


def arrete_au(periode: Periode, jour: date) -> date:
    return min(periode.fin, jour)


def exercice_de(periode: Periode) -> int:
    return exercice_courant(periode.debut)
