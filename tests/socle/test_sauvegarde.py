"""A backup that can be restored: same rows, same files, same sums; and a drill that sees a difference."""

import io
import json
import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from socle.sauvegarde import exercer, restaurer, sauvegarder, sqlite
from tests import fabriques as f
from tests.services_reels import dossier_postgresql


@pytest.fixture
def installation(settings, tmp_path, monkeypatch):
    """A few rows and a file, on the engine in use."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "socle.fichiers.StockagePrive",
            "OPTIONS": {"location": tmp_path / "documents", "base_url": None},
        }
    }
    monkeypatch.setenv("PATH", f"{dossier_postgresql()}:{os.environ['PATH']}")
    f.ReunionFabrique.create_batch(3)
    default_storage.save("rapports/un.pdf", ContentFile(b"%PDF un"))
    return tmp_path


def verifier_l_exercice():
    sortie = io.StringIO()
    call_command("exercice_de_restauration", stdout=sortie)
    lignes = {ligne.split()[0]: ligne.split()[1:] for ligne in sortie.getvalue().splitlines()}
    assert lignes["conseils_reunion"][:2] == ["3", "3"]
    assert "1 fichiers restaurés à côté : mêmes sommes." in sortie.getvalue()


# A base being written to by its own connection cannot be copied: these tests commit.
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the other engine has its own test")
class TestSqlite:
    def test_exercice_puis_restauration(self, installation, settings, monkeypatch):
        verifier_l_exercice()
        archive = sauvegarder(installation / "sauvegardes")
        assert archive.stat().st_mode & 0o777 == 0o600
        assert list(archive.parent.iterdir()) == [archive]
        neuve = installation / "neuve.sqlite3"
        monkeypatch.setattr(sqlite, "en_service", lambda: neuve)
        monkeypatch.setattr(sqlite.connection, "close", lambda: None)
        with pytest.raises(CommandError, match="n'est pas vide"):
            restaurer(archive)
        default_storage.delete("rapports/un.pdf")
        assert restaurer(archive).tables["conseils_reunion"].nombre == 3
        assert Path(default_storage.path("rapports/un.pdf")).read_bytes() == b"%PDF un"
        with closing(sqlite3.connect(neuve)) as base:
            assert base.execute("SELECT count(*) FROM conseils_reunion").fetchone() == (3,)

    def test_une_archive_alteree_se_voit(self, installation):
        archive = sauvegarder(installation / "sauvegardes")
        with pytest.raises(CommandError, match=r"2 somme\(s\) diffèrent"):
            call_command("exercice_de_restauration", _alterer(archive, installation), stderr=io.StringIO())
        with pytest.raises(CommandError, match="vient de postgresql"):
            exercer(_alterer(archive, installation, moteur="postgresql"))


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_postgresql(installation, monkeypatch):
    verifier_l_exercice()
    # From here on, /tmp has no room: in production it is memory.
    monkeypatch.setattr(tempfile, "tempdir", "/nulle-part")
    archive = sauvegarder(installation / "sauvegardes")
    assert exercer(archive)[2]["rapports/un.pdf"].nombre == len(b"%PDF un")
    assert list(archive.parent.iterdir()) == [archive]
    with pytest.raises(CommandError, match="n'est pas vide"):
        restaurer(archive)


def _alterer(archive: Path, dossier: Path, moteur: str = "sqlite") -> Path:
    """The same archive with one row less and one byte more."""
    contenu = dossier / "contenu"
    with tarfile.open(archive) as paquet:
        paquet.extractall(contenu, filter="data")
    (contenu / "documents/rapports/un.pdf").write_bytes(b"%PDF deux")
    with closing(sqlite3.connect(contenu / "base.sqlite3")) as base:
        base.execute("DELETE FROM conseils_reunion WHERE id = (SELECT max(id) FROM conseils_reunion)")
        base.commit()
    manifeste = contenu / "manifeste.json"
    manifeste.write_text(json.dumps(json.loads(manifeste.read_text()) | {"moteur": moteur}))
    alteree = dossier / "alteree.tar"
    with tarfile.open(alteree, "w") as paquet:
        for fichier in contenu.iterdir():
            paquet.add(fichier, fichier.name)
    return alteree
