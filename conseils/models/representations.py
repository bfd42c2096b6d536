"""Who sits in an instance for a conseil, and what was said there."""

from __future__ import annotations

from django.db import models

from comptes.porte import Acces
from conseils.models.composition import Membre
from conseils.models.conseil import ConseilCitoyen
from conseils.models.instances import Seance
from conseils.models.reunions import Reunion
from conseils.querysets.instances import DelegationSeanceQuerySet, RepresentationQuerySet


class DelegationSeance(models.Model):
    """The part of one conseil in one séance: what its representatives said, what it was told back."""

    seance = models.ForeignKey(Seance, on_delete=models.CASCADE, related_name="delegations")
    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="delegations_seances")
    dit = models.TextField(
        "ce que les représentants ont dit", max_length=3000, blank=True, help_text="Sans nom de personne."
    )
    decide = models.TextField(
        "ce qui a été décidé", max_length=3000, blank=True, help_text="Pour le conseil, en quelques lignes."
    )
    restitution = models.TextField("compte rendu fait à l'assemblée", max_length=3000, blank=True)
    restitue_en = models.ForeignKey(
        Reunion,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="restitutions",
        verbose_name="réunion où il en a été rendu compte",
    )

    objects = DelegationSeanceQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "délégation d'un conseil"
        verbose_name_plural = "délégations des conseils"
        ordering = ["seance", "conseil__arrondissement__numero"]
        constraints = [models.UniqueConstraint(fields=["seance", "conseil"], name="delegation_seance_unique")]

    def __str__(self) -> str:
        return f"{self.conseil}, {self.seance}"


class Representation(models.Model):
    """A seat: the membre who holds it, and whether he or she came."""

    class Nature(models.TextChoices):
        DESIGNE = "designe", "désigné"
        SUPPLEANT = "suppleant", "suppléant"

    class Presence(models.TextChoices):
        INCONNUE = "inconnue", "on ne sait pas"
        PRESENT = "present", "présent"
        ABSENT = "absent", "absent"

    delegation = models.ForeignKey(DelegationSeance, on_delete=models.CASCADE, related_name="representations")
    membre = models.ForeignKey(Membre, on_delete=models.PROTECT, related_name="representations")
    nature = models.CharField(max_length=9, choices=Nature, default=Nature.DESIGNE)
    presence = models.CharField("présence", max_length=8, choices=Presence, default=Presence.INCONNUE, editable=False)

    objects = RepresentationQuerySet.as_manager()
    acces = Acces(territoire="delegation__conseil__arrondissement")

    class Meta:
        verbose_name = "représentation"
        ordering = ["delegation", "nature", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["delegation", "membre"],
                name="representation_unique",
                violation_error_message="Ce membre représente déjà le conseil à cette séance.",
            ),
        ]

    def __str__(self) -> str:
        # Never the membre's name: what is printed of a seat is read by more people than those who see members.
        return f"Siège {self.pk}"
