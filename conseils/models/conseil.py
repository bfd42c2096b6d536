"""The conseil citoyen: one per arrondissement in Paris (by data, not by code)."""

from datetime import date

from django.db import models
from django.db.models import Q

from comptes.porte import Acces
from conseils.querysets.conseil import ConseilQuerySet
from socle.contraintes import dates_ordonnees
from socle.templatetags.typographie import date_fr
from socle.transitions import Machine, Transition
from territoires.models import Arrondissement, Quartier


class ConseilCitoyen(models.Model):
    """Who it is: perimeter and status. Portage, règlement and life hang on the other models of this app."""

    class Statut(models.TextChoices):
        PREFIGURATION = "prefiguration", "préfiguration"
        INSTALLE = "installe", "installé"
        CLOS = "clos", "clos"

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
            Transition(
                "clore",
                frozenset({Statut.PREFIGURATION, Statut.INSTALLE}),
                Statut.CLOS,
                "Ce conseil est déjà clos.",
                motif_requis=True,
            ),
            # Back to what it was: two lines, since a line leads to one state (see ``acte_de_reouverture``).
            Transition(
                "rouvrir", frozenset({Statut.CLOS}), Statut.INSTALLE, "Ce conseil n'est pas clos.", motif_requis=True
            ),
            Transition(
                "rouvrir_en_prefiguration",
                frozenset({Statut.CLOS}),
                Statut.PREFIGURATION,
                "Ce conseil n'est pas clos.",
                motif_requis=True,
            ),
        ]
    )

    arrondissement = models.OneToOneField(Arrondissement, on_delete=models.PROTECT, related_name="conseil")
    nom = models.CharField(max_length=120)
    statut = models.CharField(max_length=13, choices=Statut, default=Statut.PREFIGURATION)
    date_installation = models.DateField("date d'installation", null=True, blank=True)
    date_cloture = models.DateField("dernier jour", null=True, blank=True)
    motif_cloture = models.CharField("motif de la clôture", max_length=300, blank=True)
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
                | Q(statut="prefiguration", date_installation__isnull=True)
                | Q(statut="clos"),
                name="conseil_installe_avec_sa_date",
                violation_error_message="Un conseil installé a une date d'installation ; "
                "un conseil en préfiguration n'en a pas.",
            ),
            models.CheckConstraint(
                condition=Q(statut="clos", date_cloture__isnull=False) & ~Q(motif_cloture="")
                | ~Q(statut="clos") & Q(date_cloture__isnull=True, motif_cloture=""),
                name="conseil_clos_avec_date_et_motif",
                violation_error_message="Un conseil clos a un dernier jour et un motif.",
            ),
            dates_ordonnees("date_installation", "date_cloture", nom="conseil_dates_ordonnees"),
        ]

    def __str__(self) -> str:
        return self.nom

    @property
    def est_clos(self) -> bool:
        return self.statut == self.Statut.CLOS

    @property
    def prochaines(self) -> list:
        """The next meeting, or none (``ConseilQuerySet.avec_reunions_proches``)."""
        return [reunion for reunion in self.reunions_proches if reunion.statut == reunion.Statut.PREVUE]

    @property
    def dernieres(self) -> list:
        """The last meeting held, or none (likewise)."""
        return [reunion for reunion in self.reunions_proches if reunion.statut == reunion.Statut.TENUE]

    def statut_le(self, jour: date) -> str:
        """In words, on that day: a conseil closed since was still what it had been."""
        if not self.est_clos:
            return self.get_statut_display()
        avant = self.Statut.INSTALLE if self.date_installation else self.Statut.PREFIGURATION
        return f"clos le {date_fr(self.date_cloture)}, {avant.label}" if self.date_cloture < jour else avant.label

    @property
    def acte_de_reouverture(self) -> str:
        """The act that gives a closed conseil the state it had."""
        return "rouvrir" if self.date_installation else "rouvrir_en_prefiguration"
