"""What the contrat de ville says of Paris and of its places, beside the figures."""

from django.db import models

from territoires.models.geographie import Arrondissement, Quartier
from territoires.querysets import RepereQuerySet


class Repere(models.Model):
    """A sentence or a number of the contract, read for context and never computed with.

    Without arrondissement and quartier it speaks of Paris or of the country. ``annee`` is the year of the number,
    empty when the contract does not print one.
    """

    class Theme(models.TextChoices):
        CADRE = "cadre", "cadre national et axes transversaux"
        DIAGNOSTIC = "diagnostic", "diagnostic des quartiers"
        EGALITE = "egalite", "femmes et hommes"
        EQUIPEMENTS = "equipements", "équipements et démarches"
        MOYENS = "moyens", "moyens"
        EMPLOI = "emploi", "activité économique"
        ACTEURS = "acteurs", "acteurs et instances"

    code = models.SlugField(max_length=40, unique=True)
    theme = models.CharField("thème", max_length=12, choices=Theme)
    enonce = models.TextField("énoncé")
    valeur = models.DecimalField(max_digits=12, decimal_places=1, null=True, blank=True)
    unite = models.CharField("unité", max_length=20, blank=True)
    annee = models.PositiveSmallIntegerField("année", null=True, blank=True)
    arrondissements = models.ManyToManyField(Arrondissement, related_name="reperes", blank=True)
    quartiers = models.ManyToManyField(Quartier, related_name="reperes", blank=True)
    source = models.CharField(max_length=200)

    objects = RepereQuerySet.as_manager()

    class Meta:
        verbose_name = "repère"
        ordering = ["pk"]  # the order of the file, which is that of the contract
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valeur__isnull=False) | models.Q(unite=""),
                name="repere_unite_d_une_valeur",
                violation_error_message="Une unité sans valeur ne se lit pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.enonce
