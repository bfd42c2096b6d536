"""Reads of the rollups. Neither table is reached by a person: figures are, through ``collecter``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce

from comptes.models import LigneAudit
from conseils.models import ConseilCitoyen
from socle.periode import Periode

# The key of the rows that are no count, but tell a month to count again.
TOUCHE = "mois_touche"


class CumulQuerySet(QuerySet):
    def totaux(
        self,
        conseils: Collection[int],
        cles: Collection[str],
        periodes: Sequence[Periode],
        sauf: Collection[date],
        touches: MoisToucheQuerySet,
    ) -> CumulQuerySet:
        """Rows shaped as those of a count: one sum for each period, without the months counted from the source.

        A month that is not among ``sauf`` lies whole inside a period or outside.
        """
        bornes = min(p.debut for p in periodes), max(p.fin for p in periodes)
        lues = self.filter(conseil__in=conseils, cle__in=cles, mois__range=bornes).exclude(mois__in=sauf)
        propres = lues.filter(~Exists(touches.filter(conseil=OuterRef("conseil"), mois=OuterRef("mois"))))
        nombres = {f"n{i}": _somme(p) for i, p in enumerate(periodes)}
        champs = ("conseil", "cle", "sexe", "detail")
        return propres.order_by().values(*champs).annotate(**nombres).values_list(*champs, *nombres)

    def cellules(self, conseils: Collection[int]) -> QuerySet:
        """(conseil, month, key, sex, detail, number) of every cell."""
        cellules = self.filter(conseil__in=conseils)
        return cellules.values_list("conseil", "mois", "cle", "sexe", "detail", "nombre")


class MoisToucheQuerySet(QuerySet):
    def en_lignes(
        self, conseils: Collection[int], pendant: Periode, sauf: Collection[date], periodes: int
    ) -> MoisToucheQuerySet:
        """In the shape of a count, whose detail is the month: rows of one statement tell which to count again."""
        touches = self.filter(conseil__in=conseils, mois__range=(pendant.debut, pendant.fin)).exclude(mois__in=sauf)
        mots = {"g_cle": Value(TOUCHE, CharField()), "g_sexe": Value("", CharField())}
        zeros = {f"n{i}": Value(0, BigIntegerField()) for i in range(periodes)}
        lignes = touches.order_by().annotate(**mots, g_detail=Cast("mois", CharField()), **zeros)
        return lignes.values_list("conseil", "g_cle", "g_sexe", "g_detail", *zeros).distinct()

    def tous(self, conseils: Collection[int] | None = None) -> list[tuple[int, date]]:
        """(conseil, month), once each."""
        touches = self if conseils is None else self.filter(conseil__in=conseils)
        return list(touches.order_by().values_list("conseil", "mois").distinct())


def _somme(periode: Periode) -> Cast:
    # PostgreSQL adds up big integers into a numeric.
    dans = Q(mois__range=(periode.debut, periode.fin))
    return Cast(Coalesce(Sum("nombre", filter=dans), 0), BigIntegerField())


def corrections_depuis(conseils: QuerySet[ConseilCitoyen], jour: date) -> QuerySet[LigneAudit]:
    """What the nightly recount put right in these conseils since that day, the latest first."""
    de_conseils = LigneAudit.objects.filter(objet_type=ConseilCitoyen._meta.label_lower, objet_id__in=conseils)
    return de_conseils.filter(acte="cumul.corriger", quand__date__gte=jour).order_by("-quand", "-pk")
