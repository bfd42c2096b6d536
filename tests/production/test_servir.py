"""A web server that is asked to stop says so to the proxy first, and stops only then."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.production.pile import RACINE, attendre, enfants

pytestmark = pytest.mark.une_fois

DELAI = 0.4
# Stands for gunicorn: tells where it was told to look, then when it was asked to stop.
SERVEUR = """
import os, signal, sys, time
def fin(*_):
    print(os.path.exists(os.environ["RETRAIT"]), flush=True)
    sys.exit(7)
signal.signal(signal.SIGTERM, fin)
signal.signal(signal.SIGHUP, lambda *_: print("HUP", flush=True))
print(os.environ["RETRAIT"], flush=True)
while True:
    time.sleep(5)
"""


def test_le_proxy_est_prevenu_avant_l_arret():
    milieu = os.environ | {"RETRAIT_DELAI": str(DELAI)}
    commande = [sys.executable, RACINE / "scripts/servir.py", sys.executable, "-c", SERVEUR]
    with subprocess.Popen(commande, env=milieu, stdout=subprocess.PIPE, text=True) as processus:
        signe = Path(processus.stdout.readline().strip())
        assert not signe.exists()
        processus.send_signal(signal.SIGHUP)
        assert processus.stdout.readline() == "HUP\n"
        debut = time.monotonic()
        processus.send_signal(signal.SIGTERM)
        attendre(signe.exists, "le signe")
        assert enfants(processus.pid)
        assert processus.stdout.readline() == "True\n"
        assert time.monotonic() - debut >= DELAI
        assert processus.wait(5) == 7
    assert not signe.parent.exists()
