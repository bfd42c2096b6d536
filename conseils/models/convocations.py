"""Convening the members by e-mail: what was sent, to how many, and what is still to be sent."""

from django.db import models
from django.utils import timezone

from comptes.models import Compte
from comptes.porte import Acces
from conseils.models.composition import Membre
from conseils.models.reunions import Reunion
from conseils.querysets.convocations import ConvocationQuerySet, EnvoiQuerySet


class Convocation(models.Model):
    """One mailing. The first convenes; those that follow correct it, or cancel the meeting."""

    class Methode(models.TextChoices):
        REQUEST = "REQUEST", "convocation"
        CANCEL = "CANCEL", "annulation"

    reunion = models.ForeignKey(Reunion, on_delete=models.CASCADE, related_name="convocations")
    rang = models.PositiveSmallIntegerField()
    methode = models.CharField("méthode", max_length=7, choices=Methode)
    destinataires = models.PositiveSmallIntegerField()
    demandee_le = models.DateTimeField("demandée le", default=timezone.now)
    demandee_par = models.ForeignKey(Compte, on_delete=models.PROTECT, related_name="+")

    objects = ConvocationQuerySet.as_manager()
    acces = Acces(territoire="reunion__conseil__arrondissement")

    class Meta:
        verbose_name = "convocation"
        ordering = ["reunion", "-rang"]
        constraints = [
            models.UniqueConstraint(fields=["reunion", "rang"], name="convocation_rang_unique"),
            models.CheckConstraint(condition=models.Q(rang__gte=1), name="convocation_rang_positif"),
        ]

    def __str__(self) -> str:
        return f"{self.nature} du {self.demandee_le:%d/%m/%Y}"

    @property
    def nature(self) -> str:
        if self.methode == self.Methode.CANCEL:
            return "Annulation"
        return "Convocation" if self.rang == 1 else "Rectificatif"

    @property
    def geste(self) -> str:
        """What the button that sends it says."""
        if self.methode == self.Methode.CANCEL:
            return "Envoyer l’annulation"
        return "Envoyer" if self.rang == 1 else "Envoyer un rectificatif"


class EnvoiConvocation(models.Model):
    """One recipient. ``pris_le`` is a lease: a worker that dies leaves it, and another takes over later."""

    convocation = models.ForeignKey(Convocation, on_delete=models.CASCADE, related_name="envois")
    membre = models.ForeignKey(Membre, on_delete=models.CASCADE, related_name="convocations")
    essais = models.PositiveSmallIntegerField(default=0)
    pris_le = models.DateTimeField(null=True)
    envoye_le = models.DateTimeField("envoyé le", null=True)

    objects = EnvoiQuerySet.as_manager()

    class Meta:
        verbose_name = "envoi d'une convocation"
        verbose_name_plural = "envois des convocations"
        ordering = ["convocation", "membre"]
        constraints = [models.UniqueConstraint(fields=["convocation", "membre"], name="envoi_unique")]

    def __str__(self) -> str:
        return f"{self.convocation} à {self.membre}"
