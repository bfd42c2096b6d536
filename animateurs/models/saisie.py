"""What makes a week quick to fill, and how long that took."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from animateurs.models.activites import TypeActivite
from animateurs.models.convention import Mission
from animateurs.models.equipe import Affectation
from animateurs.models.lignes import MINUTES_PAR_JOUR, LigneJournal, intituler
from animateurs.querysets.saisie import LigneTypeQuerySet
from comptes.porte import Acces
from territoires.models import Quartier


class LigneType(models.Model):
    """One line of the « semaine type » of an affectation: what comes back week after week."""

    affectation = models.ForeignKey(Affectation, on_delete=models.PROTECT, related_name="semaine_type")
    jour = models.PositiveSmallIntegerField(choices=list(enumerate(LigneJournal.JOURS[:5])))
    type_activite = models.ForeignKey(TypeActivite, on_delete=models.PROTECT, related_name="+")
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(15), MaxValueValidator(MINUTES_PAR_JOUR)])
    quartier = models.ForeignKey(Quartier, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    precision = models.CharField(max_length=80, blank=True)  # what « Autre » stands for

    objects = LigneTypeQuerySet.as_manager()
    acces = Acces(territoire="affectation__conseil__arrondissement", titulaire="affectation__animateur")

    class Meta:
        verbose_name = "ligne de la semaine type"
        verbose_name_plural = "lignes de la semaine type"
        ordering = ["affectation", "jour", "pk"]
        constraints = [
            # Weekends need a reason each time: they cannot come back by themselves.
            models.CheckConstraint(condition=Q(jour__lte=4), name="ligne_type_jour_ouvrable"),
            models.CheckConstraint(
                condition=Q(minutes__gte=15, minutes__lte=MINUTES_PAR_JOUR), name="ligne_type_duree_plausible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jour_display()} : {self.type_activite}"

    @property
    def intitule(self) -> str:
        return intituler(self)


class MesureSaisie(models.Model):
    """How long one week took to fill: a Monday and seconds, nobody's name.

    The key is drawn at random: rows numbered in their order would tell who handed in first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lundi = models.DateField()
    secondes = models.PositiveIntegerField()

    class Meta:
        verbose_name = "mesure du temps de saisie"
        verbose_name_plural = "mesures du temps de saisie"
        ordering = ["-lundi", "id"]
        constraints = [models.CheckConstraint(condition=Q(secondes__gt=0), name="mesure_saisie_positive")]

    def __str__(self) -> str:
        return f"{self.lundi:%d/%m/%Y} : {self.secondes} s"
