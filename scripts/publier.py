"""Add a version to versions.toml, as the tree stands: ``.venv/bin/python scripts/publier.py 0.1.0a7``."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from packaging.version import Version as Numero  # noqa: E402

from scripts.versions_registre import REGISTRE, feuilles, versions  # noqa: E402


def refus(numero: str) -> str:
    """Say why this number cannot be the next version; empty when it can."""
    derniere, preparee = versions()[-1].numero, settings.VERSION
    if Numero(numero) <= Numero(derniere):
        return f"{numero} ne vient pas après {derniere}, la dernière version du registre."
    if Numero(numero) > Numero(preparee):
        return f"{numero} dépasse {preparee}, la version que pyproject.toml prépare : relevez-la d'abord."
    return ""


def entree(numero: str, commit: str) -> str:
    lignes = "".join(f'{application} = "{nom}"\n' for application, nom in feuilles().items())
    jour = datetime.now(UTC).date()
    return f'\n[[version]]\nnumero = "{numero}"\ndate = {jour}\ncommit = "{commit}"\n[version.migrations]\n{lignes}'


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("Quelle version ? Par exemple : scripts/publier.py 0.1.0a7")
        return 2
    django.setup()
    if raison := refus(arguments[0]):
        print(raison)
        return 1
    commit = subprocess.run(
        ["git", "rev-parse", "--short=12", "HEAD"], cwd=RACINE, check=True, capture_output=True, text=True
    )
    with REGISTRE.open("a") as registre:
        registre.write(entree(arguments[0], commit.stdout.strip()))
    print(f"{arguments[0]} est au registre. Lancez `make versions`, puis enregistrez {REGISTRE.name} seul.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
