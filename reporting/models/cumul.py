"""Rollups: what the additive counts of one conseil come to in one month, and the months to count again.

Neither table holds a fact: both can be emptied and made again from the source rows (``manage.py recompter``).
"""

from django.db import models

from conseils.models import ConseilCitoyen
from reporting.querysets.cumuls import CumulQuerySet, MoisToucheQuerySet


class Cumul(models.Model):
    """One cell: one count (``cle``), for one sex and one detail. A cell that would be zero is not there."""

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.CASCADE, related_name="cumuls")
    mois = models.DateField("premier jour du mois")
    cle = models.CharField("clé", max_length=40)
    sexe = models.CharField(max_length=1, blank=True)
    detail = models.CharField("détail", max_length=200, blank=True)
    nombre = models.BigIntegerField()

    objects = CumulQuerySet.as_manager()

    class Meta:
        verbose_name = "cumul"
        constraints = [
            models.UniqueConstraint(fields=["conseil", "mois", "cle", "sexe", "detail"], name="cumul_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.conseil_id}, {self.mois:%m/%Y}, {self.cle} : {self.nombre}"


class MoisTouche(models.Model):
    """A month of a conseil in which a source row was written: its rollup is not to be read any more.

    Written by triggers (``reporting.cumuls.declencheurs``), one row for each transaction that wrote: were they
    one row in all, a worker could erase the mark of a transaction that it did not see. SQLite lets one
    transaction write at a time, and ``ecriture`` stays 0 there.
    """

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.CASCADE, related_name="mois_touches")
    mois = models.DateField("premier jour du mois")
    ecriture = models.BigIntegerField(default=0)

    objects = MoisToucheQuerySet.as_manager()

    class Meta:
        verbose_name = "mois à recompter"
        verbose_name_plural = "mois à recompter"
        constraints = [
            models.UniqueConstraint(fields=["conseil", "mois", "ecriture"], name="mois_touche_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.conseil_id}, {self.mois:%m/%Y}"
