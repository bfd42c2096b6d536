"""The team: dated postings. Eight animateurs for eight conseils is data, not a rule."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from animateurs.models.convention import Convention
from animateurs.querysets.equipe import AffectationQuerySet
from comptes.porte import Acces
from conseils.models import ConseilCitoyen
from socle.contraintes import dates_ordonnees


class Affectation(models.Model):
    """An animateur accompanies a conseil, from a date to a date (last day included)."""

    animateur = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="affectations")
    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="affectations")
    convention = models.ForeignKey(Convention, on_delete=models.PROTECT, related_name="affectations")
    debut = models.DateField("du")
    fin = models.DateField("au", null=True, blank=True)

    objects = AffectationQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement", titulaire="animateur")

    class Meta:
        verbose_name = "affectation"
        ordering = ["conseil", "debut"]
        constraints = [
            dates_ordonnees("debut", "fin", nom="affectation_dates_ordonnees"),
            models.UniqueConstraint(
                fields=["animateur", "conseil"],
                condition=Q(fin=None),
                name="affectation_en_cours_unique",
                violation_error_message="Cette personne est déjà affectée à ce conseil.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.animateur}, {self.conseil}"
