"""What a file really is, from its content. Its name and what the browser says of it prove nothing."""

import zipfile
import zlib
from typing import BinaryIO

# Extension → media type served.
SORTES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SIGNATURES = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
ARCHIVE = b"PK\x03\x04"
LU_AU_PLUS = 64 * 1024  # of an inner file: enough for a list of types, nothing for a bomb


def sorte_de(fichier: BinaryIO) -> str | None:
    """Return the key of ``SORTES``, or ``None`` when the content is of no accepted kind."""
    fichier.seek(0)
    debut = fichier.read(8)
    if debut.startswith(ARCHIVE):
        return _sorte_d_archive(fichier)
    return next((sorte for signature, sorte in SIGNATURES.items() if debut.startswith(signature)), None)


def _sorte_d_archive(fichier: BinaryIO) -> str | None:
    try:
        with zipfile.ZipFile(fichier) as archive:
            return _sorte_odf(archive) or _sorte_ooxml(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        return None


def _sorte_odf(archive: zipfile.ZipFile) -> str | None:
    annonce = _lire(archive, "mimetype").decode("ascii", "replace").strip()
    return next((sorte for sorte in ("odt", "ods") if SORTES[sorte] == annonce), None)


def _sorte_ooxml(archive: zipfile.ZipFile) -> str | None:
    """A document with macros announces another type: it is not accepted."""
    types = _lire(archive, "[Content_Types].xml")
    principaux = (("docx", "wordprocessingml.document"), ("xlsx", "spreadsheetml.sheet"))
    return next((sorte for sorte, nom in principaux if f"{nom}.main+xml".encode() in types), None)


def _lire(archive: zipfile.ZipFile, nom: str) -> bytes:
    if nom not in archive.namelist():
        return b""
    with archive.open(nom) as membre:
        return membre.read(LU_AU_PLUS)
