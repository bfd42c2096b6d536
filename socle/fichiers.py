"""Private files: whole or absent, and never served by address."""

import os
import tempfile
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class StockagePrive(FileSystemStorage):
    """Files outside the web root, written to a temporary name, flushed to disk, then renamed.

    A full disk or a killed process leaves the temporary file at most: whoever reads a name reads a whole
    file. Names are given by the caller and derive from the content, so writing one again writes the
    same bytes.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def url(self, name: str) -> str:
        raise ValueError("Un fichier privé n'a pas d'adresse : une vue vérifie les droits et le remet.")

    def _save(self, name: str, content: File) -> str:
        destination = Path(self.path(name))
        destination.parent.mkdir(parents=True, exist_ok=True)
        descripteur, provisoire = tempfile.mkstemp(dir=destination.parent, prefix=".en-cours-")
        try:
            with os.fdopen(descripteur, "wb") as fichier:
                for morceau in content.chunks():
                    fichier.write(morceau)
                fichier.flush()
                os.fsync(fichier.fileno())
            Path(provisoire).chmod(0o640)
            Path(provisoire).replace(destination)
        except BaseException:
            Path(provisoire).unlink(missing_ok=True)
            raise
        _inscrire_le_nom(destination.parent)
        return name


def _inscrire_le_nom(dossier: Path) -> None:
    # The rename itself is durable only once the directory is flushed.
    descripteur = os.open(dossier, os.O_RDONLY)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)
