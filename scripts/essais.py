"""``make test``: the whole suite on SQLite then in a browser; beside them, on real servers, then who may open what.

What this machine cannot try is named in the last line; with CI=true it is a failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))

from scripts.systeme import chromium, commande_apt, installer, s_ouvre  # noqa: E402
from tests.services_reels import dossier_postgresql, programme_redis  # noqa: E402

# A developer's own base, or demo mode, must not leak into the tests.
ECARTEES = {"APP_MODE", "DATABASE_URL", "DEMO", "REDIS_URL"}
BESOINS: dict[str, Callable[[], object]] = {
    "chromium": chromium,
    "libatomic1": lambda: s_ouvre("libatomic.so.1"),  # for the program that drives the browser
    "postgresql": lambda: os.environ.get("TEST_DATABASE_URL") or dossier_postgresql(),
    "redis-server": lambda: os.environ.get("TEST_REDIS_URL") or programme_redis(),
}


@dataclass
class Essai:
    """One run of pytest: what it needs from the system, and how it ended."""

    nom: str
    options: list[str]
    besoins: list[str]
    code: int | None = None
    duree: float = 0.0

    def absents(self) -> list[str]:
        return [paquet for paquet in self.besoins if not BESOINS[paquet]()]

    def executer(self, dossier: str, sortie: int | None = None) -> str:
        """Run to the end, unless something is missing; return what was captured in ``sortie``."""
        if self.absents():
            return ""
        debut = time.monotonic()
        donnees = {"DATA_DIR": f"{dossier}/{self.nom}", "PYTHONPATH": str(RACINE)}
        environnement = {nom: valeur for nom, valeur in os.environ.items() if nom not in ECARTEES} | donnees
        commande = [sys.executable, "-m", "pytest", *self.options]
        fini = subprocess.run(
            commande, cwd=RACINE, env=environnement, stdout=sortie, stderr=subprocess.STDOUT, text=True, check=False
        )
        self.code, self.duree = fini.returncode, time.monotonic() - debut
        return fini.stdout or ""

    def __str__(self) -> str:
        if self.code is None:
            return f"{self.nom} (manque : {', '.join(self.absents())})"
        return f"{self.nom} ({self.duree:.0f} s)"


def main() -> int:
    ailleurs = ["--ignore", "tests/acces"]  # tens of thousands of requests, made once, where they cost the least
    # Two lanes of about the same length, each keeping one core busy.
    voies = [
        [
            Essai("SQLite", ["-m", "not navigateur and not services", *ailleurs], []),
            Essai("navigateur", ["-m", "navigateur", "tests/navigateur"], ["chromium", "libatomic1"]),
        ],
        [
            Essai(
                "PostgreSQL et Redis",
                ["-p", "tests.services_reels", "-m", "not navigateur and not une_fois", *ailleurs],
                ["postgresql", "redis-server"],
            ),
            Essai("accès", ["tests/acces"], []),
        ],
    ]
    essais = [essai for voie in voies for essai in voie]
    absents = [paquet for essai in essais for paquet in essai.absents()]
    if absents and not installer(absents):
        print(f"Pour tout essayer, installez d'abord :\n\n  sudo {' '.join(commande_apt(absents))}\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="essais-") as dossier, ThreadPoolExecutor() as fils:
        a_cote = fils.submit(suivre, voies[1], dossier, subprocess.PIPE)
        suivre(voies[0], dossier)
        print(a_cote.result(), flush=True)
    return conclure(essais)


def suivre(voie: list[Essai], dossier: str, sortie: int | None = None) -> str:
    """Run one after the other; return what was captured in ``sortie``."""
    return "\n".join([essai.executer(dossier, sortie) for essai in voie])


def conclure(essais: list[Essai]) -> int:
    """Print the one line to read, and return the exit code."""
    echecs = [essai for essai in essais if essai.code]
    non_essayes = [essai for essai in essais if essai.code is None]
    if echecs:
        print(f"ÉCHEC : {_noms(echecs)}.")
        return 1
    if non_essayes:
        print(f"INCOMPLET, non essayé : {_noms(non_essayes)}. Le reste passe.")
        return int(os.environ.get("CI") == "true")
    print(f"Tous les tests passent : {_noms(essais)}.")
    return 0


def _noms(essais: list[Essai]) -> str:
    return ", ".join(map(str, essais))


if __name__ == "__main__":
    sys.exit(main())
