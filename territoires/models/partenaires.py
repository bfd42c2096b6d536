"""Who signs, who pays, who meets: partners and kinds of instances."""

from django.db import models


class Partenaire(models.Model):
    """An institution or a network. ``signataire``: it signed the contrat de ville or meant to."""

    class Nature(models.TextChoices):
        ETAT = "etat", "État"
        COLLECTIVITE = "collectivite", "collectivité"
        OPERATEUR = "operateur", "opérateur public"
        BAILLEUR = "bailleur", "bailleur social"
        CONSULAIRE = "consulaire", "chambre consulaire"
        RESEAU = "reseau", "réseau ou association"

    code = models.SlugField(max_length=40, unique=True)
    nom = models.CharField(max_length=120)
    sigle = models.CharField(max_length=20, blank=True)
    nature = models.CharField(max_length=12, choices=Nature)
    signataire = models.BooleanField(default=False)
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "partenaire"
        ordering = ["nom"]

    def __str__(self) -> str:
        return self.nom


class TypeInstance(models.Model):
    """A kind of steering or working body, with the yearly minimum that the contract states, if any."""

    class Echelle(models.TextChoices):
        NATIONALE = "nationale", "nationale"
        PARISIENNE = "parisienne", "parisienne"
        ARRONDISSEMENT = "arrondissement", "arrondissement"

    code = models.SlugField(max_length=60, unique=True)
    nom = models.CharField(max_length=160)
    echelle = models.CharField("échelle", max_length=14, choices=Echelle)
    frequence_min = models.PositiveSmallIntegerField("minimum par an", null=True, blank=True)
    invitant = models.CharField(max_length=200, blank=True)
    composition = models.TextField(blank=True)
    role_conseil = models.TextField("rôle du conseil citoyen", blank=True)
    ouverte_au_conseil = models.BooleanField("ouverte au conseil citoyen", default=False)
    historique = models.BooleanField(default=False, help_text="A eu lieu avant les conseils citoyens.")
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "type d'instance"
        verbose_name_plural = "types d'instances"
        ordering = ["echelle", "nom"]

    def __str__(self) -> str:
        return self.nom
