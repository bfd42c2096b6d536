"""Handing over a conseil: what was open on the day, and who takes it, frozen."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from animateurs.models.equipe import Affectation
from animateurs.querysets.equipe import PassationQuerySet
from comptes.porte import Acces


class Passation(models.Model):
    """The end of one posting, told. ``contenu`` is the note as it was written, as plain values; never rewritten.

    ``releve`` is the posting that takes over; none: the post is vacant.
    """

    affectation = models.OneToOneField(
        Affectation,
        on_delete=models.PROTECT,
        related_name="passation",
        error_messages={"unique": "La passation de cette affectation est déjà faite."},
    )
    releve = models.OneToOneField(
        Affectation, on_delete=models.PROTECT, null=True, blank=True, related_name="passation_recue"
    )
    dernier_jour = models.DateField()
    contenu = models.JSONField()
    faite_le = models.DateTimeField(default=timezone.now)
    faite_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = PassationQuerySet.as_manager()
    # Read with the permission that shows the membres: those who accompany the conseil, before and after.
    acces = Acces(territoire="affectation__conseil__arrondissement")

    class Meta:
        verbose_name = "passation"
        ordering = ["-dernier_jour", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(releve=None) | ~Q(releve=models.F("affectation")),
                name="passation_a_quelqu_un_d_autre",
                violation_error_message="Une affectation ne se passe pas à elle-même.",
            ),
        ]

    def __str__(self) -> str:
        return f"Passation de {self.affectation}, {self.dernier_jour:%d/%m/%Y}"
