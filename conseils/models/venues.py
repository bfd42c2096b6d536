"""What a meeting's counts may say more of those who are not membres: first time or not, which quartier.

Counts only. A person who asks to be contacted is the one exception, apart, and not for long.
"""

from django.db import models
from django.db.models import Q

from comptes.porte import Acces
from conseils.models.composition import Sexe
from conseils.models.reunions import Reunion
from conseils.querysets.presences import DemandeContactQuerySet
from territoires.models import Quartier


class ComptagePremieres(models.Model):
    """Among the public, those who came to a meeting of the conseil for the first time."""

    reunion = models.ForeignKey(Reunion, on_delete=models.CASCADE, related_name="premieres")
    sexe = models.CharField(max_length=1, choices=Sexe)
    nombre = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "comptage des premières venues"
        verbose_name_plural = "comptages des premières venues"
        ordering = ["reunion", "sexe"]
        constraints = [
            models.UniqueConstraint(fields=["reunion", "sexe"], name="comptage_premieres_unique"),
            models.CheckConstraint(condition=Q(nombre__gte=1), name="comptage_premieres_positif"),
        ]

    def __str__(self) -> str:
        return f"{self.nombre} {self.sexe} pour la première fois"


class ComptageQuartier(models.Model):
    """Among the public, those of one quartier. The others are from elsewhere, or did not say."""

    reunion = models.ForeignKey(Reunion, on_delete=models.CASCADE, related_name="provenances")
    quartier = models.ForeignKey(Quartier, on_delete=models.PROTECT, related_name="provenances")
    nombre = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "comptage par quartier"
        verbose_name_plural = "comptages par quartier"
        ordering = ["reunion", "quartier__nom"]
        constraints = [
            models.UniqueConstraint(fields=["reunion", "quartier"], name="comptage_quartier_unique"),
            models.CheckConstraint(condition=Q(nombre__gte=1), name="comptage_quartier_positif"),
        ]

    def __str__(self) -> str:
        return f"{self.nombre} de {self.quartier}"


class DemandeContact(models.Model):
    """A person who asked to be contacted, and agreed that it be written. Erased once handled, or after a year."""

    reunion = models.ForeignKey(Reunion, on_delete=models.CASCADE, related_name="demandes_contact")
    nom = models.CharField(max_length=120)
    contact = models.CharField("téléphone ou adresse e-mail", max_length=160)
    consenti_le = models.DateField("accord donné le")

    objects = DemandeContactQuerySet.as_manager()
    acces = Acces(territoire="reunion__conseil__arrondissement")

    class Meta:
        verbose_name = "demande de contact"
        verbose_name_plural = "demandes de contact"
        ordering = ["consenti_le", "nom"]

    def __str__(self) -> str:
        return f"demande du {self.consenti_le:%d/%m/%Y}"
