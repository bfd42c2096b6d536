"""Forms already received: a double click, or a request sent again by the network, is one act."""

from django.db import models


class EnvoiRecu(models.Model):
    """The fingerprint of a form that created something, and what it created. Kept one day, names nobody."""

    cle = models.CharField("empreinte", max_length=64, primary_key=True)
    objet_type = models.CharField("type de la fiche créée", max_length=100, blank=True)
    objet_id = models.BigIntegerField("fiche créée", null=True)
    objet_uuid = models.UUIDField("fiche créée, sans numéro d'ordre", null=True)  # an answer to a consultation
    recu_le = models.DateTimeField("reçu le", auto_now_add=True)

    class Meta:
        verbose_name = "envoi reçu"
        verbose_name_plural = "envois reçus"
        indexes = [models.Index(fields=["recu_le"], name="envoi_recu_le")]

    def __str__(self) -> str:
        return f"{self.objet_type} {self.objet_id}"
