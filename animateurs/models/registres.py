"""The registres of social mediation: what an activity does, whatever its mission."""

from django.db import models


class Registre(models.Model):
    """One registre of intervention. Editable reference data: ``source`` says where its wording comes from."""

    code = models.SlugField(max_length=40, unique=True)
    libelle = models.CharField("libellé", max_length=100)
    ordre = models.PositiveSmallIntegerField(default=0)
    actif = models.BooleanField(default=True)
    source = models.CharField("provenance", max_length=200)

    class Meta:
        verbose_name = "registre d'intervention"
        verbose_name_plural = "registres d'intervention"
        ordering = ["ordre", "libelle"]

    def __str__(self) -> str:
        return self.libelle
