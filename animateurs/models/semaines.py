"""The weeks of the journal. A missing week is a row; « rien à signaler » is a declaration, not an absence."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from animateurs.calendrier import dernier_jour_ouvre, jours_ouvres
from animateurs.models.equipe import Affectation
from animateurs.querysets.semaines import SemaineQuerySet
from comptes.porte import Acces
from socle.ouvres import est_ouvre
from socle.periode import Periode, lundi_de
from socle.templatetags.typographie import date_fr
from socle.transitions import Machine, Transition

MINUTES_A_CONFIRMER = 60 * 60  # in a week: possible, and likelier a slip


class SemaineJournal(models.Model):
    """The week of one affectation, keyed by its Monday."""

    class Etat(models.TextChoices):
        OUVERTE = "ouverte", "à remplir"
        TRANSMISE = "transmise", "transmise"
        RENVOYEE = "renvoyee", "renvoyée"
        VALIDEE = "validee", "validée"

    MODIFIABLES = (Etat.OUVERTE, Etat.RENVOYEE)
    MACHINE = Machine(
        [
            Transition(
                "transmettre",
                frozenset({Etat.OUVERTE, Etat.RENVOYEE}),
                Etat.TRANSMISE,
                "Cette semaine est déjà transmise : elle ne peut plus être modifiée.",
            ),
            Transition(
                "valider",
                frozenset({Etat.TRANSMISE}),
                Etat.VALIDEE,
                "Seule une semaine transmise et non encore validée peut être validée.",
            ),
            Transition(
                "renvoyer",
                frozenset({Etat.TRANSMISE, Etat.VALIDEE}),
                Etat.RENVOYEE,
                "Seule une semaine transmise peut être renvoyée.",
                motif_requis=True,
            ),
        ]
    )

    affectation = models.ForeignKey(Affectation, on_delete=models.PROTECT, related_name="semaines")
    lundi = models.DateField()
    etat = models.CharField("état", max_length=9, choices=Etat, default=Etat.OUVERTE)
    rien_a_signaler = models.BooleanField(default=False)
    transmise_le = models.DateTimeField(null=True, blank=True)
    validee_le = models.DateTimeField(null=True, blank=True)
    # Grows with each change: whoever hands the week in has seen all of it.
    version = models.PositiveIntegerField(default=0)
    modifiee_le = models.DateTimeField(null=True, blank=True, editable=False)
    # How many notes looked as if they named or described somebody: a number, never the words.
    alertes = models.PositiveSmallIntegerField(default=0, editable=False)
    # Time spent filling it; becomes an anonymous MesureSaisie when the week is handed in, and is then forgotten.
    secondes_saisie = models.PositiveIntegerField(default=0, editable=False)

    objects = SemaineQuerySet.as_manager()
    acces = Acces(territoire="affectation__conseil__arrondissement", titulaire="affectation__animateur")

    class Meta:
        verbose_name = "semaine du journal"
        verbose_name_plural = "semaines du journal"
        ordering = ["-lundi", "affectation"]
        indexes = [
            models.Index(fields=["lundi", "etat"], name="semaine_lundi_etat"),
            models.Index(fields=["affectation", "etat"], name="semaine_affectation_etat"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["affectation", "lundi"], name="semaine_unique"),
            # Django numbers the days of the week from Sunday, 1.
            models.CheckConstraint(condition=Q(lundi__week_day=2), name="semaine_commence_un_lundi"),
            models.CheckConstraint(
                condition=Q(etat="validee", validee_le__isnull=False)
                | ~Q(etat="validee") & Q(validee_le__isnull=True),
                name="semaine_validee_avec_sa_date",
            ),
            models.CheckConstraint(
                condition=Q(etat__in=["ouverte", "renvoyee"]) | Q(transmise_le__isnull=False),
                name="semaine_transmise_avec_sa_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.affectation}, semaine du {self.lundi:%d/%m/%Y}"

    @property
    def modifiable(self) -> bool:
        """Whether its animateur may still write in it."""
        return self.etat in self.MODIFIABLES

    @cached_property
    def absences(self) -> list:
        """The absences that touch the week."""
        return list(self.affectation.absences.chevauchant(self.lundi, self.date_du(6)).order_by("debut"))

    def absence_du(self, jour: date):
        """The absence of a working day, if any. A public holiday is not an absence."""
        if not est_ouvre(jour):
            return None
        return next((absence for absence in self.absences if absence.debut <= jour <= absence.fin), None)

    @cached_property
    def absente(self) -> bool:
        """Whether its animateur is away on every working day (annotated by lists: ``avec_absence``)."""
        jours = jours_ouvres(
            max(self.lundi, self.affectation.debut), min(self.date_du(4), self.affectation.fin or date.max)
        )
        return bool(jours) and all(self.absence_du(jour) for jour in jours)

    @property
    def en_retard(self) -> bool:
        """Over, and still in the hands of its animateur (``SemaineQuerySet.en_retard_au``, for one row)."""
        return self.modifiable and self.lundi < lundi_de(timezone.localdate()) and not self.absente

    @property
    def situation(self) -> tuple[str, str]:
        """Code and label of what the week is waiting for, as printed on every screen."""
        if self.etat == self.Etat.OUVERTE and self.absente:
            return "absente", "absence"
        if self.en_retard and self.etat == self.Etat.OUVERTE:
            return "en_retard", "en retard"
        return self.etat, self.get_etat_display()

    @property
    def libelle(self) -> str:
        """« semaine du 16 novembre 2026 »."""
        return Periode.semaine(self.lundi).libelle

    @property
    def transmissible_des(self) -> date:
        """The first day on which it may be handed in.

        The journal covers Monday to Friday, so handing it in earlier would leave days untold. A public
        holiday, an absence or the end of the affectation brings the last working day forward.
        """
        absents = [jour for jour in map(self.date_du, range(5)) if self.absence_du(jour)]
        return dernier_jour_ouvre(self.lundi, self.affectation.fin, sauf=absents)

    @property
    def refus_de_modifier(self) -> str:
        """Why nothing can be written any more, with the date."""
        fait, quand = ("validée", self.validee_le) if self.validee_le else ("transmise", self.transmise_le)
        le = date_fr(timezone.localtime(quand), r"l j F Y à G \h i")
        return f"Cette semaine est {fait} depuis le {le} : elle ne peut plus être modifiée."

    def date_du(self, jour: int) -> date:
        """The date of a day counted from Monday (0)."""
        return self.lundi + timedelta(days=jour)
