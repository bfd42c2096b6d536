"""The arrow between the rooms, and models that their migrations describe."""

import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.architecture.sources import PIECES, RACINE

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def test_sens_des_imports():
    # In a process of its own: import-linter sets up logging for itself and silences everybody else's.
    commande = [sys.executable, "-c", LINT_IMPORTS, "--no-cache", "--no-logo"]
    fini = subprocess.run(commande, cwd=RACINE, capture_output=True, text=True, check=False)
    assert fini.returncode == 0, fini.stdout + fini.stderr


def test_chaque_piece_est_sur_la_fleche():
    """A new application that nobody put on the arrow would escape the contract."""
    paquets = {f.parent.name for f in RACINE.glob("*/__init__.py")} - {"tests"}
    assert paquets == set(PIECES)


@pytest.mark.django_db
def test_les_migrations_decrivent_les_modeles(capsys):
    try:
        call_command("makemigrations", check_changes=True, dry_run=True)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)
