"""The whole path from the console, with the real engine; and the private storage under it."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from reporting.models import Rapport
from socle.fichiers import StockagePrive
from tests.reporting.rapports.exemple import NOM_SECRET, peupler


def test_produire_rapport(dix_huitieme, tmp_path, capsys):
    peupler(dix_huitieme)
    sortie = tmp_path / "bilan.pdf"
    call_command("produire_rapport", "bilan-conseil", conseil=18, exercice=2026, sortie=sortie)
    rapport = Rapport.objects.get()
    octets = sortie.read_bytes()
    assert octets.startswith(b"%PDF-1.7")
    assert hashlib.sha256(octets).hexdigest() == rapport.sha256
    assert rapport.etat == "projet"
    assert NOM_SECRET not in rapport.donnees
    dit = capsys.readouterr().out
    for attendu in ("BC-18-2026-01", f"{rapport.pages} pages", rapport.sha256, str(sortie)):
        assert attendu in dit


def test_conseil_vide(dix_neuvieme, tmp_path):
    """A conseil about which nothing is known yet still has its bilan, which says so."""
    call_command("produire_rapport", "bilan-conseil", conseil=19, exercice=2026, sortie=tmp_path / "vide.pdf")
    assert Rapport.objects.get().pages >= 8


@pytest.mark.parametrize(
    ("conseil", "exercice", "refus"),
    [
        (3, 2026, "aucun conseil citoyen"),
        (18, 2030, "n'a pas commencé"),
        (18, 1999, "Rien n'est enregistré"),
        (None, 2026, "--conseil"),
        (18, None, "--exercice"),
    ],
)
def test_refus(dix_huitieme, conseil, exercice, refus):
    with pytest.raises(CommandError, match=refus):
        call_command("produire_rapport", "bilan-conseil", conseil=conseil, exercice=exercice)


def test_dossier_de_sortie_absent(dix_huitieme, tmp_path):
    with pytest.raises(CommandError, match="n'existe pas"):
        call_command("produire_rapport", "bilan-conseil", conseil=18, exercice=2026, sortie=tmp_path / "x" / "b.pdf")
    assert not Rapport.objects.exists()


def test_un_fichier_interrompu_ne_laisse_rien(tmp_path):
    class Coupure(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"debut"
            raise OSError("coupure")

    stockage = StockagePrive(location=tmp_path)
    with pytest.raises(OSError, match="coupure"):
        stockage.save("a/b.pdf", Coupure(b""))
    assert list((tmp_path / "a").iterdir()) == []


def test_un_fichier_remplace_d_un_coup(tmp_path):
    stockage = StockagePrive(location=tmp_path)
    assert stockage.save("b.pdf", ContentFile(b"un")) == "b.pdf"
    assert stockage.save("b.pdf", ContentFile(b"deux")) == "b.pdf"
    assert (tmp_path / "b.pdf").read_bytes() == b"deux"
    assert [p.name for p in tmp_path.iterdir()] == ["b.pdf"]


def test_un_fichier_prive_n_a_pas_d_adresse(tmp_path):
    with pytest.raises(ValueError, match="privé"):
        StockagePrive(location=tmp_path).url("b.pdf")
