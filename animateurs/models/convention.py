"""The convention d'objectifs: who orders, for how long, with which objectives and missions."""

from django.db import models

from socle.contraintes import dates_ordonnees
from territoires.models import Arrondissement, Partenaire


class Mission(models.Model):
    """One of the three missions, or the internal work that none of them covers."""

    code = models.CharField(max_length=4, unique=True)
    libelle = models.CharField("libellé", max_length=60)
    intitule = models.TextField("intitulé")
    interne = models.BooleanField(default=False)
    ordre = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "mission"
        ordering = ["ordre"]

    def __str__(self) -> str:
        return self.libelle


class Convention(models.Model):
    """The scheme (*dispositif*): commanditaires, partner, period, size of the team."""

    code = models.SlugField(max_length=40, unique=True)
    intitule = models.CharField("intitulé", max_length=200)
    debut = models.DateField("début")
    fin = models.DateField()
    commanditaires = models.ManyToManyField(Partenaire, related_name="conventions_commandees")
    partenaire = models.ForeignKey(Partenaire, on_delete=models.PROTECT, related_name="conventions_accompagnees")
    operateur = models.CharField("opérateur", max_length=80, blank=True)
    arrondissements = models.ManyToManyField(Arrondissement, related_name="conventions")
    postes_animateurs = models.PositiveSmallIntegerField("postes d'animateurs")
    postes_coordination = models.PositiveSmallIntegerField("postes de coordination")
    fictive = models.BooleanField(default=False, help_text="Convention de démonstration.")
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "convention"
        ordering = ["-debut"]
        constraints = [dates_ordonnees("debut", "fin", nom="convention_dates_ordonnees")]

    def __str__(self) -> str:
        return self.intitule


class ObjectifConvention(models.Model):
    """An objective that the convention states and that the bilans answer to."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="objectifs")
    numero = models.PositiveSmallIntegerField("numéro")
    intitule = models.TextField("intitulé")

    class Meta:
        verbose_name = "objectif de la convention"
        verbose_name_plural = "objectifs de la convention"
        ordering = ["convention", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["convention", "numero"], name="objectif_convention_unique"),
        ]

    def __str__(self) -> str:
        return self.intitule
