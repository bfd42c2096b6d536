"""The reminders that left, or are leaving: one row for each person, kind and day."""

from django.conf import settings
from django.db import models

from animateurs.querysets.equipe import RappelQuerySet


class Rappel(models.Model):
    """``jour`` is the day of the calendar that the reminder answers to (a Friday, a Monday, a Tuesday), even
    when it left later because of a holiday or an absence: that day is then answered for.

    ``pris_le`` is a lease, as for convocations: a worker that dies leaves it, and another takes over later.
    """

    class Sorte(models.TextChoices):
        VENDREDI = "vendredi", "semaine à transmettre"
        LUNDI = "lundi", "semaine en retard"
        DIGEST = "digest", "point de la semaine"

    compte = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rappels")
    sorte = models.CharField(max_length=8, choices=Sorte)
    jour = models.DateField()
    essais = models.PositiveSmallIntegerField(default=0)
    pris_le = models.DateTimeField(null=True)
    envoye_le = models.DateTimeField("envoyé le", null=True)

    objects = RappelQuerySet.as_manager()

    class Meta:
        verbose_name = "rappel"
        ordering = ["-jour", "sorte", "compte"]
        constraints = [models.UniqueConstraint(fields=["compte", "sorte", "jour"], name="rappel_unique")]

    def __str__(self) -> str:
        return f"{self.get_sorte_display()}, {self.jour:%d/%m/%Y}, {self.compte}"
