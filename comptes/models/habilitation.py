"""A role given to a person on a territory, from a date to a date."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from comptes.roles import ROLES
from socle.contraintes import dates_ordonnees
from socle.dates import chevauche


class HabilitationQuerySet(models.QuerySet):
    def en_cours(self) -> HabilitationQuerySet:
        """Those that run today (both ends included)."""
        jour = timezone.localdate()
        return self.chevauchant(jour, jour)

    def d_un_compte(self) -> HabilitationQuerySet:
        """Those that run today, with their territory, as one account is told of them."""
        # By role, as in their list; « compte », which comes first there, would join a table to sort one person's.
        return self.en_cours().select_related("arrondissement").order_by("role", "arrondissement__numero", "debut")

    def chevauchant(self, debut: date, fin: date | None) -> HabilitationQuerySet:
        """Those that run on at least one day from ``debut`` to ``fin`` (``None``: without end)."""
        return self.filter(chevauche(debut, fin))


class Habilitation(models.Model):
    """``arrondissement`` empty means all of Paris; ``fin`` empty means until further notice."""

    class Etat(models.TextChoices):
        """Derived from the dates, never stored."""

        A_VENIR = "a_venir", "à venir"
        EN_COURS = "en_cours", "en cours"
        TERMINEE = "terminee", "terminée"

    compte = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="habilitations")
    role = models.CharField("rôle", max_length=20, choices=[(r.code, r.libelle) for r in ROLES.values()])
    arrondissement = models.ForeignKey(
        "territoires.Arrondissement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="habilitations",
    )
    debut = models.DateField("du")
    fin = models.DateField("au", null=True, blank=True)

    objects = HabilitationQuerySet.as_manager()

    class Meta:
        verbose_name = "habilitation"
        ordering = ["compte", "role", "arrondissement", "debut"]
        constraints = [
            dates_ordonnees("debut", "fin", nom="habilitation_dates_ordonnees"),
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="habilitation_role_connu"),
            models.UniqueConstraint(
                fields=["compte", "role", "arrondissement"],
                condition=Q(fin=None, arrondissement__isnull=False),
                name="habilitation_ouverte_unique",
                violation_error_message="Cette personne a déjà ce rôle sur cet arrondissement.",
            ),
            models.UniqueConstraint(
                fields=["compte", "role"],
                condition=Q(fin=None, arrondissement__isnull=True),
                name="habilitation_paris_ouverte_unique",
                violation_error_message="Cette personne a déjà ce rôle sur tout Paris.",
            ),
        ]

    def __str__(self) -> str:
        # A role of all Paris says so by itself: « Commanditaire, Ville de Paris ».
        return f"{self.get_role_display()}, {self.arrondissement}" if self.arrondissement else self.get_role_display()

    @property
    def etat(self) -> Etat:
        jour = timezone.localdate()
        if self.debut > jour:
            return self.Etat.A_VENIR
        return self.Etat.TERMINEE if self.fin and self.fin < jour else self.Etat.EN_COURS

    @property
    def par_affectation(self) -> bool:
        """Whether an affectation opens and closes it, rather than the administration."""
        return ROLES[self.role].par_affectation

    def clean(self) -> None:
        role = ROLES.get(self.role)
        if role is None or self.debut is None:
            return  # already refused by the fields
        if self.arrondissement is None and not role.paris:
            raise ValidationError({"arrondissement": "Ce rôle se donne sur un arrondissement : indiquez lequel."})
        if self.arrondissement and not role.arrondissement:
            raise ValidationError({"arrondissement": "Ce rôle se donne sur tout Paris : laissez ce champ vide."})
        if self._jumelles().exists():
            raise ValidationError("Cette personne a déjà ce rôle sur ce territoire, à ces dates.")

    def _jumelles(self) -> HabilitationQuerySet:
        """The same role of the same person on the same territory, on days in common."""
        memes = Habilitation.objects.filter(compte=self.compte_id, role=self.role, arrondissement=self.arrondissement)
        return memes.exclude(pk=self.pk).chevauchant(self.debut, self.fin)
