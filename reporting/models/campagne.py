"""The campaign of a year: its documents prepared, read again and published by three dates."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q


class Campagne(models.Model):
    """Three days, in this order: the projets are prepared, read again by then, published by then."""

    exercice = models.PositiveSmallIntegerField(
        unique=True,
        validators=[MinValueValidator(2015), MaxValueValidator(2100)],
        error_messages={"unique": "Une campagne existe déjà pour cet exercice : ouvrez-la."},
    )
    preparation = models.DateField(
        "préparation des projets le", help_text="Ce jour-là, les projets se préparent d’eux-mêmes."
    )
    relecture = models.DateField("relecture jusqu’au")
    publication = models.DateField("publication visée le")
    creee_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    creee_le = models.DateTimeField(auto_now_add=True)
    # Asked for, on its day or before by hand; then told, once no document of it is being made.
    lancee_le = models.DateTimeField("lancée le", null=True, blank=True, editable=False)
    annoncee_le = models.DateTimeField("annoncée le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "campagne"
        ordering = ["-exercice"]
        constraints = [
            models.CheckConstraint(
                condition=Q(preparation__lt=F("relecture"), relecture__lt=F("publication")),
                name="campagne_dates_dans_l_ordre",
                violation_error_message="Les trois dates se suivent : préparation, puis relecture, puis publication.",
            ),
        ]

    def __str__(self) -> str:
        return f"Campagne {self.exercice}"
