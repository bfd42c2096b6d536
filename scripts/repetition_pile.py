"""``docker compose`` on a copy of the repository, for the rehearsal."""

from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
PROJET = "repetition"
# Caddy signs this one with an authority of its own.
DOMAINE = "conseils.localhost"
MOTEUR = os.environ.get("MOTEUR") or "docker"


class Pile:
    """``docker compose`` in the copy, and what was found wrong."""

    def __init__(self, dossier: Path) -> None:
        self.dossier, self.copies, self.fautes = dossier, dossier / "sauvegardes", 0

    def composer(self, *mots: str, attendu: int | None = 0) -> str:
        fini = subprocess.run(
            [MOTEUR, "compose", "--project-name", PROJET, *mots],
            cwd=self.dossier,
            capture_output=True,
            text=True,
            check=False,
        )
        if attendu is not None and fini.returncode != attendu:
            raise SystemExit(f"{' '.join(mots)} : {fini.returncode}\n{fini.stdout[-4000:]}{fini.stderr[-4000:]}")
        return fini.stdout

    def dans(self, service: str, *mots: str, attendu: int | None = 0) -> str:
        return self.composer("exec", "--no-TTY", service, *mots, attendu=attendu)

    def console(self, *mots: str) -> str:
        """``manage.py`` in a container that serves once, with the directory of backups."""
        lancer = ("run", "--rm", "--no-deps", "--volume", f"{self.copies}:/sauvegardes", "web")
        return self.composer(*lancer, "python", "manage.py", *mots)

    def inspecter(self, service: str) -> dict:
        (numero,) = self.composer("ps", "--all", "--quiet", service).split()
        moteur = subprocess.run([MOTEUR, "inspect", numero], capture_output=True, check=True)
        return json.loads(moteur.stdout)[0]

    def ecrits(self, service: str) -> list[str]:
        """The files that this container has changed in what it took from its image."""
        (numero,) = self.composer("ps", "--all", "--quiet", service).split()
        lignes = subprocess.run([MOTEUR, "diff", numero], capture_output=True, text=True, check=True).stdout
        # What the engine itself laid there, for `init: true`, before the container began.
        du_moteur = {"C /usr", "C /usr/sbin", "C /sbin"}
        return [ligne for ligne in lignes.splitlines() if ligne not in du_moteur and not ligne.endswith("-init")]

    def noter(self, promesse: str, trouve: object, *, tenu: bool) -> None:
        self.fautes += not tenu
        print(f"{'  ' if tenu else '✗ '}{promesse} : {trouve}", flush=True)


def copier(dossier: Path) -> None:
    """What git knows, as it is now, with settings that serve once."""
    suivis = subprocess.run(["git", "ls-files", "-z"], cwd=RACINE, capture_output=True, text=True, check=True).stdout
    for nom in filter(None, suivis.split("\0")):
        (dossier / nom).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(RACINE / nom, dossier / nom)
    reglages = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "CLE_CHIFFREMENT": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "ALLOWED_HOSTS": DOMAINE,
        "DOMAINE": DOMAINE,
        "POSTGRES_PASSWORD": secrets.token_hex(16),
        "METRIQUES_JETON": secrets.token_hex(16),
        "JOURNAUX": "json",
    }
    (dossier / ".env").write_text("".join(f"{nom}={valeur}\n" for nom, valeur in reglages.items()))


def chronometrer(acte: Callable[[], object]) -> float:
    debut = time.monotonic()
    acte()
    return time.monotonic() - debut
