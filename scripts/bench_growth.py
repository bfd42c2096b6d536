"""Measure what a page costs when the data grows (``make bench-growth``).

The world ×1 is the demonstration with its journal written twice: eight conseils, about 25,000 lines. The world
×N holds it N times, rows copied by the database itself: 189 is 1,514 conseils and nearly 5 million lines. Two
processes serve the same pages to the same accounts, in turn, so that a busy machine weighs on both; what is
compared is the median of their processor time. U is a trivial response through the same middlewares.

    make bench-growth                     # on SQLite, ×189
    make bench-growth N=40 MOTEUR=postgresql
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, redirect_stdout
from functools import partial
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
TOURS = 7
LIMITE = 1.15
PAS = 100_000  # between the keys of two copies

COORDINATION, ANIMATEUR = "coordination@demo.invalid", "animateur18@demo.invalid"
PAGES = (
    (COORDINATION, "accueil", "/"),
    (COORDINATION, "tableau de bord", "/tableau-de-bord/"),
    (COORDINATION, "conseils", "/conseils/"),
    (COORDINATION, "un conseil", "/conseils/18/"),
    (COORDINATION, "équipe", "/equipe/"),
    (COORDINATION, "semaines", "/semaines/"),
    (COORDINATION, "documents", "/rapports/"),
    (COORDINATION, "avis", "/conseils/18/avis/"),
    (COORDINATION, "relances", "/avis/relances/"),
    (COORDINATION, "suites", "/conseils/18/suites/"),
    (ANIMATEUR, "accueil", "/"),
    (ANIMATEUR, "ma semaine", "/ma-semaine/"),
    (ANIMATEUR, "un conseil", "/conseils/18/"),
    (ANIMATEUR, "réunions", "/conseils/18/reunions/"),
    (ANIMATEUR, "suites", "/conseils/18/suites/"),
)
TRIVIALE = ("", "réponse triviale", "/rien/")

sys.path.insert(0, str(RACINE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def principal() -> int:
    lecteur = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    lecteur.add_argument("--fois", type=int, default=int(os.environ.get("N") or 189))
    lecteur.add_argument("--moteur", choices=["sqlite", "postgresql"], default=os.environ.get("MOTEUR") or "sqlite")
    lecteur.add_argument("--enfant", type=int, help=argparse.SUPPRESS)
    choix = lecteur.parse_args()
    if choix.enfant:
        return servir(choix.enfant)
    with ExitStack() as pile:
        mondes = {fois: pile.enter_context(Monde(fois, choix.moteur, pile)) for fois in (1, choix.fois)}
        return comparer(mondes, choix)


# -- The parent: two worlds, asked in turn ------------------------------------------------------------------


class Monde:
    """A process with its own base, that answers one page at a time."""

    def __init__(self, fois: int, moteur: str, pile: ExitStack) -> None:
        dossier = pile.enter_context(tempfile.TemporaryDirectory(prefix=f"bench-{fois}-"))
        milieu = os.environ | {"DATA_DIR": dossier, "DEMO": "1"}
        if moteur == "postgresql":
            from tests.services_reels import lancer_postgresql  # noqa: PLC0415

            milieu["DATABASE_URL"] = pile.enter_context(lancer_postgresql())
        elif (modele := Path(os.environ.get("DATA_DIR") or "var") / "base.sqlite3").exists():
            shutil.copy(modele, dossier)
        commande = [sys.executable, __file__, "--enfant", str(fois)]
        self.processus = subprocess.Popen(
            commande, env=milieu, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.chargement = self._lire()

    def __enter__(self) -> Monde:
        return self

    def __exit__(self, *_) -> None:
        self.processus.stdin.close()
        self.processus.wait(30)

    def demander(self, page: tuple[str, str, str]) -> dict:
        self.processus.stdin.write(json.dumps(page) + "\n")
        self.processus.stdin.flush()
        return self._lire()

    def _lire(self) -> dict:
        ligne = self.processus.stdout.readline()
        return json.loads(ligne) if ligne else sys.exit("Un des deux mondes s'est arrêté.")


def comparer(mondes: dict[int, Monde], choix: argparse.Namespace) -> int:
    for monde in mondes.values():
        print(monde.chargement["phrase"], flush=True)
    mesures = {page: _mesurer(mondes, page) for page in (TRIVIALE, *PAGES)}
    un, n = 1, choix.fois
    unites = {fois: mesures[TRIVIALE][fois]["ms"] for fois in mondes}
    print(f"\n{choix.moteur}, U = {unites[un]:.2f} ms ; limite ×{LIMITE}")
    print(f"{'page':<34}{'requêtes':>10}{'U ×1':>9}{f'U ×{n}':>9}{'rapport':>9}")
    trop = [page for page in PAGES if not _imprimer(page, mesures[page], unites, un, n)]
    return 1 if trop else 0


def _mesurer(mondes: dict[int, Monde], page: tuple[str, str, str]) -> dict[int, dict]:
    reponses: dict[int, list[dict]] = {fois: [] for fois in mondes}
    for _ in range(TOURS):
        for fois, monde in mondes.items():
            reponses[fois].append(monde.demander(page))
    return {
        fois: {"ms": statistics.median(r["ms"] for r in rs), "requetes": rs[-1]["requetes"], "code": rs[-1]["code"]}
        for fois, rs in reponses.items()
    }


def _imprimer(page: tuple, mesure: dict[int, dict], unites: dict[int, float], un: int, n: int) -> bool:
    """One line; whether the page keeps its limit."""
    qui, nom, _ = page
    rapport = mesure[n]["ms"] / mesure[un]["ms"]
    tenu = rapport <= LIMITE and mesure[un]["code"] == mesure[n]["code"] == 200
    couts = "".join(f"{mesure[fois]['ms'] / unites[fois]:>9.1f}" for fois in (un, n))
    requetes = "/".join(str(mesure[fois]["requetes"]) for fois in (un, n))
    alerte = "" if tenu else f"   <- ({mesure[n]['code']})"
    print(f"{qui.split('@')[0] + ', ' + nom:<34}{requetes:>10}{couts}{rapport:>9.2f}{alerte}", flush=True)
    return tenu


# -- The child: one world ------------------------------------------------------------------------------------


def servir(fois: int) -> int:
    import django  # noqa: PLC0415  the settings are named above

    django.setup()
    debut = time.monotonic()
    with redirect_stdout(sys.stderr):  # what is printed is for the parent
        phrase = charger(fois)
    print(json.dumps({"phrase": f"×{fois} : {phrase}, en {time.monotonic() - debut:.0f} s"}), flush=True)
    clients: dict[str, object] = {}
    with avec_la_triviale():
        for ligne in sys.stdin:
            print(json.dumps(repondre(clients, *json.loads(ligne))), flush=True)
    return 0


def avec_la_triviale():
    """Once for all the pages: Django forgets every address when its root changes, and the next page would pay."""
    from django.test.utils import override_settings  # noqa: PLC0415

    return override_settings(ALLOWED_HOSTS=["*"], ROOT_URLCONF="scripts.bench_rien")


def repondre(clients: dict, qui: str, nom: str, adresse: str) -> dict:
    """What this page costs to this account. Queries are counted as they pass: written out, they weigh on the time."""
    from django.db import connection  # noqa: PLC0415

    client = clients.get(qui) or clients.setdefault(qui, _client(qui))
    requetes: list[str] = []
    with connection.execute_wrapper(partial(_compter, requetes)):
        debut = time.process_time()
        reponse = client.get(adresse, follow=True)
        ms = 1000 * (time.process_time() - debut)
    mesure = {"ms": ms, "requetes": len(requetes), "octets": len(reponse.content)}
    return mesure | {"code": reponse.status_code, "arrivee": reponse.request["PATH_INFO"]}


def _compter(requetes: list[str], executer, sql: str, *suite):
    requetes.append(sql)
    return executer(sql, *suite)


def _client(qui: str):
    from django.test import Client  # noqa: PLC0415

    from comptes.models import Compte  # noqa: PLC0415

    client = Client()
    if qui:
        client.force_login(Compte.objects.get(email=qui), backend="comptes.backends.PorteBackend")
    return client


def charger(fois: int) -> str:
    """Make the world and tell what it holds."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from animateurs.models import LigneJournal  # noqa: PLC0415
    from conseils.models import ConseilCitoyen  # noqa: PLC0415
    from reporting.services import cumuls  # noqa: PLC0415
    from scripts.bench_copies import copier, modeles, sans_declencheurs  # noqa: PLC0415

    call_command("preparer")
    _porter_sur_huit_arrondissements()
    with sans_declencheurs(), connection.cursor() as curseur:
        copier(curseur, LigneJournal, 1, PAS // 2, seule=True)
    cumuls.rafraichir()
    cumuls.recompter()
    with sans_declencheurs(), connection.cursor() as curseur:
        for modele in modeles():
            copier(curseur, modele, fois - 1, PAS)
        curseur.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)")
    cumuls.tenir_les_statistiques()
    return f"{ConseilCitoyen.objects.count()} conseils, {LigneJournal.objects.count()} lignes de journal"


def _porter_sur_huit_arrondissements() -> None:
    """The reach of a deployment: this account coordinates eight conseils, not all of France."""
    from comptes.models import Compte, Habilitation  # noqa: PLC0415
    from conseils.models import ConseilCitoyen  # noqa: PLC0415

    compte = Compte.objects.get(email=COORDINATION)
    debut = compte.habilitations.first().debut
    compte.habilitations.all().delete()
    Habilitation.objects.bulk_create(
        Habilitation(compte=compte, role="coordination", arrondissement_id=pk, debut=debut)
        for pk in ConseilCitoyen.objects.values_list("arrondissement", flat=True)
    )


if __name__ == "__main__":
    sys.exit(principal())
