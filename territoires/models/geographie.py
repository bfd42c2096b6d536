"""Arrondissements and quartiers, with where each figure comes from.

Reference data, imported from ``territoires/donnees/*.csv`` and matched on codes, never on names.
"""

from django.db import models
from django.db.models import Q

from territoires.querysets import ArrondissementQuerySet, MesureQuerySet, QuartierQuerySet


class Arrondissement(models.Model):
    """One of the twenty. Eight have priority neighbourhoods of the scheme; the others are context."""

    numero = models.PositiveSmallIntegerField("numéro", unique=True)
    code_insee = models.CharField("code Insee", max_length=5, unique=True)
    nom = models.CharField(max_length=60)
    # Column and row on the schematic map of the twenty tiles (our own drawing).
    colonne = models.PositiveSmallIntegerField()
    ligne = models.PositiveSmallIntegerField()

    objects = ArrondissementQuerySet.as_manager()

    class Meta:
        verbose_name = "arrondissement"
        ordering = ["numero"]
        constraints = [
            models.CheckConstraint(condition=Q(numero__range=(1, 20)), name="arrondissement_de_paris"),
        ]

    def __str__(self) -> str:
        return self.ordinal

    @property
    def ordinal(self) -> str:
        """« 18e », as printed everywhere."""
        return "1er" if self.numero == 1 else f"{self.numero}e"


class Quartier(models.Model):
    """A perimeter of the politique de la ville: priority (QPV), under watch (QVA) or lived in (vécu)."""

    class Categorie(models.TextChoices):
        QPV = "QPV", "quartier prioritaire (QPV)"
        QVA = "QVA", "quartier de veille active (QVA)"
        VECU = "VECU", "quartier vécu"

    code = models.CharField(max_length=20, unique=True, help_text="Code officiel ANCT, ou code propre pour un QVA.")
    nom = models.CharField(max_length=120)
    categorie = models.CharField("catégorie", max_length=4, choices=Categorie)
    generation = models.PositiveSmallIntegerField("génération", help_text="Année de la géographie : 2015 ou 2024.")
    arrondissements = models.ManyToManyField(Arrondissement, related_name="quartiers")
    note = models.TextField(blank=True)
    source = models.CharField(max_length=200)

    objects = QuartierQuerySet.as_manager()

    class Meta:
        verbose_name = "quartier"
        ordering = ["generation", "categorie", "nom"]

    def __str__(self) -> str:
        return self.nom

    @property
    def contours(self) -> list:
        """Its real outline or, when only the next geography has been imported, those of its successors."""
        if hasattr(self, "geometrie"):
            return [self.geometrie]
        nouveaux = [filiation.nouveau for filiation in self.successions.all()]
        return [nouveau.geometrie for nouveau in nouveaux if hasattr(nouveau, "geometrie")]


class FiliationQuartier(models.Model):
    """Lineage: what a quartier of 2015 became in 2024 (several to several)."""

    ancien = models.ForeignKey(Quartier, on_delete=models.CASCADE, related_name="successions")
    nouveau = models.ForeignKey(Quartier, on_delete=models.CASCADE, related_name="origines")
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "filiation de quartier"
        verbose_name_plural = "filiations de quartiers"
        ordering = ["ancien", "nouveau"]
        constraints = [
            models.UniqueConstraint(fields=["ancien", "nouveau"], name="filiation_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.ancien.code} → {self.nouveau.code}"


class MesureQuartier(models.Model):
    """A published figure about a quartier, for one year, with its source."""

    class Indicateur(models.TextChoices):
        POPULATION = "population", "population"
        REVENU_MEDIAN = "revenu_median", "revenu médian"
        MOINS_25 = "part_moins_25", "part des moins de 25 ans"
        PLUS_60 = "part_60_et_plus", "part des 60 ans et plus"
        MENAGES_1 = "part_menages_1_pers", "part des ménages d'une personne"
        PAUVRETE = "taux_pauvrete", "taux de pauvreté, au seuil de 60 %"

    quartier = models.ForeignKey(Quartier, on_delete=models.CASCADE, related_name="mesures")
    indicateur = models.CharField(max_length=20, choices=Indicateur)
    annee = models.PositiveSmallIntegerField("année")
    valeur = models.DecimalField(max_digits=10, decimal_places=1)
    reserve = models.CharField(
        "réserve", max_length=250, blank=True, help_text="Ce qui empêche de se fier à ce chiffre sans le vérifier."
    )
    source = models.CharField(max_length=200)

    objects = MesureQuerySet.as_manager()

    class Meta:
        verbose_name = "mesure de quartier"
        verbose_name_plural = "mesures de quartiers"
        ordering = ["quartier", "indicateur", "annee"]
        constraints = [
            models.UniqueConstraint(fields=["quartier", "indicateur", "annee"], name="mesure_quartier_unique"),
            models.CheckConstraint(
                condition=Q(valeur__gte=0),
                name="mesure_quartier_positive",
                violation_error_message="Une mesure de quartier ne peut pas être négative.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quartier.code} {self.indicateur} {self.annee}"

    @property
    def est_une_part(self) -> bool:
        """Whether the value is a percentage."""
        return self.indicateur not in (self.Indicateur.POPULATION, self.Indicateur.REVENU_MEDIAN)


class PerimetreRenouvellement(models.Model):
    """An urban renewal perimeter, named as the contract prints it (one place can bear several names)."""

    code = models.CharField(max_length=60, unique=True)
    nom = models.CharField(max_length=120)
    programme = models.CharField(max_length=30)
    arrondissements = models.ManyToManyField(Arrondissement, related_name="perimetres", blank=True)
    quartiers = models.ManyToManyField(Quartier, related_name="perimetres", blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "périmètre de renouvellement urbain"
        verbose_name_plural = "périmètres de renouvellement urbain"
        ordering = ["programme", "nom"]

    def __str__(self) -> str:
        return f"{self.nom} ({self.programme})"
