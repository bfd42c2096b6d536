"""Production refuses to start without what it cannot do without, and with what it must not have."""

import os
import re
import subprocess
import sys

import pytest

from tests.architecture.sources import RACINE

PRODUCTION = {
    "APP_MODE": "production",
    "SECRET_KEY": "une clé",
    "ALLOWED_HOSTS": "conseils.exemple.fr",
    "DATABASE_URL": "postgres://conseils@127.0.0.1/conseils",
    "REDIS_URL": "redis://127.0.0.1/0",
    "CLE_CHIFFREMENT": "A" * 43 + "=",
}


def lire_reglages(dossier, **environnement) -> subprocess.CompletedProcess:
    propre = {"PATH": os.environ["PATH"], "DATA_DIR": str(dossier)}
    return subprocess.run(
        [sys.executable, "-c", "from config import settings"],
        cwd=RACINE,
        env=propre | environnement,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_complete(tmp_path):
    assert lire_reglages(tmp_path, **PRODUCTION).returncode == 0
    # Nothing secret is made up on the way.
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("absente", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "CLE_CHIFFREMENT"])
def test_production_incomplete(tmp_path, absente):
    refus = lire_reglages(tmp_path, **{**PRODUCTION, absente: ""})
    # What it is for, and where to write it.
    assert re.search(rf"{absente} manque : \S+ \S+", refus.stderr)
    assert ".env.exemple" in refus.stderr


def test_embarquee_avec_sa_propre_cle(tmp_path):
    assert lire_reglages(tmp_path, CLE_CHIFFREMENT="A" * 43 + "=").stderr == ""


def test_tout_ce_qui_manque_est_dit_en_une_fois(tmp_path):
    refus = lire_reglages(tmp_path, APP_MODE="production", SECRET_KEY="une clé").stderr
    manquent = [nom for nom in PRODUCTION if f"{nom} manque" in refus]
    assert manquent == ["ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "CLE_CHIFFREMENT"]


def test_check_deploy_se_tait(tmp_path):
    cle = {"SECRET_KEY": "".join(map(chr, range(33, 123)))}
    organismes = dict.fromkeys(
        ("RESPONSABLE_TRAITEMENT", "CONTACT_DONNEES", "DELEGUE_DONNEES", "HEBERGEUR"), "Une institution"
    )
    commande = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO"]
    milieu = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)} | PRODUCTION | cle | organismes
    dit = subprocess.run(commande, cwd=RACINE, env=milieu, capture_output=True, text=True, check=False)
    assert (dit.returncode, dit.stderr) == (0, "")


def test_pas_de_demonstration_en_production(tmp_path):
    assert "DEMO est refusé en production" in lire_reglages(tmp_path, **PRODUCTION, DEMO="1").stderr


@pytest.mark.parametrize(("cles", "recevable"), [("courte", False), (f"{'A' * 43}=, {'B' * 43}=", True)])
def test_les_cles_de_chiffrement_sont_lues_au_demarrage(tmp_path, cles, recevable):
    demarrage = lire_reglages(tmp_path, **{**PRODUCTION, "CLE_CHIFFREMENT": cles})
    assert (demarrage.returncode == 0) is recevable
    assert ("CLE_CHIFFREMENT ne convient pas" in demarrage.stderr) is not recevable
