"""Start docker-compose.yml for good and try what production promises (``make repetition``).

A copy of the repository, a project and volumes of its own, and ``conseils.localhost`` for a name: Caddy signs that
one with an authority of its own. Asks for Docker with Compose, and for ports 80, 443 and 8000; not for a machine
that serves, whose image would be replaced. Everything is erased at the end, except the image.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))

PROJET = "repetition"
DOMAINE = "conseils.localhost"
MOTEUR = (os.environ.get("MOTEUR") or "docker compose").split()
PERMANENTS = {"proxy", "web", "web-relais", "worker", "beat", "db", "redis"}
NET_BIND_SERVICE = 1 << 10  # ports 80 and 443, for Caddy alone


class Pile:
    """``docker compose`` in the copy, and what was found wrong."""

    def __init__(self, dossier: Path) -> None:
        self.dossier, self.fautes = dossier, 0

    def composer(self, *mots: str, attendu: int | None = 0) -> str:
        fini = subprocess.run(
            [*MOTEUR, "--project-name", PROJET, *mots], cwd=self.dossier, capture_output=True, text=True, check=False
        )
        if attendu is not None and fini.returncode != attendu:
            raise SystemExit(f"{' '.join(mots)} : {fini.returncode}\n{fini.stdout[-4000:]}{fini.stderr[-4000:]}")
        return fini.stdout

    def dans(self, service: str, *mots: str, attendu: int | None = 0) -> str:
        return self.composer("exec", "--no-TTY", service, *mots, attendu=attendu)

    def inspecter(self, service: str) -> dict:
        (numero,) = self.composer("ps", "--all", "--quiet", service).split()
        moteur = subprocess.run([MOTEUR[0], "inspect", numero], capture_output=True, check=True)
        return json.loads(moteur.stdout)[0]

    def ecrits(self, service: str) -> list[str]:
        """The files that this container has changed in what it took from its image."""
        (numero,) = self.composer("ps", "--all", "--quiet", service).split()
        lignes = subprocess.run([MOTEUR[0], "diff", numero], capture_output=True, text=True, check=True).stdout
        # What the engine itself laid there, for `init: true`, before the container began.
        return [
            ligne
            for ligne in lignes.splitlines()
            if ligne not in {"C /usr", "C /usr/sbin", "C /sbin"} and "init" not in ligne
        ]

    def noter(self, promesse: str, trouve: object, *, tenu: bool) -> None:
        self.fautes += not tenu
        print(f"{'  ' if tenu else '✗ '}{promesse} : {trouve}", flush=True)


def principal() -> int:
    from scripts import repetition_web  # noqa: PLC0415  the path is set above

    with tempfile.TemporaryDirectory(prefix="repetition-") as dossier:
        pile = Pile(Path(dossier))
        copier(pile.dossier)
        try:
            demarrer(pile)
            contraintes(pile)
            journee = repetition_web.Journee(pile)
            journee.reponses()
            journee.document()
            journee.remplacements()
            journee.panne()
            sauvegarde(pile)
            arret_et_reprise(pile, journee)
        finally:
            pile.composer("down", "--volumes", "--timeout", "5", attendu=None)
    print(f"{pile.fautes} défaut(s).")
    return min(pile.fautes, 1)


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


def demarrer(pile: Pile) -> None:
    construite = chronometrer(lambda: pile.composer("build"))
    pile.noter("image construite", f"{construite:.0f} s", tenu=True)
    prete = chronometrer(lambda: pile.composer("up", "--detach", "--wait"))
    sante = {service: pile.inspecter(service)["State"].get("Health", {}).get("Status") for service in PERMANENTS}
    malades = sorted(service for service, etat in sante.items() if etat != "healthy")
    pile.noter(f"démarrée en {prete:.0f} s, services en mauvaise santé", malades or "aucun", tenu=not malades)
    fin = pile.inspecter("preparation")["State"]["ExitCode"]
    pile.noter("préparation, code de sortie", fin, tenu=fin == 0)


def contraintes(pile: Pile) -> None:
    """What each container may do, asked of the kernel and of the engine rather than of the file that we wrote."""
    for service in sorted(PERMANENTS):
        lignes = pile.dans(service, "cat", "/proc/1/status").splitlines()
        lus = dict(ligne.split(":\t", 1) for ligne in lignes if ":\t" in ligne)
        personne, droits = lus["Uid"].split()[0], int(lus["CapEff"], 16)
        permis = NET_BIND_SERVICE if service == "proxy" else 0
        ecrits = pile.ecrits(service)
        pile.noter(
            f"{service} : utilisateur {personne}, capacités {droits:x}, écrit hors des volumes",
            " ".join(ecrits) or "rien",
            tenu=personne != "0" and not droits & ~permis and lus["NoNewPrivs"] == "1" and not ecrits,
        )


def sauvegarde(pile: Pile) -> None:
    """The archive, then the drill, as docs/exploitation.md gives them."""
    copies = pile.dossier / "sauvegardes"
    copies.mkdir()
    os.chown(copies, 1000, 1000)
    lancer = ("run", "--rm", "--no-deps", "--volume", f"{copies}:/sauvegardes", "web", "python", "manage.py")
    duree = chronometrer(lambda: pile.composer(*lancer, "sauvegarder", "/sauvegardes"))
    (archive,) = copies.iterdir()
    pile.noter(f"sauvegarde en {duree:.0f} s, octets", archive.stat().st_size, tenu=True)
    exercice = pile.composer(*lancer, "exercice_de_restauration", f"/sauvegardes/{archive.name}")
    pile.noter("exercice de restauration", exercice.splitlines()[-1], tenu=True)


def arret_et_reprise(pile: Pile, journee: object) -> None:
    for service in ("worker", "beat", "web", "proxy", "redis", "db"):
        grace = pile.inspecter(service)["Config"].get("StopTimeout") or 10
        duree = chronometrer(lambda service=service: pile.composer("stop", service))
        code = pile.inspecter(service)["State"]["ExitCode"]
        # 137 would be the engine's own kill, once patience had run out.
        pile.noter(f"{service} s'arrête de lui-même en {duree:.1f} s sur {grace}, code", code, tenu=code != 137)
    pile.composer("down")
    pile.composer("up", "--detach", "--wait")
    journee.retrouver()


if __name__ == "__main__":
    sys.exit(principal())
