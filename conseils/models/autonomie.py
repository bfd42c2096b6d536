"""How far a conseil goes on its own: one evaluation each half-year, with its evidence."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from comptes.porte import Acces
from conseils.models.conseil import ConseilCitoyen
from conseils.querysets.autonomie import EvaluationQuerySet

CHAMPS = ("auto_animation", "auto_saisine", "auto_production", "gestion")
NIVEAU_MAX = 4
PREUVE = {"blank": True, "max_length": 1000}


class Niveau(models.IntegerChoices):
    """What a level means depends on the criterion: ``conseils.autonomie.CRITERES``."""

    ZERO = 0, "0"
    UN = 1, "1"
    DEUX = 2, "2"
    TROIS = 3, "3"
    QUATRE = 4, "4"


def _sur_l_echelle(champ: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{champ}__lte": NIVEAU_MAX}),
        name=f"{champ}_de_0_a_4",
        violation_error_message="Un niveau va de 0 à 4.",
    )


def _avec_preuve(champ: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{champ: 0}) | ~Q(**{f"preuve_{champ}": ""}),
        name=f"{champ}_avec_preuve",
        violation_error_message="À partir du niveau 1, donnez un fait qui le montre.",
    )


class EvaluationAutonomie(models.Model):
    """One half-year of one conseil: a level from 0 to 4 on each of four criteria."""

    class Semestre(models.IntegerChoices):
        PREMIER = 1, "premier semestre"
        SECOND = 2, "second semestre"

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="evaluations")
    annee = models.PositiveSmallIntegerField("année")
    semestre = models.PositiveSmallIntegerField(choices=Semestre)
    auto_animation = models.PositiveSmallIntegerField("auto-animation", choices=Niveau)
    preuve_auto_animation = models.TextField("preuve de l'auto-animation", **PREUVE)
    auto_saisine = models.PositiveSmallIntegerField("auto-saisine", choices=Niveau)
    preuve_auto_saisine = models.TextField("preuve de l'auto-saisine", **PREUVE)
    auto_production = models.PositiveSmallIntegerField("auto-production", choices=Niveau)
    preuve_auto_production = models.TextField("preuve de l'auto-production", **PREUVE)
    gestion = models.PositiveSmallIntegerField("gestion sans l'animateur", choices=Niveau)
    preuve_gestion = models.TextField("preuve de la gestion sans l'animateur", **PREUVE)

    objects = EvaluationQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "évaluation de l'autonomie"
        verbose_name_plural = "évaluations de l'autonomie"
        ordering = ["annee", "semestre"]
        constraints = [
            models.UniqueConstraint(
                fields=["conseil", "annee", "semestre"],
                name="evaluation_unique",
                violation_error_message="Ce semestre est déjà évalué pour ce conseil.",
            ),
            models.CheckConstraint(condition=Q(semestre__in=(1, 2)), name="evaluation_semestre_connu"),
            *(_sur_l_echelle(champ) for champ in CHAMPS),
            *(_avec_preuve(champ) for champ in CHAMPS),
        ]

    def __str__(self) -> str:
        return f"{self.get_semestre_display()} {self.annee}"

    @property
    def points(self) -> int:
        return sum(getattr(self, champ) for champ in CHAMPS)

    @property
    def score(self) -> Decimal:
        """The mean of the four levels, from 0 to 4."""
        return Decimal(self.points) / len(CHAMPS)
