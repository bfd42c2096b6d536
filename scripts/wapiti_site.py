"""One role's site for ``make wapiti``: its data, its server, its session, and what the server answered."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

from scripts.acces_exploration import nom_de
from tests.services_reels import _port_libre

RACINE = Path(__file__).resolve().parent.parent
VISITEUR = "visiteur"  # who is not signed in
CONNEXION = "/compte/connexion/"
PATIENCE = 180  # seconds to start, or to answer a page, on a machine that does much besides
JETON = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
DEMANDE = re.compile(r"^(\d{3}) ([A-Z]+) (/.*)$", re.MULTILINE)


class Site:
    """Gunicorn as ``make run`` starts it, on data of its own."""

    def __init__(self, qui: str, dossier: Path, application: str = "config.wsgi") -> None:
        self.qui, self.dossier, self.application = qui, dossier, application
        self.base = f"http://127.0.0.1:{_port_libre()}"
        self.journal = dossier / "demandes.log"
        self.temoins = CookieJar()
        self.lecteur = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.temoins))

    @contextmanager
    def ouvert(self) -> Iterator[Site]:
        commande = [
            *("setpriv", "--pdeathsig", "TERM", sys.executable, "-m", "gunicorn", self.application),
            *("--bind", self.base.removeprefix("http://"), "--threads", "8", "--log-level", "critical"),
            *("--access-logfile", str(self.journal), "--access-logformat", "%(s)s %(m)s %(U)s"),
        ]
        milieu = os.environ | {"DATA_DIR": str(self.dossier)}
        erreurs = self.dossier / "erreurs.log"
        with (
            erreurs.open("w") as sortie,
            subprocess.Popen(commande, cwd=RACINE, env=milieu, stderr=sortie) as serveur,
        ):
            try:
                self._attendre()
                yield self
            finally:
                serveur.terminate()

    def _attendre(self) -> None:
        for _ in range(PATIENCE * 5):
            try:
                self.lire("/sante/")
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise SystemExit(f"Le site de « {self.qui} » n’a pas démarré.")

    @contextmanager
    def sans_limite(self) -> Iterator[None]:
        """The counts of requests forgotten each second: they have their own tests, here they would hide the pages."""
        fini = threading.Event()
        with closing(
            sqlite3.connect(self.dossier / "base.sqlite3", timeout=PATIENCE, check_same_thread=False)
        ) as base:
            oubli = threading.Thread(target=self._oublier, args=[base, fini])
            oubli.start()
            try:
                yield
            finally:
                fini.set()
                oubli.join()

    def _oublier(self, base: sqlite3.Connection, fini: threading.Event) -> None:
        while not fini.wait(1):
            with base:
                base.execute("DELETE FROM cache_partage")

    def lire(self, chemin: str, saisie: dict | None = None) -> tuple[str, str]:
        """The address arrived at and its text."""
        corps = urlencode(saisie).encode() if saisie else None
        with self.lecteur.open(self.base + chemin, corps, timeout=PATIENCE) as reponse:
            return reponse.url.removeprefix(self.base), reponse.read().decode()

    def entrer(self) -> None:
        """Through the page of connection, as somebody would."""
        if self.qui == VISITEUR:
            return
        mot_de_passe = (self.dossier / "mot_de_passe_demo").read_text().strip()
        jeton = JETON.search(self.lire(CONNEXION)[1])[1]
        saisie = {"login": f"{self.qui}@demo.invalid", "password": mot_de_passe, "csrfmiddlewaretoken": jeton}
        self.lire(CONNEXION, saisie)
        if not self.connecte():
            raise SystemExit(f"{self.qui} n’a pas pu se connecter.")

    def connecte(self) -> bool:
        """Whether the session is still that of somebody; a visitor has none."""
        return self.qui == VISITEUR or not self.lire("/")[0].startswith(CONNEXION)

    def temoins_de_wapiti(self) -> Path:
        """The cookies, in the format of its ``--cookie``."""
        noms = {
            temoin.name: {"value": temoin.value, "expires": None, "secure": temoin.secure, "port": None, "version": 0}
            for temoin in self.temoins
        }
        fichier = self.dossier / "temoins.json"
        fichier.write_text(json.dumps({"127.0.0.1": {"/": noms}}))
        return fichier

    def compter(self) -> tuple[Counter, set[str], set[str]]:
        """How many answers of each status; the addresses asked for, by name; those that a form was sent to."""
        statuts, lues, envoyees = Counter(), set(), set()
        for statut, methode, chemin in DEMANDE.findall(self.journal.read_text(errors="replace")):
            statuts[int(statut)] += 1
            if nom := nom_de(chemin):
                (envoyees if methode == "POST" else lues).add(nom)
        return statuts, lues | envoyees, envoyees
