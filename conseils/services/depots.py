"""Files that people hand in: known by what they hold rather than by their name, and stored by their digest."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from conseils.pieces import SORTES, sorte_de
from socle.services.ecriture import refuser

TAILLE_MAX = 10 * 1024 * 1024
TYPES = {extension: SORTES[extension] for extension in ("pdf", "odt", "docx")}
# What a file input proposes first; the content alone decides.
ACCEPTES = ",".join(f".{extension}" for extension in TYPES)
AIDE = "PDF, ODT ou DOCX, 10 Mo au plus."


def ranger(fichier: UploadedFile, *, dossier: str) -> ContentFile:
    """Return ``fichier`` named after its digest, under ``dossier``. Refuses beside the field « fichier »."""
    if fichier.size > TAILLE_MAX:
        refuser("fichier", "Ce fichier dépasse 10 Mo : allégez-le, ou collez le texte.")
    contenu = fichier.read()
    extension = sorte_de(ContentFile(contenu))
    if extension not in TYPES:
        refuser(
            "fichier", "Ce fichier n'est ni un PDF, ni un ODT, ni un DOCX : enregistrez-le sous l'un de ces formats."
        )
    return ContentFile(contenu, name=f"{dossier}/{hashlib.sha256(contenu).hexdigest()}.{extension}")
