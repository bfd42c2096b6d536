"""The conseil citoyen: one per arrondissement in Paris (by data, not by code)."""

from django.db import models
from django.db.models import Q

from comptes.porte import Acces
from conseils.querysets.conseil import ConseilQuerySet
from socle.transitions import Machine, Transition
from territoires.models import Arrondissement, Quartier


class ConseilCitoyen(models.Model):
    """Who it is: perimeter and status. Portage, règlement and life hang on the other models of this app."""

    class Statut(models.TextChoices):
        PREFIGURATION = "prefiguration", "préfiguration"
        INSTALLE = "installe", "installé"

    MACHINE = Machine(
        [
            Transition(
                "installer",
                frozenset({Statut.PREFIGURATION}),
                Statut.INSTALLE,
                "Ce conseil est déjà installé : complétez ou corrigez son arrêté.",
            ),
            # From nowhere: the arrêté has been signed, and the year's figures rest on it.
            Transition(
                "revenir",
                frozenset(),
                Statut.PREFIGURATION,
                "Un conseil installé ne revient pas en préfiguration : si une date est fausse, corrigez-la.",
            ),
        ]
    )

    arrondissement = models.OneToOneField(Arrondissement, on_delete=models.PROTECT, related_name="conseil")
    nom = models.CharField(max_length=120)
    statut = models.CharField(max_length=13, choices=Statut, default=Statut.PREFIGURATION)
    date_installation = models.DateField("date d'installation", null=True, blank=True)
    quartiers = models.ManyToManyField(
        Quartier,
        related_name="conseils",
        blank=True,
        verbose_name="périmètre",
        help_text="QPV de l'arrondissement ; peut aussi comprendre des quartiers de veille active.",
    )
    presentation = models.TextField("présentation", blank=True)

    objects = ConseilQuerySet.as_manager()
    acces = Acces(territoire="arrondissement")

    class Meta:
        verbose_name = "conseil citoyen"
        verbose_name_plural = "conseils citoyens"
        ordering = ["arrondissement__numero"]
        constraints = [
            models.CheckConstraint(
                condition=Q(statut="installe", date_installation__isnull=False)
                | Q(statut="prefiguration", date_installation__isnull=True),
                name="conseil_installe_avec_sa_date",
                violation_error_message="Un conseil installé a une date d'installation ; "
                "un conseil en préfiguration n'en a pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom
