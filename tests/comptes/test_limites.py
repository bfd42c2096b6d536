"""Limits counted in one place, whatever the number of processes; nothing told about who has an account."""

import os
import subprocess
import sys
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse

from comptes.services.mot_de_passe import TACHE
from comptes.tasks import envoyer_lien_oubli
from socle import courtier
from tests.architecture.sources import RACINE

# One process among several: ten wrong passwords for one address, and ten times the same code.
PROCESSUS = """
import sys, django
from django.conf import settings
if sys.argv[1] == "chacun-la-sienne":
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
django.setup()
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from django.test import RequestFactory
requete, code = RequestFactory().post("/"), Authenticator(user_id=1, type="totp").wrap()
limite = {"app": "allauth.account", "action": "login_failed", "key": "a@exemple.invalid"}
essais = [bool(ratelimit.consume(requete, **limite)) for _ in range(10)]
print(sum(essais), sum(code._mark_code_used("123456") for _ in range(10)))
"""


def milieu(dossier) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "DATA_DIR": str(dossier), "DJANGO_SETTINGS_MODULE": "config.settings"}


def deux_processus(dossier, memoire: str) -> list[int]:
    """(wrong passwords tried, codes accepted), all processes together."""
    commande = [sys.executable, "-c", PROCESSUS, memoire]
    options = {"cwd": RACINE, "env": milieu(dossier), "stdout": subprocess.PIPE, "text": True}
    lances = [subprocess.Popen(commande, **options) for _ in range(2)]
    sorties = [lance.communicate(timeout=60)[0].split() for lance in lances]
    return [sum(int(sortie[rang]) for sortie in sorties) for rang in range(2)]


@pytest.mark.une_fois
@pytest.mark.parametrize(("memoire", "passes"), [("partagee", [5, 1]), ("chacun-la-sienne", [10, 2])])
def test_deux_processus_comptent_ensemble(tmp_path, memoire, passes):
    """With a memory each, the control, twice as many pass: the limit is kept by the shared cache, nothing else."""
    creer = [sys.executable, "manage.py", "createcachetable"]
    subprocess.run(creer, cwd=RACINE, env=milieu(tmp_path), check=True)
    assert deux_processus(tmp_path, memoire) == passes


@pytest.mark.django_db
def test_l_oubli_n_envoie_rien_pendant_la_requete(monkeypatch, administrateur, django_assert_num_queries):
    """Known or not: same answer, same queries, same message to the worker, where the address cannot be read."""
    demandes, reponses = [], []
    monkeypatch.setattr(courtier, "reveiller", lambda tache, demande: demandes.append((tache, demande)))
    for email in (administrateur.email, "personne@inconnue.invalid"):
        with django_assert_num_queries(0):
            reponse = Client().post(reverse("account_reset_password"), {"email": email})
        reponses.append((reponse.status_code, reponse.url, reponse.content, sorted(reponse.headers)))
    assert reponses[0] == reponses[1]
    assert mail.outbox == []
    assert [tache for tache, _ in demandes] == [TACHE, TACHE]
    assert not any("@" in demande for _, demande in demandes)
    for _, demande in demandes:
        envoyer_lien_oubli(demande)
    assert [courriel.to for courriel in mail.outbox] == [[administrateur.email]]


@pytest.mark.django_db
def test_se_tromper_coute_autant_avec_ou_sans_compte(administrateur):
    """One password hash in both cases: it is what takes time."""
    calculs = []
    for email in (administrateur.email, "personne@inconnue.invalid"):
        with patch.object(MD5PasswordHasher, "encode", return_value="md5$sel$empreinte") as hacher:
            Client().post(reverse("account_login"), {"login": email, "password": "Faux-Mot-De-Passe-1"})
        calculs.append(hacher.call_count)
    assert calculs == [1, 1]
