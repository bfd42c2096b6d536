"""Money: what finances an initiative, and the budget propre that the State gives to all the conseils.

The expenses of the budget propre have one home, ``Depense``: what an initiative spent of it is their sum,
never typed a second time.
"""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from comptes.porte import Acces
from conseils.models.conseil import ConseilCitoyen
from conseils.models.initiatives import Initiative
from conseils.querysets.budget import (
    DepenseQuerySet,
    EnveloppeQuerySet,
    FinancementQuerySet,
    PartBudgetQuerySet,
)

# What the State gives each year to all the conseils of Paris together.
ENVELOPPE_ANNUELLE = Decimal(20_000)
SOURCE_ENVELOPPE = "Contrat de ville de Paris 2015-2020 : 20 000 € par an, versés par l'État"
MONTANT_MAX = Decimal("99999999.99")


def montant(libelle: str, **options) -> models.DecimalField:
    """Euros and cents, never negative."""
    return models.DecimalField(
        libelle,
        max_digits=10,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(MONTANT_MAX)],
        **options,
    )


class Financement(models.Model):
    """Money asked of one source for an initiative."""

    class Source(models.TextChoices):
        FPH = "fph", "fonds de participation des habitants"
        BUDGET_PARTICIPATIF = "budget_participatif", "Budget participatif"
        APPEL = "appel_a_projets", "appel à projets"
        BUDGET_PROPRE = "budget_propre", "budget propre du conseil"
        AUTRE = "autre", "autre source (préciser)"

    class Etat(models.TextChoices):
        A_DEPOSER = "a_deposer", "à déposer"
        DEPOSE = "depose", "déposé"
        ACCORDE = "accorde", "accordé"
        REFUSE = "refuse", "refusé"

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="financements")
    source = models.CharField(max_length=19, choices=Source)
    precision = models.CharField(
        "précision", max_length=120, blank=True, help_text="Le nom de l'appel à projets, ou de l'autre source."
    )
    numero_projet = models.CharField("numéro du projet", max_length=20, blank=True)
    etat = models.CharField("où en est la demande", max_length=9, choices=Etat, default=Etat.A_DEPOSER)
    decide_le = models.DateField("décision du", null=True, blank=True)
    demande = montant("montant demandé")
    accorde = montant("montant accordé", null=True, blank=True)
    depense = montant("montant dépensé", null=True, blank=True)

    objects = FinancementQuerySet.as_manager()
    acces = Acces(territoire="initiative__conseil__arrondissement")

    class Meta:
        verbose_name = "financement"
        ordering = ["initiative", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(demande__gte=0)
                & (Q(accorde__isnull=True) | Q(accorde__gte=0))
                & (Q(depense__isnull=True) | Q(depense__gte=0)),
                name="financement_positif",
                violation_error_message="Un montant n'est pas négatif.",
            ),
            models.CheckConstraint(
                condition=~Q(source="autre") | ~Q(precision=""),
                name="financement_autre_precise",
                violation_error_message="Une autre source se précise.",
            ),
            models.CheckConstraint(
                condition=Q(source="budget_participatif") | Q(numero_projet=""),
                name="financement_numero_du_budget_participatif",
                violation_error_message="Le numéro de projet est celui du Budget participatif.",
            ),
            models.CheckConstraint(
                condition=Q(etat="accorde", accorde__isnull=False, decide_le__isnull=False)
                | Q(etat="refuse", accorde__isnull=True, decide_le__isnull=False)
                | Q(etat__in=["a_deposer", "depose"], accorde__isnull=True, decide_le__isnull=True),
                name="financement_decide_date",
                violation_error_message="Une demande décidée a une date ; accordée, elle a un montant.",
            ),
            models.CheckConstraint(
                condition=~Q(source="budget_propre") | Q(depense__isnull=True),
                name="financement_budget_propre_par_ses_depenses",
                violation_error_message="Ce qui est dépensé du budget propre est la somme de ses dépenses.",
            ),
            models.UniqueConstraint(
                fields=["initiative"],
                condition=Q(source="budget_propre"),
                name="financement_budget_propre_unique",
                violation_error_message="Le budget propre finance déjà cette initiative : modifiez cette ligne.",
            ),
        ]

    def __str__(self) -> str:
        return self.precision or self.get_source_display()


class Enveloppe(models.Model):
    """The budget propre of one exercice, for all the conseils."""

    exercice = models.PositiveSmallIntegerField(unique=True)
    montant = montant("enveloppe", default=ENVELOPPE_ANNUELLE)
    source = models.CharField(
        "convention ou source", max_length=200, default=SOURCE_ENVELOPPE, help_text="Le texte qui fixe ce montant."
    )

    objects = EnveloppeQuerySet.as_manager()

    class Meta:
        verbose_name = "enveloppe du budget propre"
        verbose_name_plural = "enveloppes du budget propre"
        ordering = ["-exercice"]
        constraints = [models.CheckConstraint(condition=Q(montant__gte=0), name="enveloppe_positive")]

    def __str__(self) -> str:
        return f"Budget propre {self.exercice}"


class PartBudget(models.Model):
    """What one conseil may spend of the envelope. Shared by hand; the sum never exceeds the envelope."""

    enveloppe = models.ForeignKey(Enveloppe, on_delete=models.CASCADE, related_name="parts")
    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="parts_budget")
    montant = montant("part du conseil")

    objects = PartBudgetQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "part du budget propre"
        verbose_name_plural = "parts du budget propre"
        ordering = ["enveloppe", "conseil"]
        constraints = [
            models.UniqueConstraint(fields=["enveloppe", "conseil"], name="part_budget_unique"),
            models.CheckConstraint(condition=Q(montant__gte=0), name="part_budget_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.enveloppe}, {self.conseil}"


class Depense(models.Model):
    """One expense of a conseil. It is corrected or cancelled with its reason, never deleted."""

    class Poste(models.TextChoices):
        CONVIVIALITE = "convivialite", "convivialité, accueil"
        IMPRESSION = "impression", "impression, communication"
        MATERIEL = "materiel", "matériel, fournitures"
        LOCATION = "location", "location de salle ou d'équipement"
        INTERVENANT = "intervenant", "intervenant, prestation"
        DEPLACEMENT = "deplacement", "déplacements, sorties"
        AUTRE = "autre", "autre"

    part = models.ForeignKey(PartBudget, on_delete=models.PROTECT, related_name="depenses")
    date = models.DateField("payée le")
    libelle = models.CharField("objet de la dépense", max_length=160, help_text="Sans nom d'habitant.")
    poste = models.CharField(max_length=12, choices=Poste)
    montant = models.DecimalField(
        max_digits=10,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(MONTANT_MAX)],
    )
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="depenses"
    )
    justificatif = models.FileField(max_length=160, blank=True)
    annulee_le = models.DateField("annulée le", null=True, blank=True, editable=False)
    motif = models.CharField("motif de l'annulation", max_length=300, blank=True, editable=False)

    objects = DepenseQuerySet.as_manager()
    acces = Acces(territoire="part__conseil__arrondissement")

    class Meta:
        verbose_name = "dépense"
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(montant__gt=0),
                name="depense_positive",
                violation_error_message="Une dépense est supérieure à zéro.",
            ),
            models.CheckConstraint(
                condition=Q(annulee_le__isnull=True, motif="") | Q(annulee_le__isnull=False) & ~Q(motif=""),
                name="depense_annulee_avec_motif",
                violation_error_message="Une dépense annulée indique pourquoi.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle
