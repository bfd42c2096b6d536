"""Seats that members of a conseil hold in the other bodies of participation of Paris: counted, nobody named."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from comptes.porte import Acces
from conseils.models.conseil import ConseilCitoyen
from conseils.querysets.organisation import DateesQuerySet
from socle.contraintes import dates_ordonnees

SIEGES_MAX = 100


class SiegeParticipation(models.Model):
    """So many seats in one body, from a day to a day. Who sits there is that body's business."""

    class Instance(models.TextChoices):
        QUARTIER = "conseil_quartier", "conseil de quartier"
        CICA = "cica", "comité d'initiative et de consultation d'arrondissement (CICA)"
        JEUNESSE = "jeunesse", "Conseil parisien de la jeunesse"
        SENIORS = "seniors", "conseil des seniors"
        PARENTS = "parents", "conseil de parents"
        ENFANTS = "enfants", "conseil des enfants"
        BUDGET = "budget_participatif", "budget participatif"
        GUP = "gup", "gestion urbaine de proximité (GUP)"
        FPH = "fph", "fonds de participation des habitants (FPH)"
        AUTRE = "autre", "autre instance (préciser)"

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="sieges_ailleurs")
    instance = models.CharField(max_length=19, choices=Instance)
    precision = models.CharField("précision", max_length=120, blank=True)
    nombre = models.PositiveSmallIntegerField("sièges tenus par des membres", validators=[MinValueValidator(1)])
    du = models.DateField("depuis le")
    au = models.DateField("jusqu'au", null=True, blank=True)

    objects = DateesQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "siège dans une instance de participation"
        verbose_name_plural = "sièges dans des instances de participation"
        ordering = ["-du", "-pk"]
        constraints = [
            dates_ordonnees("du", "au", nom="siege_dates"),
            models.CheckConstraint(
                condition=Q(nombre__gte=1, nombre__lte=SIEGES_MAX),
                name="siege_nombre_plausible",
                violation_error_message=f"Le nombre de sièges va de 1 à {SIEGES_MAX}.",
            ),
            models.CheckConstraint(
                condition=~Q(instance="autre") | ~Q(precision=""),
                name="siege_autre_instance_precisee",
                violation_error_message="Une autre instance se précise.",
            ),
        ]

    def __str__(self) -> str:
        return self.precision if self.instance == self.Instance.AUTRE else self.get_instance_display()
