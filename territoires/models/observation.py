"""What others observe and hand over: the quartiers beside Paris, the targets, the money, what people think.

Imported, never computed here (``manage.py importer_observation``): each row says where it comes from.
"""

from django.db import models
from django.db.models import F, Q

from territoires.models.contrat import ElementContrat
from territoires.models.geographie import Arrondissement, MesureQuartier, Quartier
from territoires.models.partenaires import Partenaire
from territoires.querysets import MesureCibleQuerySet

NOTE_MIN, NOTE_MAX = 1, 5


class MesureParis(models.Model):
    """The same figure for the whole of Paris: what a quartier is compared with, for the same year."""

    indicateur = models.CharField(max_length=20, choices=MesureQuartier.Indicateur)
    annee = models.PositiveSmallIntegerField("année")
    valeur = models.DecimalField(max_digits=10, decimal_places=1)
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "mesure de Paris"
        verbose_name_plural = "mesures de Paris"
        ordering = ["indicateur", "annee"]
        constraints = [
            models.UniqueConstraint(fields=["indicateur", "annee"], name="mesure_paris_unique"),
            models.CheckConstraint(condition=Q(valeur__gte=0), name="mesure_paris_positive"),
        ]

    def __str__(self) -> str:
        return f"Paris {self.indicateur} {self.annee}"


class RangQuartier(models.Model):
    """Where a quartier stands among all those of the country, the poorest first."""

    quartier = models.ForeignKey(Quartier, on_delete=models.CASCADE, related_name="rangs")
    annee = models.PositiveSmallIntegerField("année")
    rang = models.PositiveSmallIntegerField()
    sur = models.PositiveSmallIntegerField("quartiers classés")
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "rang national d'un quartier"
        verbose_name_plural = "rangs nationaux des quartiers"
        ordering = ["quartier", "annee"]
        constraints = [
            models.UniqueConstraint(fields=["quartier", "annee"], name="rang_quartier_unique"),
            models.CheckConstraint(
                condition=Q(rang__gte=1, rang__lte=F("sur")),
                name="rang_quartier_dans_le_classement",
                violation_error_message="Un rang va de 1 au nombre de quartiers classés.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quartier.code} {self.annee} : {self.rang} sur {self.sur}"


class Cible(models.Model):
    """A measurable target that the contract states. Without ``valeur``: to be followed, and no number given."""

    class Sens(models.TextChoices):
        AU_MOINS = "au_moins", "au moins"
        AU_PLUS = "au_plus", "au plus"

    code = models.CharField(max_length=40, unique=True)
    libelle = models.CharField("libellé", max_length=250)
    element = models.ForeignKey(
        ElementContrat, on_delete=models.PROTECT, null=True, blank=True, related_name="cibles", verbose_name="objectif"
    )
    depart = models.DecimalField("valeur de départ", max_digits=12, decimal_places=2, null=True, blank=True)
    valeur = models.DecimalField("valeur visée", max_digits=12, decimal_places=2, null=True, blank=True)
    unite = models.CharField("unité", max_length=40)
    sens = models.CharField(max_length=8, choices=Sens, default=Sens.AU_MOINS)
    echeance = models.DateField("échéance", null=True, blank=True)
    note = models.CharField(max_length=250, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "cible du contrat de ville"
        verbose_name_plural = "cibles du contrat de ville"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.libelle}"


class MesureCible(models.Model):
    """Where a target stood on a day, as its bearer says."""

    cible = models.ForeignKey(Cible, on_delete=models.CASCADE, related_name="mesures")
    date = models.DateField()
    valeur = models.DecimalField(max_digits=12, decimal_places=2)
    source = models.CharField(max_length=200)

    objects = MesureCibleQuerySet.as_manager()

    class Meta:
        verbose_name = "mesure d'une cible"
        verbose_name_plural = "mesures de cibles"
        ordering = ["cible", "date"]
        constraints = [models.UniqueConstraint(fields=["cible", "date"], name="mesure_cible_unique")]

    def __str__(self) -> str:
        return f"{self.cible.code} {self.date:%d/%m/%Y}"


class Engagement(models.Model):
    """Money that a signatory committed in a year, for Paris or for one arrondissement."""

    class Nature(models.TextChoices):
        SPECIFIQUE = "specifique", "crédits spécifiques"
        DROIT_COMMUN = "droit_commun", "droit commun"

    code = models.CharField(max_length=40, unique=True)
    annee = models.PositiveSmallIntegerField("année")
    signataire = models.ForeignKey(Partenaire, on_delete=models.PROTECT, related_name="engagements")
    nature = models.CharField("source des crédits", max_length=12, choices=Nature)
    element = models.ForeignKey(
        ElementContrat, on_delete=models.PROTECT, null=True, blank=True, related_name="engagements", verbose_name="axe"
    )
    arrondissement = models.ForeignKey(
        Arrondissement, on_delete=models.PROTECT, null=True, blank=True, related_name="engagements"
    )
    montant = models.DecimalField("montant, en euros", max_digits=12, decimal_places=2)
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "engagement financier"
        verbose_name_plural = "engagements financiers"
        ordering = ["annee", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(montant__gte=0),
                name="engagement_positif",
                violation_error_message="Un engagement ne peut pas être négatif.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.signataire}, {self.annee}"


class Appreciation(models.Model):
    """What people thought of the effects, from 1 to 5: a number of answers and the sum of their notes."""

    class Moyen(models.TextChoices):
        DEBAT = "debat_annuel", "débat annuel d'évaluation"
        ENQUETE = "enquete", "enquête habitante"

    class Sexe(models.TextChoices):
        """The same codes as for the membres, who live in a higher room."""

        FEMME = "F", "femmes"
        HOMME = "H", "hommes"
        NON_RENSEIGNE = "N", "non renseigné"

    class Age(models.TextChoices):
        MOINS_18 = "-18", "moins de 18 ans"
        DE_18_A_25 = "18-25", "18 à 25 ans"
        DE_26_A_39 = "26-39", "26 à 39 ans"
        DE_40_A_59 = "40-59", "40 à 59 ans"
        PLUS_60 = "60+", "60 ans et plus"
        NON_RENSEIGNE = "N", "non renseigné"

    code = models.CharField(max_length=40, unique=True)
    date = models.DateField()
    moyen = models.CharField(max_length=12, choices=Moyen)
    arrondissement = models.ForeignKey(Arrondissement, on_delete=models.PROTECT, related_name="appreciations")
    quartier = models.ForeignKey(
        Quartier, on_delete=models.PROTECT, null=True, blank=True, related_name="appreciations"
    )
    sexe = models.CharField(max_length=1, choices=Sexe, default=Sexe.NON_RENSEIGNE)
    age = models.CharField("tranche d'âge", max_length=5, choices=Age, default=Age.NON_RENSEIGNE)
    reponses = models.PositiveIntegerField("réponses")
    somme = models.PositiveIntegerField("somme des notes")
    commentaire = models.CharField(max_length=500, blank=True, help_text="Sans nom d'habitant.")
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "appréciation de l'impact"
        verbose_name_plural = "appréciations de l'impact"
        ordering = ["date", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(somme__gte=F("reponses") * NOTE_MIN, somme__lte=F("reponses") * NOTE_MAX),
                name="appreciation_notes_de_1_a_5",
                violation_error_message="La somme des notes va d'une à cinq fois le nombre de réponses.",
            ),
            models.CheckConstraint(
                condition=Q(reponses__gte=1),
                name="appreciation_avec_reponses",
                violation_error_message="Une appréciation compte au moins une réponse.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_moyen_display()}, {self.date:%d/%m/%Y}"
