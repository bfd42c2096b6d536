"""Measure three scripted weeks in a browser, on a live server (``make bench-semaine``).

The weeks are those of tests/navigateur/test_semaine.py, which also refuse what exceeds the limit; this script
runs them and prints what each one cost: gestures of the person, requests to the server. Then what saving one line
costs, in U (tests/animateurs/test_cout.py).
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
SEMAINES = "ordinary or same_week"
COUT = "tests/animateurs/test_cout.py"


def principal() -> int:
    with tempfile.TemporaryDirectory() as dossier:
        mesures = Path(dossier) / "mesures.jsonl"
        for essais in ([ESSAIS, "-k", SEMAINES], [COUT]):
            if code := _jouer(essais, mesures):
                return code
        for nom, mesure, autre in map(json.loads, mesures.read_text(encoding="utf-8").splitlines()):
            print(_phrase(nom, mesure, autre))
    return 0


def _jouer(essais: list[str], mesures: Path) -> int:
    """Run these tests, which write down what they measure; say why when they fail."""
    fini = subprocess.run(
        [sys.executable, "-m", "pytest", *essais, "-q"],
        cwd=RACINE,
        env=os.environ | {"BENCH_SEMAINE": str(mesures)},
        capture_output=True,
        text=True,
        check=False,
    )
    if fini.returncode:
        print(fini.stdout[-4000:])
    return fini.returncode


def _phrase(nom: str, mesure: float, autre: int) -> str:
    if nom == "u":
        return f"Enregistrer une activité : {mesure} U (visé : {autre})"
    return f"Semaine {nom} : {mesure} gestes, {autre} requêtes"


if __name__ == "__main__":
    sys.exit(principal())
