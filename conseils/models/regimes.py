"""What the law, then the contrat de ville, say of a composition: dated reference values, each with its source.

They are shown beside the figures: they inform, they never judge and never block saving.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from conseils.querysets.conseil import RegimeQuerySet
from socle.contraintes import dates_ordonnees

PART = RegexValidator(r"^[1-9]/[1-9]$", "Une part s'écrit comme une fraction, par exemple 2/3.")


class RegimeReference(models.Model):
    """Reference values from ``debut`` until the next text of the same kind, or until ``fin``.

    A text that says nothing of a value leaves it empty. The law and the circulaires are « droit »; the contrat
    de ville de Paris is « contrat » and is more precise: its values come first where it has some.
    """

    class Nature(models.TextChoices):
        DROIT = "droit", "droit national"
        CONTRAT = "contrat", "contrat de ville"

    code = models.SlugField(max_length=40, unique=True)
    nature = models.CharField(max_length=7, choices=Nature)
    intitule = models.CharField("intitulé", max_length=160)
    debut = models.DateField("en vigueur depuis le")
    fin = models.DateField("jusqu'au", null=True, blank=True)
    taille_min = models.PositiveSmallIntegerField("taille minimale", null=True, blank=True)
    taille_max = models.PositiveSmallIntegerField("taille maximale", null=True, blank=True)
    part_habitants = models.CharField("part des habitants", max_length=3, blank=True, validators=[PART])
    parite_min = models.PositiveSmallIntegerField("parité, au moins", null=True, blank=True)
    parite_max = models.PositiveSmallIntegerField("parité, au plus", null=True, blank=True)
    tirage_impose = models.BooleanField("tirage au sort imposé", null=True, blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=200)

    objects = RegimeQuerySet.as_manager()

    class Meta:
        verbose_name = "régime de référence"
        verbose_name_plural = "régimes de référence"
        ordering = ["nature", "debut"]
        constraints = [
            dates_ordonnees("debut", "fin", nom="regime_dates_ordonnees"),
            models.UniqueConstraint(fields=["nature", "debut"], name="regime_unique_par_date"),
            models.CheckConstraint(
                condition=Q(taille_min__isnull=True, taille_max__isnull=True)
                | Q(taille_min__isnull=False, taille_max__isnull=False, taille_max__gte=F("taille_min")),
                name="regime_tailles_ordonnees",
                violation_error_message="Les deux tailles vont ensemble, la plus petite d'abord.",
            ),
            models.CheckConstraint(
                condition=Q(parite_min__isnull=True, parite_max__isnull=True)
                | Q(
                    parite_min__isnull=False,
                    parite_max__isnull=False,
                    parite_max__gte=F("parite_min"),
                    parite_max__lte=100,
                ),
                name="regime_parites_ordonnees",
                violation_error_message="Les deux bornes de la parité vont ensemble, en pourcents, la plus petite "
                "d'abord.",
            ),
        ]

    def __str__(self) -> str:
        return self.intitule
