"""Files that people hand in: known by what they hold rather than by their name, and stored by their digest."""

import hashlib
from zipfile import BadZipFile, ZipFile

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from conseils.services.ecriture import refuser

TAILLE_MAX = 10 * 1024 * 1024
TYPES = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# What a file input proposes first; the content alone decides.
ACCEPTES = ",".join(f".{extension}" for extension in TYPES)
AIDE = "PDF, ODT ou DOCX, 10 Mo au plus."


def ranger(fichier: UploadedFile, *, dossier: str) -> ContentFile:
    """Return ``fichier`` named after its digest, under ``dossier``. Refuses beside the field « fichier »."""
    if fichier.size > TAILLE_MAX:
        refuser("fichier", "Ce fichier dépasse 10 Mo : allégez-le, ou collez le texte.")
    contenu = fichier.read()
    extension = reconnaitre(ContentFile(contenu))
    if extension is None:
        refuser(
            "fichier", "Ce fichier n'est ni un PDF, ni un ODT, ni un DOCX : enregistrez-le sous l'un de ces formats."
        )
    return ContentFile(contenu, name=f"{dossier}/{hashlib.sha256(contenu).hexdigest()}.{extension}")


def reconnaitre(contenu: ContentFile) -> str | None:
    """The extension that the content deserves; ``None``: none of those accepted."""
    if contenu.read(5) == b"%PDF-":
        return "pdf"
    contenu.seek(0)
    try:
        with ZipFile(contenu) as archive:
            return _reconnaitre_archive(archive)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return None  # not an archive, or one that is broken or locked


def _reconnaitre_archive(archive: ZipFile) -> str | None:
    noms = set(archive.namelist())
    if {"[Content_Types].xml", "word/document.xml"} <= noms:
        return "docx"
    if "mimetype" not in noms:
        return None
    # A few bytes only: an archive may swell beyond measure.
    with archive.open("mimetype") as declaration:
        return "odt" if declaration.read(60).strip() == TYPES["odt"].encode() else None
