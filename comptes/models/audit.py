"""Who did what, when and why: append-only, without foreign keys.

A line never blocks the deletion of what it tells, nor disappears with it. The model refuses to change or
delete lines; so do triggers in the database (``migrations/0002_audit_inalterable``).
"""

from typing import NoReturn

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


class AuditInalterable(TypeError):
    """Somebody tried to change or delete a line of the audit trail."""


class LigneAuditQuerySet(models.QuerySet):
    def de(self, objet: models.Model) -> "LigneAuditQuerySet":
        """The history of one object, oldest first."""
        return self.filter(objet_type=objet._meta.label_lower, objet_id=objet.pk).order_by("quand", "pk")

    def update(self, **kwargs) -> NoReturn:
        raise AuditInalterable("Une ligne d'audit ne se modifie pas.")

    def bulk_update(self, *args, **kwargs) -> NoReturn:
        raise AuditInalterable("Une ligne d'audit ne se modifie pas.")

    def delete(self) -> NoReturn:
        raise AuditInalterable("Une ligne d'audit ne se supprime pas.")

    def oublier(self) -> int:
        """Erase these lines, for the purge: the database refuses those of less than five years."""
        return self._raw_delete(self.db)


class LigneAudit(models.Model):
    """One act. ``de`` and ``vers`` are filled when the act changes a state."""

    quand = models.DateTimeField(default=timezone.now, editable=False)
    par_id = models.BigIntegerField(null=True)
    par_nom = models.CharField(max_length=170)
    acte = models.CharField(max_length=60)
    objet_type = models.CharField(max_length=60)
    objet_id = models.BigIntegerField(null=True)
    de = models.CharField(max_length=20, blank=True)
    vers = models.CharField(max_length=20, blank=True)
    motif = models.TextField(blank=True)
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = LigneAuditQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne d'audit"
        verbose_name_plural = "lignes d'audit"
        ordering = ["-quand", "-pk"]
        indexes = [models.Index(fields=["objet_type", "objet_id"], name="audit_objet")]

    def __str__(self) -> str:
        return f"{self.quand:%Y-%m-%d %H:%M} {self.par_nom} : {self.acte}"

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise AuditInalterable("Une ligne d'audit ne se modifie pas.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> NoReturn:
        raise AuditInalterable("Une ligne d'audit ne se supprime pas.")
