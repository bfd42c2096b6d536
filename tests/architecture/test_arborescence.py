"""The arrow between the rooms, and models that their migrations describe."""

import pytest
from django.core.management import call_command
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.sources import PIECES, RACINE


def test_sens_des_imports(capsys):
    code = lint_imports(config_filename=str(RACINE / "pyproject.toml"), no_cache=True)
    assert code == EXIT_STATUS_SUCCESS, capsys.readouterr().out


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
