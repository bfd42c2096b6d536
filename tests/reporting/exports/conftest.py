"""Exports read back by programs that did not write them."""

import csv
import io
import zipfile

import pytest
from django.core.files.storage import default_storage
from python_calamine import CalamineWorkbook

from reporting.exports.declaration import Filtres
from reporting.exports.formats import FORMATS
from reporting.exports.listes import JEUX
from reporting.services import exports
from socle import courtier


@pytest.fixture(autouse=True)
def documents(settings, tmp_path):
    """Each test writes its files in its own folder."""
    options = {"location": tmp_path / "documents", "base_url": None}
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "socle.fichiers.StockagePrive", "OPTIONS": options}
    }
    return default_storage


@pytest.fixture(autouse=True)
def messages_envoyes(monkeypatch):
    """The jobs for which a worker would have been woken."""
    envoyes = []
    monkeypatch.setattr(courtier, "reveiller", lambda tache, pk: envoyes.append((tache, pk)))
    return envoyes


def lire_classeur(octets):
    """Every sheet as calamine understands it."""
    classeur = CalamineWorkbook.from_filelike(io.BytesIO(octets))
    return {nom: classeur.get_sheet_by_name(nom).to_python() for nom in classeur.sheet_names}


def lire_csv(octets):
    """The lines of the table of the archive, as dictionaries."""
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        nom = next(n for n in archive.namelist() if n.endswith(".csv"))
        return list(csv.DictReader(io.StringIO(archive.read(nom).decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def exporter(db):
    """``exporter(compte, code, forme, **filtres)`` returns the bytes of a file made at once."""

    def ecrire(compte, code, forme="csv", **filtres):
        fichier = exports.exporter(jeu=JEUX[code], forme=FORMATS[forme], filtres=Filtres(**filtres), par=compte)
        with fichier.flux:
            return fichier.flux.read()

    return ecrire


@pytest.fixture
def lignes(exporter):
    """The same, read from the CSV."""
    return lambda compte, code, **filtres: lire_csv(exporter(compte, code, **filtres))
