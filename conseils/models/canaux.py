"""How people were told of a meeting, for whoever looks for those that are heard least (R035, R159)."""

from django.db import models

from conseils.models.reunions import Reunion


class CanalMobilisation(models.Model):
    """One way among others in which a meeting was made known."""

    class Canal(models.TextChoices):
        AFFICHAGE = "affichage", "affichage et tracts"
        PORTE = "porte_a_porte", "porte-à-porte"
        BOUCHE = "bouche_oreille", "bouche-à-oreille"
        RESEAUX = "reseaux", "réseaux sociaux et messageries"
        STRUCTURES = "structures", "structures du quartier"
        TEMPS_FORT = "temps_fort", "temps fort du quartier"
        TIRAGE = "tirage", "tirage au sort"
        COURRIER = "courrier", "courrier ou convocation"
        PRESSE = "presse", "presse et journal municipal"
        AUTRE = "autre", "autre canal"

    reunion = models.ForeignKey(Reunion, on_delete=models.CASCADE, related_name="canaux")
    canal = models.CharField(max_length=14, choices=Canal)

    class Meta:
        verbose_name = "canal de mobilisation"
        verbose_name_plural = "canaux de mobilisation"
        ordering = ["reunion", "pk"]
        constraints = [models.UniqueConstraint(fields=["reunion", "canal"], name="canal_unique")]

    def __str__(self) -> str:
        return self.get_canal_display()
