"""Files attached to a meeting or to an avis, in the private storage."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from comptes.models import Compte
from comptes.porte import Acces
from conseils.models.avis import Avis
from conseils.models.reunions import Reunion
from conseils.pieces import SORTES
from conseils.querysets.proces_verbaux import DocumentQuerySet


def nom_de_rangement(document: "Document", nom: str) -> str:
    """A name of our own: that of the sender may say anything, and twice the same."""
    return f"{document.DOSSIER}/{uuid4().hex}.{document.sorte}"


class Document(models.Model):
    """What every attached file has; ``DOSSIER`` is where its kind is kept."""

    DOSSIER: str

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

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.titre


class DocumentReunion(Document):
    DOSSIER = "reunions"

    reunion = models.ForeignKey(Reunion, on_delete=models.CASCADE, related_name="documents")

    acces = Acces(territoire="reunion__conseil__arrondissement")

    class Meta:
        verbose_name = "document d'une réunion"
        verbose_name_plural = "documents des réunions"
        ordering = ["reunion", "depose_le", "pk"]


class DocumentAvis(Document):
    """What supports an avis: a plan, photographs, a survey. It goes with the avis, never without it."""

    DOSSIER = "avis"

    avis = models.ForeignKey(Avis, on_delete=models.CASCADE, related_name="documents")

    acces = Acces(territoire="avis__conseil__arrondissement")

    class Meta:
        verbose_name = "document d'un avis"
        verbose_name_plural = "documents des avis"
        ordering = ["avis", "depose_le", "pk"]
