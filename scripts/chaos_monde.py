"""What the experiments of ``make chaos`` work on: a small world, processes, and servers that come back."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import psycopg
import redis
from django.core.management import call_command
from django.db import connection
from django.test import Client

from comptes.models import Compte
from conseils.models import ConseilCitoyen
from reporting.models import Rapport
from tests import fabriques as f
from tests import personnes
from tests.conftest import connecter
from tests.services_reels import programme_redis

RACINE = Path(__file__).resolve().parent.parent
PATIENCE = 60
ANNEES = range(2026, 2006, -1)


def peupler() -> str:
    """Twenty conseils accompanied for years, a coordinatrice and an animatrice."""
    call_command("migrate", verbosity=0)
    Compte.objects.all().delete()
    for numero in range(1, 21):
        conseil = personnes.conseil(numero)
        f.AffectationFabrique(conseil=conseil, debut=date(ANNEES[-1], 1, 5), fin=date(2025, 12, 31))
    personnes.PERSONNES["coordinatrice"]()
    personnes.PERSONNES["animatrice"]()
    return f"{ConseilCitoyen.objects.count()} conseils"


def client_connecte(role: str = "coordination") -> Client:
    """Signed in with both factors: a page that asked for the second one would be read for another."""
    return connecter(Compte.objects.get(habilitations__role=role))


def vider_la_file() -> None:
    """Forget every document; a row with a history refuses to be deleted one by one."""
    with connection.cursor() as curseur:
        curseur.execute(f"TRUNCATE {Rapport._meta.db_table} CASCADE")


class Processus:
    """A program in a group of its own, so that it dies whole."""

    def __init__(self, *commande: str, **milieu: str) -> None:
        self.commande, self.milieu = commande, os.environ | {"PYTHONPATH": str(RACINE)} | milieu
        self.lancer()

    def lancer(self) -> None:
        muet = None if os.environ.get("CHAOS_BAVARD") else subprocess.DEVNULL
        # Should the run itself be killed, the kernel takes this one away too.
        self.popen = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", sys.executable, "-m", *self.commande],
            cwd=RACINE, env=self.milieu, stdout=muet, stderr=muet, start_new_session=True,
        )  # fmt: skip

    def tuer(self) -> None:
        """SIGKILL to the process and its children: no handler, no goodbye."""
        with suppress(ProcessLookupError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait(PATIENCE)

    def tuer_les_enfants(self) -> None:
        """What the kernel does when memory is short: the child that works dies, its parent lives."""
        subprocess.run(["pkill", "-KILL", "-P", str(self.popen.pid)], check=False)


@contextmanager
def processus(*commande: str, **milieu: str) -> Iterator[Processus]:
    lance = Processus(*commande, **milieu)
    try:
        yield lance
    finally:
        lance.tuer()


class Serveur:
    """A server that somebody else started, stopped and started again as it was."""

    def __init__(self, pid: int, *commande: str) -> None:
        self.pid, self.nouveau = pid, None
        proc = Path(f"/proc/{pid}")
        # A server may rewrite its command line (Redis does): it is then told.
        self.commande = commande or proc.joinpath("cmdline").read_bytes().decode().split("\0")[:-1]
        self.dossier, etat = proc.joinpath("cwd").resolve(), proc.stat()
        self.personne = {"user": etat.st_uid, "group": etat.st_gid, "extra_groups": []} if os.geteuid() == 0 else {}

    def arreter(self) -> None:
        """SIGINT: for PostgreSQL, the « fast » shutdown, which throws its clients out."""
        os.kill(self.pid, signal.SIGINT)
        attendre(lambda: not _vivant(self.pid), "l'arrêt du serveur")

    def relancer(self) -> None:
        self.nouveau = subprocess.Popen(
            self.commande, cwd=self.dossier, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, **self.personne,
        )  # fmt: skip
        self.pid = self.nouveau.pid

    def adopter(self) -> None:
        """Stop at the end of the run what is not the process that was started for us."""
        atexit.register(self.finir)

    def finir(self) -> None:
        if self.nouveau and self.nouveau.poll() is None:
            self.nouveau.send_signal(signal.SIGINT)
            self.nouveau.wait(PATIENCE)


def serveur_postgresql() -> Serveur:
    with psycopg.connect(os.environ["DATABASE_URL"]) as connexion:
        dossier = connexion.execute("SHOW data_directory").fetchone()[0]
    return Serveur(int(Path(dossier, "postmaster.pid").read_text().split()[0]))


def serveur_redis() -> Serveur:
    with redis.from_url(os.environ["REDIS_URL"]) as client:
        serveur = client.info("server")
    options = ("--port", str(serveur["tcp_port"]), "--bind", "127.0.0.1", "--save", "")
    return Serveur(serveur["process_id"], str(programme_redis()), *options)


def redemarrer(serveur: Serveur) -> float:
    """How long the server was away."""
    debut = time.monotonic()
    serveur.arreter()
    time.sleep(1)
    serveur.relancer()
    attendre(_base_revenue, "le retour de la base")
    return time.monotonic() - debut


def _base_revenue() -> bool:
    try:
        psycopg.connect(os.environ["DATABASE_URL"]).close()
    except psycopg.OperationalError:
        return False
    return True


def attendre(vrai: Callable[[], bool], quoi: str, patience: float = PATIENCE) -> None:
    limite = time.monotonic() + patience
    while not vrai():
        if time.monotonic() > limite:
            raise TimeoutError(quoi)
        time.sleep(0.05)


def _vivant(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except FileNotFoundError:
        return False
