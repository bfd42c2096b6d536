"""What a meeting leaves: its procès-verbal, its decisions and what becomes of them."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from comptes.porte import Acces
from conseils.models.reunions import Reunion
from conseils.querysets.proces_verbaux import DecisionQuerySet, ProcesVerbalQuerySet
from socle.transitions import Machine, Transition


class ProcesVerbal(models.Model):
    """One version of the procès-verbal of a meeting: the first, or one that corrects the version before.

    Once approved it never changes (the service refuses, and so does a trigger of the database).
    """

    class Etat(models.TextChoices):
        PROJET = "projet", "projet"
        APPROUVE = "approuve", "approuvé"

    MACHINE = Machine(
        [
            Transition(
                "rediger",
                frozenset({Etat.PROJET}),
                Etat.PROJET,
                "Ce procès-verbal est approuvé : il ne change plus. Écrivez un rectificatif.",
            ),
            Transition("approuver", frozenset({Etat.PROJET}), Etat.APPROUVE, "Ce procès-verbal est déjà approuvé."),
            Transition(
                "rectifier",
                frozenset({Etat.APPROUVE}),
                Etat.APPROUVE,
                "Ce procès-verbal est encore un projet : modifiez-le, il n'a pas besoin de rectificatif.",
            ),
        ]
    )

    reunion = models.ForeignKey(Reunion, on_delete=models.CASCADE, related_name="proces_verbaux")
    rectifie = models.OneToOneField(
        "self", on_delete=models.RESTRICT, null=True, blank=True, editable=False, related_name="rectificatif"
    )
    texte = models.TextField(
        help_text="Une ligne vide sépare deux paragraphes ; une ligne qui commence par un tiret est un point de "
        "liste. Sans nom d'habitant : une fois approuvé, ce texte est lu par tous ceux qui voient le conseil."
    )
    etat = models.CharField("état", max_length=8, choices=Etat, default=Etat.PROJET, editable=False)
    approuve_en = models.ForeignKey(
        Reunion,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="approbations",
        verbose_name="approuvé par la réunion",
    )
    # The decisions as they were worded on the day of the approval.
    releve = models.TextField("relevé de décisions", blank=True, editable=False)

    # Grows with each writing, and from a version to its rectificatif: a form tells which text it was filled from.
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = ProcesVerbalQuerySet.as_manager()
    acces = Acces(territoire="reunion__conseil__arrondissement")

    class Meta:
        verbose_name = "procès-verbal"
        verbose_name_plural = "procès-verbaux"
        ordering = ["reunion", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["reunion"], condition=Q(rectifie=None), name="pv_premier_unique"),
            models.CheckConstraint(
                condition=Q(etat="approuve", approuve_en__isnull=False) | Q(etat="projet", approuve_en__isnull=True),
                name="pv_approuve_par_une_reunion",
                violation_error_message="Un procès-verbal approuvé indique la réunion qui l'a approuvé.",
            ),
        ]

    def __str__(self) -> str:
        return f"Procès-verbal du {self.reunion.date:%d/%m/%Y}"

    @property
    def approuvable_apres(self) -> date:
        """The day after which a meeting may approve it: its own, or that which approved what it corrects."""
        return self.rectifie.approuve_en.date if self.rectifie else self.reunion.date


class Decision(models.Model):
    """A decision taken in open assembly and followed up, or what another meeting proposes to it."""

    class Nature(models.TextChoices):
        DECISION = "decision", "décision"
        PROPOSITION = "proposition", "proposition"

    class Etat(models.TextChoices):
        A_FAIRE = "a_faire", "à faire"
        FAITE = "faite", "faite"
        ABANDONNEE = "abandonnee", "abandonnée"

    MACHINE = Machine(
        [
            Transition("faire", frozenset({Etat.A_FAIRE}), Etat.FAITE, "Cette décision n'est plus à faire."),
            Transition(
                "abandonner",
                frozenset({Etat.A_FAIRE}),
                Etat.ABANDONNEE,
                "Cette décision n'est plus à faire.",
                motif_requis=True,
            ),
            Transition(
                "reprendre",
                frozenset({Etat.FAITE, Etat.ABANDONNEE}),
                Etat.A_FAIRE,
                "Cette décision est déjà à faire.",
            ),
        ]
    )

    reunion = models.ForeignKey(Reunion, on_delete=models.CASCADE, related_name="decisions")
    nature = models.CharField(max_length=11, choices=Nature)
    texte = models.CharField("ce qui est décidé ou proposé", max_length=500, help_text="Sans nom d'habitant.")
    responsable = models.CharField(
        "qui s'en charge",
        max_length=120,
        blank=True,
        help_text="Facultatif. Lu par l'animateur et la coordination seulement.",
    )
    echeance = models.DateField("pour le", null=True, blank=True)
    etat = models.CharField("état", max_length=10, choices=Etat, default=Etat.A_FAIRE, editable=False)
    motif = models.CharField("motif de l'abandon", max_length=300, blank=True, editable=False)

    objects = DecisionQuerySet.as_manager()
    acces = Acces(territoire="reunion__conseil__arrondissement")

    class Meta:
        verbose_name = "décision"
        ordering = ["reunion", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nature="decision") | Q(etat="a_faire"),
                name="proposition_sans_suivi",
                violation_error_message="Une proposition se suit quand l'assemblée l'a décidée.",
            ),
            models.CheckConstraint(
                condition=Q(etat="abandonnee") & ~Q(motif="") | ~Q(etat="abandonnee") & Q(motif=""),
                name="decision_abandonnee_avec_motif",
                violation_error_message="Une décision abandonnée indique pourquoi.",
            ),
        ]

    def __str__(self) -> str:
        return self.texte

    @property
    def en_retard(self) -> bool:
        """Derived from the date, never set by hand."""
        return self.etat == self.Etat.A_FAIRE and self.echeance is not None and self.echeance < timezone.localdate()
