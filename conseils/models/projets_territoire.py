"""The projet de territoire of an arrondissement: its versions, its priorities year after year, the conseil's word."""

from django.db import models

from comptes.porte import Acces, QuerySetPorte
from conseils.models.conseil import ConseilCitoyen
from conseils.models.reunions import Reunion
from conseils.querysets.projets_territoire import PrioriteQuerySet, ProjetQuerySet
from territoires.models import ElementContrat


class ProjetTerritoire(models.Model):
    """One version, from the day on which it was adopted to the next one."""

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="projets_territoire")
    intitule = models.CharField("intitulé", max_length=160)
    adopte_le = models.DateField("version adoptée le")
    note = models.TextField("ce que cette version change", max_length=1000, blank=True)

    objects = ProjetQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "projet de territoire"
        verbose_name_plural = "projets de territoire"
        ordering = ["-adopte_le"]
        constraints = [
            models.UniqueConstraint(
                fields=["conseil", "adopte_le"],
                name="projet_version_unique",
                violation_error_message="Une version adoptée ce jour-là est déjà enregistrée.",
            ),
        ]

    def __str__(self) -> str:
        return self.intitule


class PrioriteTerritoire(models.Model):
    """A priority of one version, tied to the nomenclature of the contract when it follows from it."""

    projet = models.ForeignKey(ProjetTerritoire, on_delete=models.CASCADE, related_name="priorites")
    rang = models.PositiveSmallIntegerField(editable=False)
    intitule = models.CharField("priorité", max_length=200)
    element = models.ForeignKey(
        ElementContrat,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="priorites_territoire",
        verbose_name="élément du contrat de ville",
    )

    objects = PrioriteQuerySet.as_manager()
    acces = Acces(territoire="projet__conseil__arrondissement")

    class Meta:
        verbose_name = "priorité du projet de territoire"
        verbose_name_plural = "priorités du projet de territoire"
        ordering = ["projet", "rang"]
        constraints = [models.UniqueConstraint(fields=["projet", "rang"], name="priorite_rang_unique")]

    def __str__(self) -> str:
        return self.intitule


class AvancementPriorite(models.Model):
    """Where a priority stands at the end of one exercice."""

    class Avancement(models.TextChoices):
        NON_COMMENCE = "non_commence", "non commencée"
        ENGAGE = "engage", "engagée"
        REALISE = "realise", "réalisée"
        ABANDONNE = "abandonne", "abandonnée"

    priorite = models.ForeignKey(PrioriteTerritoire, on_delete=models.CASCADE, related_name="avancements")
    exercice = models.PositiveSmallIntegerField()
    avancement = models.CharField(max_length=12, choices=Avancement)
    commentaire = models.TextField(max_length=1000, blank=True)

    class Meta:
        verbose_name = "avancement d'une priorité"
        verbose_name_plural = "avancements des priorités"
        ordering = ["priorite", "-exercice"]
        constraints = [models.UniqueConstraint(fields=["priorite", "exercice"], name="avancement_un_par_exercice")]

    def __str__(self) -> str:
        return f"{self.exercice} : {self.get_avancement_display()}"


class ContributionProjet(models.Model):
    """What the conseil brought to the projet de territoire, at which stage."""

    class Etape(models.TextChoices):
        ELABORATION = "elaboration", "élaboration"
        MISE_EN_OEUVRE = "mise_en_oeuvre", "mise en œuvre"
        SUIVI = "suivi", "suivi"
        EVALUATION = "evaluation", "évaluation"

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="contributions_projet")
    date = models.DateField()
    etape = models.CharField("étape", max_length=14, choices=Etape)
    texte = models.TextField("contribution", max_length=3000, help_text="Sans nom d'habitant.")
    reunion = models.ForeignKey(
        Reunion,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="contributions_projet",
        verbose_name="réunion qui l'a portée",
    )

    objects = QuerySetPorte.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "contribution au projet de territoire"
        verbose_name_plural = "contributions au projet de territoire"
        ordering = ["-date", "-pk"]

    def __str__(self) -> str:
        return f"Contribution du {self.date:%d/%m/%Y}"
