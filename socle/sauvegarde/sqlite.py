"""SQLite: its own backup, which waits for nobody and copies one state of the base."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from socle.sauvegarde.sommes import Somme

NOM = "base.sqlite3"


def copier(vers: Path) -> dict[str, Somme]:
    """Write the base into ``vers`` and return its sums."""
    connection.ensure_connection()
    with closing(sqlite3.connect(vers)) as copie:
        connection.connection.backup(copie)
    return sommes(vers)


def en_service() -> Path:
    return Path(connection.settings_dict["NAME"])


def est_vide(base: Path) -> bool:
    return not base.exists() or not sommes(base)


def restaurer(fichier: Path, base: Path) -> None:
    connection.close()
    with closing(sqlite3.connect(fichier)) as copie, closing(sqlite3.connect(base)) as cible:
        copie.backup(cible)


@contextmanager
def a_cote() -> Iterator[Path]:
    """A base of its own, erased at the end."""
    with tempfile.TemporaryDirectory(prefix="exercice-") as dossier:
        yield Path(dossier) / NOM


def sommes(base: Path) -> dict[str, Somme]:
    with closing(sqlite3.connect(base)) as lue:
        tables = lue.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return {table: _somme(lue, table) for (table,) in sorted(tables)}


def _somme(lue: sqlite3.Connection, table: str) -> Somme:
    empreinte, nombre = hashlib.sha256(), 0
    for ligne in lue.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):  # noqa: S608 — a name that SQLite gave
        empreinte.update(repr(ligne).encode())
        nombre += 1
    return Somme(nombre, empreinte.hexdigest())
