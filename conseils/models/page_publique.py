"""The page that a conseil may open to everybody."""

from django.db import models

from comptes.porte import Acces, QuerySetPorte
from conseils.models.conseil import ConseilCitoyen


class PagePublique(models.Model):
    """Whether the page is open, and whom it says to write to. No row: it never was."""

    conseil = models.OneToOneField(ConseilCitoyen, on_delete=models.CASCADE, related_name="page_publique")
    ouverte = models.BooleanField("page publique", default=False)
    contact = models.EmailField("adresse de contact", blank=True)

    objects = QuerySetPorte.as_manager()
    acces = Acces(territoire="conseil__arrondissement")

    class Meta:
        verbose_name = "page publique"
        verbose_name_plural = "pages publiques"
        ordering = ["conseil"]

    def __str__(self) -> str:
        return f"Page publique de {self.conseil}"
