import shutil
from io import StringIO

import pytest
from django.core.management import call_command

from territoires.services.reference import DONNEES, importer_territoires


@pytest.fixture
def reference(db):
    """The territories of the project, imported."""
    importer_territoires()


@pytest.fixture
def dossier(tmp_path):
    """A copy of the project's files, to alter."""
    return shutil.copytree(DONNEES, tmp_path / "donnees")


@pytest.fixture
def alterer(dossier):
    """``alterer(fichier, avant, apres)`` replaces a text that must be there, once, in a copied file."""

    def _alterer(fichier: str, avant: str, apres: str) -> None:
        chemin = dossier / fichier
        texte = chemin.read_text(encoding="utf-8")
        assert avant in texte
        chemin.write_text(texte.replace(avant, apres, 1), encoding="utf-8")

    return _alterer


@pytest.fixture
def commande():
    """``commande(nom, …)`` runs a command and returns what it prints."""

    def _commande(nom: str, *args, **options) -> str:
        sortie = StringIO()
        call_command(nom, *args, stdout=sortie, **options)
        return sortie.getvalue()

    return _commande
