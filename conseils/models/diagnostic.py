"""What is known of the territory: its actors, and what inhabitants say of it.

Personal data: the professional contact of an interlocuteur, no other. An expression has no author: it is
written without names, and says where and how it was heard.
"""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from comptes.porte import Acces, QuerySetPorte
from conseils.definitions import SEUIL_QUARTIER_VECU
from conseils.models.conseil import ConseilCitoyen
from conseils.querysets.diagnostic import ActeurQuerySet, ExpressionQuerySet
from territoires.models import ElementContrat, Quartier


class Acteur(models.Model):
    """A structure that counts on the territory of a conseil."""

    class Nature(models.TextChoices):
        ASSOCIATION = "association", "association"
        CENTRE = "centre_social", "centre social ou équipement"
        ECOLE = "ecole", "école, collège ou lycée"
        BAILLEUR = "bailleur", "bailleur social"
        SERVICE = "service", "service public"
        SANTE = "sante", "santé et social"
        COMMERCE = "commerce", "commerce ou entreprise"
        COLLECTIF = "collectif", "collectif d'habitants"
        AUTRE = "autre", "autre"

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="acteurs")
    nom = models.CharField("nom de la structure", max_length=160)
    nature = models.CharField(max_length=13, choices=Nature)
    quartier = models.ForeignKey(Quartier, on_delete=models.PROTECT, null=True, blank=True, related_name="acteurs")
    site = models.URLField("site internet", blank=True)
    # Known by the structure itself. Empty: not asked, or not known.
    part_qpv = models.PositiveSmallIntegerField(
        "part de son public qui habite un QPV (%)", null=True, blank=True, validators=[MaxValueValidator(100)]
    )

    objects = ActeurQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "acteur du territoire"
        verbose_name_plural = "acteurs du territoire"
        ordering = ["nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conseil", "nom"],
                name="acteur_unique",
                violation_error_message="Cette structure est déjà dans l'annuaire.",
            ),
            models.CheckConstraint(
                condition=Q(part_qpv__isnull=True) | Q(part_qpv__gte=0, part_qpv__lte=100),
                name="acteur_part_qpv_en_centiemes",
                violation_error_message="Une part va de 0 à 100 %.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom

    @property
    def du_quartier_vecu(self) -> bool:
        """``conseils.definitions.QUARTIER_VECU``; whoever has not said is not."""
        return self.part_qpv is not None and self.part_qpv >= SEUIL_QUARTIER_VECU


class Interlocuteur(models.Model):
    """Whom to reach there: a function and a professional contact. The name is optional."""

    acteur = models.ForeignKey(Acteur, on_delete=models.CASCADE, related_name="interlocuteurs")
    fonction = models.CharField(max_length=120)
    nom = models.CharField(max_length=120, blank=True)
    courriel = models.EmailField("courriel professionnel", blank=True)
    telephone = models.CharField("téléphone professionnel", max_length=20, blank=True)

    objects = QuerySetPorte.as_manager()
    acces = Acces(territoire="acteur__conseil__arrondissement")

    class Meta:
        verbose_name = "interlocuteur"
        ordering = ["fonction", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(courriel="") | ~Q(telephone=""),
                name="interlocuteur_joignable",
                violation_error_message="Indiquez un courriel ou un téléphone professionnel.",
            ),
        ]

    def __str__(self) -> str:
        return self.fonction


class Expression(models.Model):
    """What inhabitants said, as they said it, without naming anybody."""

    class Source(models.TextChoices):
        REUNION = "reunion", "réunion"
        PERMANENCE = "permanence", "permanence"
        PORTE = "porte_a_porte", "porte-à-porte"
        MARCHE = "marche", "marche exploratoire"
        ATELIER = "atelier", "atelier"
        COURRIER = "courrier", "courrier ou message"
        RUE = "rue", "rencontre dans l'espace public"
        AUTRE = "autre", "autre source"

    class Echelle(models.TextChoices):
        IMMEUBLE = "immeuble", "immeuble ou rue"
        QUARTIER = "quartier", "quartier"
        ARRONDISSEMENT = "arrondissement", "arrondissement"
        PARIS = "paris", "Paris"

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="expressions")
    date = models.DateField("recueillie le")
    source = models.CharField(max_length=13, choices=Source)
    echelle = models.CharField("échelle", max_length=14, choices=Echelle, default=Echelle.QUARTIER)
    quartier = models.ForeignKey(Quartier, on_delete=models.PROTECT, null=True, blank=True, related_name="expressions")
    lieu = models.CharField(max_length=160, blank=True)
    theme = models.CharField("thème", max_length=120)
    objectif = models.ForeignKey(
        ElementContrat,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="expressions",
        verbose_name="objectif du contrat de ville",
        limit_choices_to={"niveau": ElementContrat.Niveau.OBJECTIF},
    )
    texte = models.TextField("ce qui a été dit", max_length=2000)

    objects = ExpressionQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "expression d'habitants"
        verbose_name_plural = "expressions d'habitants"
        ordering = ["-date", "-pk"]
        indexes = [models.Index(fields=["conseil", "date"], name="expression_conseil_date")]

    def __str__(self) -> str:
        return f"{self.theme}, {self.date:%d/%m/%Y}"
