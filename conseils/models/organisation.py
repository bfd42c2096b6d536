"""Who carries a conseil, what it is lent, and the arrêté that set it up. All dated, with their history."""

from django.db import models
from django.db.models import Q

from comptes.porte import Acces
from conseils.models.conseil import ConseilCitoyen
from conseils.querysets.organisation import DateesQuerySet
from socle.contraintes import dates_ordonnees


class Portage(models.Model):
    """The legal form of a conseil, from a date to a date. One at a time (``services.portage``)."""

    class Mode(models.TextChoices):
        AD_HOC = "association_ad_hoc", "association créée pour le conseil"
        STRUCTURE = "structure_porteuse", "association du quartier, structure porteuse"
        COLLECTIF = "collectif_informel", "collectif informel soutenu par une association"

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="portages")
    mode = models.CharField("mode de portage", max_length=18, choices=Mode)
    structure = models.CharField("structure porteuse", max_length=120, blank=True)
    du = models.DateField("depuis le")
    au = models.DateField("jusqu'au", null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = DateesQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "portage"
        ordering = ["-du", "-pk"]
        constraints = [
            dates_ordonnees("du", "au", nom="portage_dates"),
            models.UniqueConstraint(
                fields=["conseil"],
                condition=Q(au=None),
                name="portage_un_seul_en_cours",
                violation_error_message="Ce conseil a déjà un portage en cours : terminez-le d'abord.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_mode_display()}, {self.structure}" if self.structure else self.get_mode_display()


class MoyenPrete(models.Model):
    """A place or equipment that the Ville, or somebody else, lends to a conseil."""

    class Nature(models.TextChoices):
        LIEU = "lieu", "lieu"
        MATERIEL = "materiel", "matériel"
        REPROGRAPHIE = "reprographie", "reprographie"
        INFORMATIQUE = "informatique", "informatique"
        AUTRE = "autre", "autre"

    conseil = models.ForeignKey(ConseilCitoyen, on_delete=models.PROTECT, related_name="moyens")
    nature = models.CharField(max_length=12, choices=Nature)
    description = models.CharField(max_length=200)
    prete_par = models.CharField("prêté par", max_length=120, default="Ville de Paris")
    du = models.DateField("prêté depuis le")
    au = models.DateField("rendu le", null=True, blank=True)

    objects = DateesQuerySet.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "moyen prêté"
        verbose_name_plural = "moyens prêtés"
        ordering = ["-du", "-pk"]
        constraints = [dates_ordonnees("du", "au", nom="moyen_dates")]

    def __str__(self) -> str:
        return self.description


class Arrete(models.Model):
    """The arrêté that set a conseil up, with its text when there is one."""

    conseil = models.OneToOneField(ConseilCitoyen, on_delete=models.PROTECT, related_name="arrete")
    reference = models.CharField("référence de l'arrêté", max_length=80)
    date = models.DateField("date de l'arrêté")
    fichier = models.FileField(blank=True)

    class Meta:
        verbose_name = "arrêté d'installation"
        verbose_name_plural = "arrêtés d'installation"

    def __str__(self) -> str:
        return self.reference
