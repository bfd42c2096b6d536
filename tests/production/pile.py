"""What docker-compose.yml starts, started here: the same commands, in the same order, with the same settings."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

from ruamel.yaml import YAML

RACINE = Path(__file__).resolve().parents[2]
HOTE = "conseils.exemple.fr"
JETON = "jeton-de-la-supervision"
PATIENCE = 60  # seconds; the machine may be busy with something else
SERVICES = YAML(typ="safe").load(RACINE / "docker-compose.yml")["services"]


def commande_web(port: int) -> list[str]:
    """Gunicorn as the image starts it, on the loopback."""
    lignes = re.findall(r"^CMD (\[.*\])$", (RACINE / "Dockerfile").read_text(), re.M)
    return [mot.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for mot in json.loads(lignes[-1])]


def commande_de(service: str, dossier: Path) -> list[str]:
    """The command of docker-compose.yml, writing where this run may write."""
    return [mot.replace("/tmp/", f"{dossier}/") for mot in shlex.split(SERVICES[service]["command"])]


class Pile:
    """The processes of production, on a base and a broker of their own."""

    def __init__(self, dossier: Path, *, base: str, courtier: str, port: int) -> None:
        self.dossier, self.port, self.processus = dossier, port, {}
        self.milieu = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "APP_MODE": "production",
            "SECRET_KEY": "".join(map(chr, range(40, 120))),
            "CLE_CHIFFREMENT": "A" * 43 + "=",
            "ALLOWED_HOSTS": HOTE,
            "DATABASE_URL": base,
            "REDIS_URL": courtier,
            "DATA_DIR": str(dossier / "donnees"),
            "STATIC_ROOT": str(dossier / "statiques"),
            "METRIQUES_JETON": JETON,
            "JOURNAUX": "json",
            # No proxy has to leave here.
            "RETRAIT_DELAI": "0.1",
        }

    def preparer(self) -> None:
        """What the image does when it is built, then the « preparation » service; neither waits for the other."""
        statiques = self._ouvrir("python", "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
        self.console(*shlex.split(SERVICES["preparation"]["command"])[2:])
        assert statiques.wait(PATIENCE) == 0, self.journal()

    def console(self, *mots: str) -> str:
        """``manage.py`` as whoever runs the machine types it."""
        fini = subprocess.run(
            ["python", "manage.py", *mots], cwd=RACINE, env=self.milieu, capture_output=True, text=True, check=False
        )
        assert (fini.returncode, fini.stderr) == (0, "")
        return fini.stdout

    def demarrer(self, *services: str) -> None:
        for service in services:
            commande = commande_web(self.port) if service == "web" else commande_de(service, self.dossier)
            self.processus[service] = self._ouvrir(*commande)
        if "web" in services:
            attendre(lambda: self._repond() == 200, f"/sante/\n{self.journal()}")

    def arreter(self, *services: str) -> list[int]:
        """Ask each to stop, as ``docker compose stop`` does, and wait; the exit codes."""
        partants = [self.processus.pop(service) for service in services if service in self.processus]
        for processus in partants:
            processus.send_signal(signal.SIGTERM)
        return [processus.wait(PATIENCE) for processus in partants]

    def ouvriers_du_web(self) -> set[int]:
        """The children of gunicorn, itself the only child of scripts/servir.py."""
        (maitre,) = enfants(self.processus["web"].pid)
        return set(enfants(maitre))

    def recharger_le_web(self) -> None:
        self.processus["web"].send_signal(signal.SIGHUP)

    def fermer(self) -> None:
        """At the end of the run, whatever became of it."""
        for processus in self.processus.values():
            os.killpg(processus.pid, signal.SIGKILL)
            processus.wait(PATIENCE)

    def journal(self) -> str:
        return (self.dossier / "journal").read_text()

    def erreurs(self) -> list[str]:
        """What the application or a worker complained of; a forged host name is the client's affair."""
        lignes = self.journal().splitlines()
        plaintes = [ligne for ligne in lignes if '"niveau": "ERROR"' in ligne or "ERROR/" in ligne]
        return [plainte for plainte in plaintes if "DisallowedHost" not in plainte]

    def _ouvrir(self, *commande: str) -> subprocess.Popen:
        with (self.dossier / "journal").open("ab") as journal:
            return subprocess.Popen(
                commande, cwd=RACINE, env=self.milieu, stdout=journal, stderr=journal, start_new_session=True
            )

    def _repond(self) -> int:
        """What the container's own health check reads: with the proxy's headers, since it goes around it."""
        liaison = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            liaison.request("GET", "/sante/", headers={"Host": HOTE, "X-Forwarded-Proto": "https"})
            return liaison.getresponse().status
        except OSError:
            return 0
        finally:
            liaison.close()


def enfants(pere: int) -> list[int]:
    return [int(mot) for mot in Path(f"/proc/{pere}/task/{pere}/children").read_text().split()]


def attendre(vrai: Callable[[], object], quoi: str) -> object:
    """The first thing that is true of what ``vrai`` returns."""
    limite = time.monotonic() + PATIENCE
    while not (obtenu := vrai()):
        if time.monotonic() > limite:
            raise TimeoutError(quoi)
        time.sleep(0.1)
    return obtenu
