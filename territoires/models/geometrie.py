"""The real outline of a place, when somebody has imported it."""

from django.db import models
from django.db.models import Q

from territoires.models.geographie import Arrondissement, Quartier


class Geometrie(models.Model):
    """The outline of one quartier or of one arrondissement: polygons, rings, points in metres (Lambert 93).

    Simplified for maps: nothing is measured on it.
    """

    quartier = models.OneToOneField(
        Quartier, on_delete=models.CASCADE, null=True, blank=True, related_name="geometrie"
    )
    arrondissement = models.OneToOneField(
        Arrondissement, on_delete=models.CASCADE, null=True, blank=True, related_name="geometrie"
    )
    polygones = models.JSONField()
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=60)
    importee_le = models.DateField("importée le")

    class Meta:
        verbose_name = "géométrie"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quartier=None, arrondissement__isnull=False)
                | Q(quartier__isnull=False, arrondissement=None),
                name="geometrie_d_un_seul_lieu",
                violation_error_message="Un contour est celui d'un quartier ou d'un arrondissement.",
            ),
        ]

    def __str__(self) -> str:
        return f"Contour de {self.quartier or self.arrondissement}"
