"""Measure three scripted weeks in a browser, on a live server (``make bench-semaine``).

The weeks are those of tests/navigateur/test_semaine.py, which also refuse what exceeds the limit; this script
runs them and prints what each one cost: gestures of the person, requests to the server.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
ESSAIS = "tests/navigateur/test_semaine.py"
SEMAINES = "ordinary or offline or keyboard"


def principal() -> int:
    with tempfile.TemporaryDirectory() as dossier:
        mesures = Path(dossier) / "mesures.jsonl"
        commande = [sys.executable, "-m", "pytest", ESSAIS, "-q", "-k", SEMAINES]
        fini = subprocess.run(
            commande,
            cwd=RACINE,
            env=os.environ | {"BENCH_SEMAINE": str(mesures)},
            capture_output=True,
            text=True,
            check=False,
        )
        if fini.returncode:
            print(fini.stdout[-4000:])
            return fini.returncode
        for nom, gestes, requetes in map(json.loads, mesures.read_text(encoding="utf-8").splitlines()):
            print(f"Semaine {nom} : {gestes} gestes, {requetes} requêtes")
    return 0


if __name__ == "__main__":
    sys.exit(principal())
