"""The number of each membre on the attendance sheet of a meeting, frozen when it is printed or first used."""

from django.db import models
from django.db.models import Q

from conseils.models.composition import Membre
from conseils.models.reunions import Reunion


class NumeroEmargement(models.Model):
    """A line of the sheet. Once given, a number is never given again: paper and screen cannot disagree."""

    reunion = models.ForeignKey(Reunion, on_delete=models.CASCADE, related_name="numeros")
    membre = models.ForeignKey(Membre, on_delete=models.CASCADE, related_name="numeros")
    numero = models.PositiveSmallIntegerField("numéro")

    class Meta:
        verbose_name = "numéro d'émargement"
        verbose_name_plural = "numéros d'émargement"
        ordering = ["reunion", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["reunion", "membre"], name="emargement_un_numero_par_membre"),
            models.UniqueConstraint(fields=["reunion", "numero"], name="emargement_un_membre_par_numero"),
            models.CheckConstraint(condition=Q(numero__gte=1), name="emargement_numero_positif"),
        ]

    def __str__(self) -> str:
        return f"{self.numero} à {self.reunion}"
