"""The agenda of a meeting, built together: timed points, in an order that anybody in charge can change."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from comptes.porte import Acces
from conseils.models.reunions import DUREE_MAX, Reunion
from conseils.querysets.reunions import PointQuerySet


class PointOrdreDuJour(models.Model):
    """One point. Its time of day is derived from the meeting's (``conseils.ordre_du_jour``)."""

    reunion = models.ForeignKey(Reunion, on_delete=models.CASCADE, related_name="points")
    rang = models.PositiveSmallIntegerField(editable=False)
    intitule = models.CharField("intitulé", max_length=160)
    duree = models.PositiveSmallIntegerField(
        "durée (minutes)", validators=[MinValueValidator(1), MaxValueValidator(DUREE_MAX)]
    )
    porteur = models.CharField(
        "qui présente",
        max_length=120,
        blank=True,
        help_text="Facultatif. Lu par l'animateur et la coordination seulement.",
    )
    note = models.TextField(max_length=600, blank=True, help_text="Facultatif. Sans nom de personne.")

    objects = PointQuerySet.as_manager()
    acces = Acces(territoire="reunion__conseil__arrondissement")

    class Meta:
        verbose_name = "point de l'ordre du jour"
        verbose_name_plural = "points de l'ordre du jour"
        ordering = ["reunion", "rang"]
        constraints = [
            models.UniqueConstraint(fields=["reunion", "rang"], name="point_rang_unique"),
            models.CheckConstraint(condition=models.Q(duree__gte=1), name="point_duree_positive"),
        ]

    def __str__(self) -> str:
        return self.intitule
