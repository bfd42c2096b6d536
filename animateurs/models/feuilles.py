"""The feuille de route: what an animateur means to do in a year for a conseil, and why.

Progress is never typed here: it follows from what is linked to each action (journal lines and their hours,
meetings). « En retard » is derived from its date.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from animateurs.models.convention import Mission
from animateurs.querysets.feuilles import ActionQuerySet, FeuilleQuerySet
from comptes.porte import Acces
from conseils.models import Acteur, ConseilCitoyen, Expression, Initiative, Reunion
from socle.exercice import periode_de_l_exercice
from socle.periode import Periode
from socle.transitions import Machine, Transition
from territoires.models import ElementContrat, Partenaire, Quartier


class FeuilleDeRoute(models.Model):
    """One conseil, one exercice: it outlives the animateur who wrote it."""

    class Etat(models.TextChoices):
        BROUILLON = "brouillon", "brouillon"
        SOUMISE = "soumise", "soumise"
        VALIDEE = "validee", "validée"

    MACHINE = Machine(
        [
            Transition(
                "modifier",
                frozenset({Etat.BROUILLON}),
                Etat.BROUILLON,
                "Cette feuille de route n'est plus un brouillon : ouvrez une révision pour la modifier.",
            ),
            Transition(
                "soumettre", frozenset({Etat.BROUILLON}), Etat.SOUMISE, "Cette feuille de route est déjà soumise."
            ),
            Transition(
                "valider", frozenset({Etat.SOUMISE}), Etat.VALIDEE, "Seule une feuille de route soumise se valide."
            ),
            Transition(
                "renvoyer",
                frozenset({Etat.SOUMISE}),
                Etat.BROUILLON,
                "Seule une feuille de route soumise se renvoie.",
                motif_requis=True,
            ),
            Transition(
                "reviser",
                frozenset({Etat.VALIDEE}),
                Etat.BROUILLON,
                "Seule une feuille de route validée se révise.",
                motif_requis=True,
            ),
        ]
    )

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="feuilles_de_route")
    exercice = models.PositiveSmallIntegerField()
    diagnostic = models.TextField(
        blank=True, help_text="Ce que le territoire et ses habitants disent ; ce sur quoi les actions s'appuient."
    )
    etat = models.CharField("état", max_length=9, choices=Etat, default=Etat.BROUILLON, editable=False)
    # Grows with each change: two tabs cannot overwrite each other unseen.
    version = models.PositiveIntegerField(default=0, editable=False)
    validee_le = models.DateTimeField("validée le", null=True, blank=True, editable=False)
    motif_revision = models.CharField("motif de la révision", max_length=300, blank=True, editable=False)
    motif_renvoi = models.CharField("motif du renvoi", max_length=300, blank=True, editable=False)

    objects = FeuilleQuerySet.as_manager()
    # Validated once, it stays readable for ever: while a revision is being written, its last RevisionFeuille is read.
    acces = Acces(territoire="conseil__arrondissement", publie=Q(validee_le__isnull=False))

    class Meta:
        verbose_name = "feuille de route"
        verbose_name_plural = "feuilles de route"
        ordering = ["-exercice", "conseil"]
        constraints = [
            models.UniqueConstraint(
                fields=["conseil", "exercice"],
                name="feuille_unique",
                violation_error_message="Ce conseil a déjà une feuille de route pour cet exercice.",
            ),
            models.CheckConstraint(
                condition=~Q(etat="validee") | Q(validee_le__isnull=False),
                name="feuille_validee_avec_sa_date",
                violation_error_message="Une feuille de route validée a sa date.",
            ),
        ]

    def __str__(self) -> str:
        return f"Feuille de route {self.exercice}, {self.conseil}"

    @property
    def periode(self) -> Periode:
        return periode_de_l_exercice(self.exercice)

    @property
    def modifiable(self) -> bool:
        return self.etat == self.Etat.BROUILLON

    @property
    def en_revision(self) -> bool:
        """Being written again, while readers see what was validated."""
        return self.validee_le is not None and self.etat != self.Etat.VALIDEE

    @property
    def renvoyee(self) -> bool:
        """Whether the coordination has sent it back."""
        return self.modifiable and bool(self.motif_renvoi)

    @property
    def situation(self) -> tuple[str, str]:
        """Code and label of what it waits for, as printed on every screen."""
        if self.renvoyee:
            return "renvoyee", "renvoyée"
        if self.en_revision:
            return self.etat, f"révision {self.get_etat_display()}" if not self.modifiable else "en révision"
        return self.etat, self.get_etat_display()


class RevisionFeuille(models.Model):
    """The feuille de route as it was validated, frozen: ``contenu`` is its canonical JSON."""

    feuille = models.ForeignKey(FeuilleDeRoute, on_delete=models.PROTECT, related_name="revisions")
    rang = models.PositiveSmallIntegerField()
    contenu = models.JSONField()
    motif = models.CharField("motif de la révision", max_length=300, blank=True)
    validee_le = models.DateTimeField(default=timezone.now)
    validee_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "révision de feuille de route"
        verbose_name_plural = "révisions de feuilles de route"
        ordering = ["feuille", "rang"]
        constraints = [models.UniqueConstraint(fields=["feuille", "rang"], name="revision_feuille_unique")]

    def __str__(self) -> str:
        return f"{self.feuille}, révision {self.rang}"


class ActionFeuille(models.Model):
    """An action that answers somebody: its origin is never empty."""

    class Origine(models.TextChoices):
        PRIORITE = "priorite", "une priorité"
        ATTENTE = "attente", "une attente"
        BESOIN = "besoin", "un besoin"
        EXPRESSION = "expression", "une expression"

    class Source(models.TextChoices):
        HABITANT = "habitant", "d'habitants"
        ACTEUR = "acteur", "d'un acteur de terrain"
        PARTENAIRE = "partenaire", "d'un partenaire"

    class Etat(models.TextChoices):
        """What the animateur decides; « engagée » and « en retard » are derived."""

        PREVUE = "prevue", "prévue"
        FAITE = "faite", "faite"
        ABANDONNEE = "abandonnee", "abandonnée"
        REPORTEE = "reportee", "reportée"

    MACHINE = Machine(
        [
            Transition("faire", frozenset({Etat.PREVUE}), Etat.FAITE, "Cette action n'est plus à faire."),
            Transition(
                "abandonner",
                frozenset({Etat.PREVUE}),
                Etat.ABANDONNEE,
                "Cette action n'est plus à faire.",
                motif_requis=True,
            ),
            Transition(
                "reprendre", frozenset({Etat.FAITE, Etat.ABANDONNEE}), Etat.PREVUE, "Cette action est déjà à faire."
            ),
            Transition("reporter", frozenset({Etat.PREVUE}), Etat.REPORTEE, "Cette action n'est plus à faire."),
            Transition("rendre", frozenset({Etat.REPORTEE}), Etat.PREVUE, "Cette action n'est pas reportée."),
        ]
    )

    feuille = models.ForeignKey(FeuilleDeRoute, on_delete=models.CASCADE, related_name="actions")
    rang = models.PositiveSmallIntegerField()
    intitule = models.CharField("intitulé", max_length=200)
    origine = models.CharField("répond à", max_length=10, choices=Origine)
    source = models.CharField("venue de", max_length=10, choices=Source)
    origine_texte = models.CharField("laquelle", max_length=300, help_text="En une ligne, sans nom d'habitant.")
    expression = models.ForeignKey(
        Expression, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions_feuille"
    )
    acteur = models.ForeignKey(
        Acteur, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions_feuille"
    )
    partenaire = models.ForeignKey(
        Partenaire, on_delete=models.PROTECT, null=True, blank=True, related_name="actions_feuille"
    )
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="actions_feuille")
    objectifs = models.ManyToManyField(ElementContrat, related_name="actions_feuille", blank=True)
    quartiers = models.ManyToManyField(Quartier, related_name="actions_feuille", blank=True)
    partenaires = models.ManyToManyField(Partenaire, related_name="actions_feuille_associees", blank=True)
    reunions = models.ManyToManyField(
        Reunion, related_name="actions_feuille", blank=True, verbose_name="réunions qui la font avancer"
    )
    initiatives = models.ManyToManyField(
        Initiative, related_name="actions_feuille", blank=True, verbose_name="initiatives qu'elle accompagne"
    )
    echeance = models.DateField("échéance")
    resultat_attendu = models.CharField("résultat attendu", max_length=300)
    constat_prevu = models.CharField("à quoi on le verra", max_length=300)
    etat = models.CharField("état", max_length=10, choices=Etat, default=Etat.PREVUE, editable=False)
    motif = models.CharField("motif de l'abandon", max_length=300, blank=True, editable=False)
    faite_le = models.DateField(null=True, blank=True, editable=False)
    appris = models.TextField("ce que cela a appris", blank=True)
    # The action of the year before that this one carries on.
    reporte = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="report"
    )

    objects = ActionQuerySet.as_manager()
    acces = Acces(territoire="feuille__conseil__arrondissement", publie=Q(feuille__etat="validee"))

    class Meta:
        verbose_name = "action de la feuille de route"
        verbose_name_plural = "actions de la feuille de route"
        ordering = ["feuille", "rang"]
        constraints = [
            models.UniqueConstraint(fields=["feuille", "rang"], name="action_rang_unique"),
            models.CheckConstraint(
                condition=Q(etat="faite", faite_le__isnull=False) | ~Q(etat="faite") & Q(faite_le__isnull=True),
                name="action_faite_avec_sa_date",
                violation_error_message="Une action faite a sa date.",
            ),
            models.CheckConstraint(
                condition=Q(etat="abandonnee") & ~Q(motif="") | ~Q(etat="abandonnee") & Q(motif=""),
                name="action_abandonnee_avec_motif",
                violation_error_message="Une action abandonnée indique pourquoi.",
            ),
            models.CheckConstraint(
                condition=~Q(etat="reportee") | ~Q(appris=""),
                name="action_reportee_instruit",
                violation_error_message="Une action reportée dit ce que cela a appris.",
            ),
            models.CheckConstraint(
                condition=Q(source="habitant", acteur__isnull=True, partenaire__isnull=True)
                | Q(source="acteur", expression__isnull=True, partenaire__isnull=True)
                | Q(source="partenaire", expression__isnull=True, acteur__isnull=True),
                name="action_source_coherente",
                violation_error_message="Ce que l'action relie doit être de la même origine.",
            ),
        ]

    def __str__(self) -> str:
        return self.intitule

    def en_retard_le(self, jour: date) -> bool:
        return self.etat == self.Etat.PREVUE and self.echeance < jour

    def situation_le(self, jour: date) -> tuple[str, str]:
        """Code and label of where it stands: decided, or derived from its date and from what is linked to it.

        Needs ``avec_avancement``.
        """
        if self.etat != self.Etat.PREVUE:
            return self.etat, self.get_etat_display()
        if self.en_retard_le(jour):
            return "en_retard", "en retard"
        return ("engagee", "engagée") if self.engagee else (self.etat, self.get_etat_display())
