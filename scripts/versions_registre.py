"""The record of the versions handed over (versions.toml): what each had applied to the base of an installation."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

REGISTRE = Path(__file__).resolve().parent / "versions.toml"
Cibles = list[tuple[str, str]]


@dataclass(frozen=True)
class Version:
    """One version, by its PEP 440 number, and the last migration of each of our applications in it."""

    numero: str
    date: date
    commit: str
    migrations: dict[str, str]

    @property
    def cibles(self) -> Cibles:
        return list(self.migrations.items())


def versions() -> list[Version]:
    """The oldest first."""
    return [Version(**ligne) for ligne in tomllib.loads(REGISTRE.read_text())["version"]]


def feuilles() -> dict[str, str]:
    """Return the last migration of each of our applications in this tree.

    Those of the libraries are not recorded: the lock says which library a version had, and theirs go with it.
    """
    trouvees: Iterable[tuple[str, str]] = MigrationLoader(None).graph.leaf_nodes()
    return {app: nom for app, nom in sorted(trouvees) if (Path(settings.BASE_DIR) / app).is_dir()}
