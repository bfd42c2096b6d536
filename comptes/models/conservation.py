"""What proves that personal data is looked after: what was forgotten each night, and who read what.

Neither holds a name of those concerned: a purge is counts, a reading is a page and whoever opened it.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NoReturn

from django.db import models
from django.utils import timezone

from comptes.models.audit import AuditInalterable


def minuit(jour: date) -> datetime:
    """The first instant of that day in Paris."""
    return timezone.make_aware(datetime.combine(jour, time.min))


class Purge(models.Model):
    """One run of the purge. ``nombres``: what each rule forgot; ``echecs``: the rules that could not."""

    faite_le = models.DateTimeField("faite le", default=timezone.now, editable=False)
    par_nom = models.CharField("par", max_length=170)
    nombres = models.JSONField(default=dict)
    echecs = models.JSONField("échecs", default=list)

    class Meta:
        verbose_name = "purge"
        ordering = ["-faite_le", "-pk"]

    def __str__(self) -> str:
        return f"Purge du {self.faite_le:%Y-%m-%d}"

    @property
    def total(self) -> int:
        return sum(self.nombres.values())


class LectureDonneesQuerySet(models.QuerySet):
    def anciennes(self, seuil: date) -> LectureDonneesQuerySet:
        return self.filter(quand__lt=minuit(seuil))

    def oublier(self) -> int:
        """Erase these lines: the database refuses those of less than twelve months."""
        return self._raw_delete(self.db)

    def update(self, **kwargs) -> NoReturn:
        raise AuditInalterable("Le journal des lectures ne se modifie pas.")

    def bulk_update(self, *args, **kwargs) -> NoReturn:
        raise AuditInalterable("Le journal des lectures ne se modifie pas.")

    def delete(self) -> NoReturn:
        raise AuditInalterable("Le journal des lectures s'efface au bout de douze mois, par la purge.")


class LectureDonnees(models.Model):
    """Somebody opened a page that shows personal data: which page, of what, and never whose name was read."""

    quand = models.DateTimeField(default=timezone.now, editable=False)
    par_id = models.BigIntegerField()
    par_nom = models.CharField(max_length=170)
    page = models.CharField(max_length=60)
    adresse = models.CharField(max_length=200)

    objects = LectureDonneesQuerySet.as_manager()

    class Meta:
        verbose_name = "lecture de données personnelles"
        verbose_name_plural = "lectures de données personnelles"
        ordering = ["-quand", "-pk"]
        indexes = [models.Index(fields=["quand"], name="lecture_quand")]

    def __str__(self) -> str:
        return f"{self.quand:%Y-%m-%d %H:%M} {self.par_nom} : {self.page}"

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise AuditInalterable("Le journal des lectures ne se modifie pas.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> NoReturn:
        raise AuditInalterable("Le journal des lectures s'efface au bout de douze mois, par la purge.")
