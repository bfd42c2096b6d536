"""What proves that two copies are the same: how many, and the sha256 of the content in a fixed order."""

import hashlib
from pathlib import Path
from typing import NamedTuple


class Somme(NamedTuple):
    """Rows of a table, or bytes of a file, and their fingerprint."""

    nombre: int
    sha256: str


def sommes_des_fichiers(dossier: Path) -> dict[str, Somme]:
    """Every whole file under ``dossier``, by its relative name; those being written begin with a dot."""
    fichiers = (f for f in sorted(dossier.rglob("*")) if f.is_file() and not f.name.startswith("."))
    return {f.relative_to(dossier).as_posix(): somme_du_fichier(f) for f in fichiers}


def somme_du_fichier(fichier: Path) -> Somme:
    with fichier.open("rb") as flux:
        return Somme(fichier.stat().st_size, hashlib.file_digest(flux, "sha256").hexdigest())
