"""The contrat de ville and its nomenclature, versioned because avenants change it."""

from django.db import models

from socle.contraintes import dates_ordonnees


class ContratVille(models.Model):
    """One version of the contract: the text signed, or the text after an avenant."""

    code = models.CharField(max_length=20, unique=True)
    titre = models.CharField(max_length=200)
    debut = models.DateField("début")
    fin = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "contrat de ville"
        verbose_name_plural = "contrats de ville"
        ordering = ["-debut"]
        constraints = [dates_ordonnees("debut", "fin", nom="contrat_dates_ordonnees")]

    def __str__(self) -> str:
        return self.titre


class ElementContrat(models.Model):
    """One heading of the nomenclature. A priorité stands between objectif and objectif opérationnel."""

    class Niveau(models.TextChoices):
        AXE = "axe", "axe"
        ORIENTATION = "orientation", "orientation"
        OBJECTIF = "objectif", "objectif"
        PRIORITE = "priorite", "priorité"
        OPERATIONNEL = "objectif_operationnel", "objectif opérationnel"

    contrat = models.ForeignKey(ContratVille, on_delete=models.CASCADE, related_name="elements")
    code = models.CharField(max_length=20)
    niveau = models.CharField(max_length=21, choices=Niveau)
    intitule = models.TextField("intitulé")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="enfants")
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "élément du contrat de ville"
        verbose_name_plural = "éléments du contrat de ville"
        ordering = ["contrat", "code"]
        constraints = [
            models.UniqueConstraint(fields=["contrat", "code"], name="element_contrat_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.intitule}"
