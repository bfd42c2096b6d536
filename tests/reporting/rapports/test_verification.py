"""What was published is what is kept, and anybody can check it."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from comptes.models import LigneAudit
from reporting.alertes import alertes
from reporting.models import DefautRapport, Rapport
from reporting.services.verification import verifier
from reporting.tasks import verifier_les_rapports

pytestmark = pytest.mark.usefixtures("imprimerie")
ADRESSE = "/rapports/verifier/"


def _defauts():
    return [(d.rapport.numero, d.nature) for d in verifier().defauts]


def _octets(rapport):
    with rapport.fichier.open() as fichier:
        return fichier.read()


def _forcer(rapport, champ, valeur):
    """Change a sealed row, as somebody would who holds the database: the triggers are put aside."""
    with connection.cursor() as curseur:
        if connection.vendor == "sqlite":
            curseur.execute("DROP TRIGGER IF EXISTS rapport_publie_sans_update")
        else:
            curseur.execute("SET LOCAL session_replication_role = replica")
        curseur.execute(f"UPDATE reporting_rapport SET {champ} = %s WHERE id = %s", [valeur, rapport.pk])
        if connection.vendor == "postgresql":
            curseur.execute("SET LOCAL session_replication_role = origin")


def test_tout_est_intact(publie, capsys):
    assert _defauts() == []
    call_command("verifier_rapports")
    assert "1 document publié : aucun défaut." in capsys.readouterr().out


@pytest.mark.parametrize(("champ", "nature"), [("donnees", "donnees"), ("html", "page")])
def test_ce_qui_est_fige_a_change(publie, champ, nature):
    _forcer(publie, champ, "autre chose")
    assert _defauts() == [(publie.numero, nature)]


def test_le_fichier_a_change(publie, documents):
    with Path(documents.path(publie.fichier.name)).open("ab") as fichier:
        fichier.write(b" ")
    assert _defauts() == [(publie.numero, "altere")]


def test_le_fichier_ne_se_lit_pas(publie, monkeypatch):
    def refuser(*args):
        raise PermissionError

    monkeypatch.setattr("reporting.services.verification.empreinte_du_fichier", refuser)
    assert _defauts() == [(publie.numero, "illisible")]


def test_un_fichier_absent_se_dit_se_trace_et_se_leve(publie, documents, coordinatrice, connecte, capsys):
    octets = _octets(publie)
    documents.delete(publie.fichier.name)
    with pytest.raises(CommandError, match="1 défaut"):
        call_command("verifier_rapports")
    assert f"{publie.numero} : le fichier PDF est absent" in capsys.readouterr().err
    assert verifier_les_rapports() == 1
    assert LigneAudit.objects.filter(acte="rapport.defaut").count() == DefautRapport.objects.count() == 1
    assert any("PDF est absent" in a.fait for a in alertes(coordinatrice, publie.publie_le.date()))
    page = connecte(coordinatrice).get(reverse("rapport", args=[publie.numero])).content.decode()
    assert "La vérification a trouvé un défaut" in page
    with Path(documents.path(publie.fichier.name)).open("wb") as fichier:
        fichier.write(octets)
    assert _defauts() == []
    assert DefautRapport.objects.get().leve_le


def test_un_projet_n_est_pas_verifie(projet, documents):
    documents.delete(projet.fichier.name)
    assert verifier().lus == 0


# -- « Vérifier un document » ---------------------------------------------------------------------


def _deposer(client, octets):
    return client.post(ADRESSE, {"fichier": SimpleUploadedFile("recu.pdf", octets, "application/pdf")})


def test_deposer_le_fichier_publie(publie, connecte, lecteur):
    page = _deposer(connecte(lecteur), _octets(publie)).content.decode()
    assert "C’est bien un document publié, intact" in page
    assert publie.numero in page


def test_deposer_un_fichier_modifie(publie, connecte, lecteur):
    page = _deposer(connecte(lecteur), _octets(publie) + b" ").content.decode()
    assert "Aucun document que vous pouvez lire" in page


def test_ecrire_l_empreinte(publie, connecte, coordinatrice, animateur_du_19e, administrateur):
    tapee = f" {publie.sha256.upper()} "
    assert publie.numero in connecte(coordinatrice).post(ADRESSE, {"sha256": tapee}).content.decode()
    for etranger in (animateur_du_19e, administrateur):
        assert publie.numero not in connecte(etranger).post(ADRESSE, {"sha256": tapee}).content.decode()


def test_un_projet_n_est_pas_un_document_publie(projet, connecte, coordinatrice):
    page = connecte(coordinatrice).post(ADRESSE, {"sha256": projet.sha256}).content.decode()
    assert "Ce n’est pas un document publié" in page


def test_un_document_remplace_le_dit(publie, connecte, coordinatrice):
    champs = {c.attname: getattr(publie, c.attname) for c in Rapport._meta.concrete_fields}
    Rapport.objects.create(**champs | {"id": None, "numero": "BC-18-2026-02", "rang": 2, "sha256": "1" * 64})
    page = connecte(coordinatrice).post(ADRESSE, {"sha256": publie.sha256}).content.decode()
    assert "remplacé depuis" in page
    assert "BC-18-2026-02" in page


@pytest.mark.parametrize(
    ("saisi", "refus"),
    [
        ({}, "l’un des deux"),
        ({"sha256": "12"}, "compte 64 caractères"),
        ({"sha256": "z" * 64}, "compte 64 caractères"),
    ],
)
def test_ce_qui_ne_se_verifie_pas(connecte, coordinatrice, saisi, refus):
    assert refus in connecte(coordinatrice).post(ADRESSE, saisi).content.decode()
