"""What an instance decides, and what becomes of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from conseils.models.instances import Seance, acces_a_la_seance
from conseils.querysets.instances import DecisionInstanceQuerySet
from socle.transitions import Machine, Transition
from territoires.models import Partenaire


class DecisionInstance(models.Model):
    """What an instance decided, who does it and by when. Undone, it comes back at its next séance (derived)."""

    class Etat(models.TextChoices):
        A_FAIRE = "a_faire", "à faire"
        EN_COURS = "en_cours", "en cours"
        FAITE = "faite", "faite"
        ABANDONNEE = "abandonnee", "abandonnée"

    OUVERTES = frozenset({Etat.A_FAIRE, Etat.EN_COURS})
    CLOSES = frozenset({Etat.FAITE, Etat.ABANDONNEE})

    MACHINE = Machine(
        [
            Transition("engager", frozenset({Etat.A_FAIRE}), Etat.EN_COURS, "Cette décision n'est plus à faire."),
            Transition("faire", OUVERTES, Etat.FAITE, "Cette décision n'est plus à faire."),
            Transition(
                "abandonner", OUVERTES, Etat.ABANDONNEE, "Cette décision n'est plus à faire.", motif_requis=True
            ),
            Transition("reprendre", CLOSES, Etat.A_FAIRE, "Cette décision est déjà à faire."),
        ]
    )

    seance = models.ForeignKey(Seance, on_delete=models.CASCADE, related_name="decisions")
    texte = models.CharField("ce qui est décidé", max_length=500, help_text="Sans nom d'habitant.")
    responsable = models.ForeignKey(
        Partenaire,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions_d_instances",
        verbose_name="institution responsable",
    )
    responsable_autre = models.CharField(
        "autre responsable",
        max_length=120,
        blank=True,
        help_text="Un service ou une structure qui n'est pas dans la liste ; sans nom de personne.",
    )
    echeance = models.DateField("pour le", null=True, blank=True)
    etat = models.CharField("état", max_length=10, choices=Etat, default=Etat.A_FAIRE, editable=False)
    motif = models.CharField("motif de l'abandon", max_length=300, blank=True, editable=False)
    close_le = models.DateField("close le", null=True, blank=True, editable=False)

    objects = DecisionInstanceQuerySet.as_manager()
    acces = acces_a_la_seance("seance__")

    class Meta:
        verbose_name = "décision d'une instance"
        verbose_name_plural = "décisions des instances"
        ordering = ["seance", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(responsable__isnull=False, responsable_autre="")
                | (Q(responsable__isnull=True) & ~Q(responsable_autre="")),
                name="decision_instance_un_responsable",
                violation_error_message="Indiquez un responsable : une institution de la liste, ou une autre.",
            ),
            models.CheckConstraint(
                condition=Q(etat__in=["a_faire", "en_cours"], close_le__isnull=True)
                | Q(etat__in=["faite", "abandonnee"], close_le__isnull=False),
                name="decision_instance_close_datee",
            ),
            models.CheckConstraint(
                condition=Q(etat="abandonnee") & ~Q(motif="") | ~Q(etat="abandonnee") & Q(motif=""),
                name="decision_instance_abandon_motive",
                violation_error_message="Une décision abandonnée indique pourquoi.",
            ),
        ]

    def __str__(self) -> str:
        return self.texte

    @property
    def qui(self) -> str:
        return str(self.responsable) if self.responsable_id else self.responsable_autre

    @property
    def en_retard(self) -> bool:
        """Derived from the date, never set by hand."""
        return self.etat in self.OUVERTES and self.echeance is not None and self.echeance < timezone.localdate()
