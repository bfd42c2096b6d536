"""Writing the documents of a meeting or of an avis: receive one, delete one."""

from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import DocumentAvis, DocumentReunion, Reunion
from conseils.pieces import sorte_de
from socle.services.ecriture import enregistrer, refuser

TAILLE_MAX = 10 * 1024 * 1024


@transaction.atomic
def deposer_document(
    *, reunion: Reunion, par: Compte, titre: str, fichier: UploadedFile, diffusable: bool
) -> DocumentReunion:
    """Attach a file. Raises ``ValidationError`` when it is too big or is not what it should be."""
    sorte = sorte_acceptee(fichier)
    document = DocumentReunion(
        reunion=reunion,
        titre=titre,
        fichier=fichier,
        sorte=sorte,
        taille=fichier.size,
        diffusable=diffusable,
        depose_par=par,
    )
    enregistrer(document)
    tracer(acte="document_depose", objet=reunion, par=par, document=document.pk, sorte=sorte, taille=document.taille)
    return document


@transaction.atomic
def supprimer_document(*, document: DocumentReunion, par: Compte) -> None:
    """Delete a document; its file goes once this is committed."""
    tracer(acte="document_supprime", objet=document.reunion, par=par, document=document.pk)
    effacer(document)


def sorte_acceptee(fichier: UploadedFile) -> str:
    """What the file really is. Refuses beside « fichier » what is too big or of another kind."""
    if fichier.size > TAILLE_MAX:
        refuser("fichier", "Ce fichier dépasse 10 Mo : réduisez-le, ou déposez-le en plusieurs parties.")
    sorte = sorte_de(fichier)
    if sorte is None:
        refuser(
            "fichier",
            "Le contenu de ce fichier n'est pas d'un type accepté (PDF, ODT, DOCX, ODS, XLSX, PNG, JPEG), quel que "
            "soit son nom : enregistrez-le dans l'un d'eux.",
        )
    return sorte


def effacer(document: DocumentReunion | DocumentAvis) -> None:
    """Delete the row now, and its file once this is committed."""
    document.delete()
    transaction.on_commit(partial(document.fichier.storage.delete, document.fichier.name))
