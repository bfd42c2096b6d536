"""The steps that lead to a séance."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from comptes.models import Compte
from conseils.models.instances import Seance, acces_a_la_seance
from conseils.querysets.instances import TacheQuerySet
from territoires.models import TypeInstance


class JalonReference(models.Model):
    """A step before or after a séance, and for which instances: reference data (``donnees/jalons.csv``)."""

    code = models.SlugField(max_length=40, unique=True)
    intitule = models.CharField("intitulé", max_length=120)
    jours = models.SmallIntegerField(help_text="Nombre de jours après la séance ; négatif : avant.")
    types = models.ManyToManyField(TypeInstance, related_name="jalons", verbose_name="instances")
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "jalon de rétroplanning"
        verbose_name_plural = "jalons de rétroplanning"
        ordering = ["jours", "code"]

    def __str__(self) -> str:
        return self.intitule


class TacheRetroplanning(models.Model):
    """A step of one séance, dated from it. Done or not; « en retard » is derived."""

    seance = models.ForeignKey(Seance, on_delete=models.CASCADE, related_name="taches")
    jalon = models.ForeignKey(JalonReference, on_delete=models.PROTECT, related_name="taches")
    pour_le = models.DateField()
    faite_le = models.DateField(null=True, blank=True)
    faite_par = models.ForeignKey(Compte, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = TacheQuerySet.as_manager()
    acces = acces_a_la_seance("seance__")

    class Meta:
        verbose_name = "tâche de rétroplanning"
        verbose_name_plural = "tâches de rétroplanning"
        ordering = ["pour_le", "jalon"]
        constraints = [
            models.UniqueConstraint(fields=["seance", "jalon"], name="tache_jalon_unique"),
            models.CheckConstraint(
                condition=Q(faite_le__isnull=True, faite_par__isnull=True)
                | Q(faite_le__isnull=False, faite_par__isnull=False),
                name="tache_faite_le_et_par",
            ),
        ]

    def __str__(self) -> str:
        return self.jalon.intitule

    @property
    def en_retard(self) -> bool:
        return self.faite_le is None and self.pour_le < timezone.localdate()
