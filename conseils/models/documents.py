"""Files attached to a meeting, in the private storage."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from comptes.models import Compte
from comptes.porte import Acces
from conseils.models.reunions import Reunion
from conseils.pieces import SORTES
from conseils.querysets.proces_verbaux import DocumentQuerySet


def nom_de_rangement(document: "DocumentReunion", nom: str) -> str:
    """A name of our own: that of the sender may say anything, and twice the same."""
    return f"reunions/{uuid4().hex}.{document.sorte}"


class DocumentReunion(models.Model):
    reunion = models.ForeignKey(Reunion, on_delete=models.CASCADE, related_name="documents")
    titre = models.CharField(max_length=120, help_text="Sans nom d'habitant.")
    fichier = models.FileField(
        upload_to=nom_de_rangement, max_length=120, help_text="PDF, ODT, DOCX, ODS, XLSX, PNG ou JPEG ; 10 Mo au plus."
    )
    sorte = models.CharField(max_length=4, choices=[(sorte, sorte.upper()) for sorte in SORTES], editable=False)
    taille = models.PositiveIntegerField(editable=False)
    diffusable = models.BooleanField(
        "lisible par tous ceux qui voient le conseil",
        default=False,
        help_text="À cocher si le document ne contient aucun nom d'habitant. Sinon, seuls l'animateur et la "
        "coordination le lisent.",
    )
    depose_le = models.DateTimeField("déposé le", default=timezone.now, editable=False)
    depose_par = models.ForeignKey(Compte, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = DocumentQuerySet.as_manager()
    acces = Acces(territoire="reunion__conseil__arrondissement")

    class Meta:
        verbose_name = "document d'une réunion"
        verbose_name_plural = "documents des réunions"
        ordering = ["reunion", "depose_le", "pk"]

    def __str__(self) -> str:
        return self.titre
