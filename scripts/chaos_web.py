"""Experiments on the pages: the database restarted, the broker away, forms sent twenty times."""

from __future__ import annotations

import re
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import connections
from django.urls import reverse

from conseils.models import Avis, Decision, Reunion
from reporting.models import Rapport
from scripts.chaos import Bilan
from scripts.chaos_monde import (
    attendre,
    client_connecte,
    processus,
    redemarrer,
    serveur_postgresql,
    serveur_redis,
    vider_la_file,
)
from scripts.chaos_travaux import BATTEMENT, OUVRIER
from tests import fabriques as f
from tests.services_reels import _port_libre

PAGES = ("/", "/conseils/", "/conseils/18/", "/rapports/", "/conseils/18/reunions/", "/tableau-de-bord/")
FILS, DUREE, AILLEURS = 6, 16, 302
CACHE = re.compile(r'name="(vu|csrfmiddlewaretoken)" value="([^"]*)"')


class Site:
    """Gunicorn, and somebody signed in."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        client = client_connecte()
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.temoins = f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={'a' * 32}"

    def lire(self, chemin: str, saisie: dict | None = None) -> tuple[int, str, str]:
        """The status, the address arrived at and the text. A page that leads elsewhere was not read."""
        corps = urlencode(saisie).encode() if saisie else None
        demande = urllib.request.Request(self.base + chemin, corps, {"Cookie": self.temoins})  # noqa: S310
        try:
            with urllib.request.urlopen(demande, timeout=60) as reponse:  # noqa: S310 — our own address
                lu = saisie or urlsplit(reponse.url).path == chemin
                return reponse.status if lu else AILLEURS, reponse.url, reponse.read().decode()
        except urllib.error.HTTPError as refus:
            return refus.code, chemin, ""
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return 0, chemin, ""


@contextmanager
def site(**milieu: str) -> Iterator[Site]:
    port = _port_libre()
    commande = ("gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4")
    with processus(*commande, "--log-level", "critical", **milieu):
        servi = Site(port)
        attendre(lambda: servi.lire("/sante/")[0] == 200, "le site")
        yield servi


def redemarrer_la_base(sans: bool) -> Bilan:
    """Pages read without a pause by six people while PostgreSQL restarts."""
    postgresql = serveur_postgresql()
    with site(**({"REPRISE_DELAI": "0"} if sans else {})) as servi:
        duree, codes = _sous_charge(servi, lambda: redemarrer(postgresql))
    connections.close_all()
    postgresql.adopter()
    rates = sum(nombre for code, nombre in codes.items() if code != 200)
    figures = f"base arrêtée {duree:.1f} s, {sum(codes.values())} pages lues, {rates} en échec {dict(codes)}"
    return Bilan(figures, rates)


def couper_le_courtier(sans: bool) -> Bilan:
    """Redis stopped: pages, a document asked for, then Redis again and the sweep."""
    courtier = serveur_redis()
    vider_la_file()
    with site() as servi:
        formulaire = _caches(servi.lire("/rapports/demander/bilan-conseil/")[2])
        courtier.arreter()
        try:
            codes = Counter(servi.lire(page)[0] for page in PAGES * 3)
            debut = time.monotonic()
            code = _demander(servi, formulaire)
            attente = time.monotonic() - debut
        finally:
            courtier.relancer()
            courtier.adopter()
    faits = _balayer() if not sans else 0
    rates = sum(n for c, n in codes.items() if c != 200) + (code != 200)
    figures = (
        f"{sum(codes.values())} pages et 1 demande sans courtier : {rates} en échec, rendue en {attente:.1f} s ; "
        f"{faits} document sur 1 fait après le retour{' (pas de balayage)' if sans else ''}"
    )
    return Bilan(figures, rates + (faits != 1))


def envoyer_vingt_fois(sans: bool) -> Bilan:
    """The same form, twenty times at once, for each thing that is created most."""
    nombres = {}
    with site() as servi:
        for nom, (chemin, saisie, modele) in _creations().items():
            avant = modele.objects.count()
            caches = _caches(servi.lire(chemin)[2])
            _ensemble(servi, chemin, saisie, caches, distincts=sans)
            nombres[nom] = modele.objects.count() - avant
    figures = "20 envois du même formulaire : " + ", ".join(f"{nom} {nombre}" for nom, nombre in nombres.items())
    return Bilan(figures, sum(nombre != 1 for nombre in nombres.values()))


def _creations() -> dict[str, tuple[str, dict, type]]:
    from conseils.models import ConseilCitoyen  # noqa: PLC0415

    conseil = ConseilCitoyen.objects.get(arrondissement__numero=18)
    tenue = f.ReunionFabrique(conseil=conseil, statut="tenue")
    vider_la_file()
    reunion = {"type": "atelier", "intitule": "Atelier", "echelle": "arrondissement", "date": "2026-11-02"}
    return {
        "réunion": ("/conseils/18/reunions/ajouter/", reunion | {"lieu": "Mairie", "statut": "prevue"}, Reunion),
        "avis": (
            "/conseils/18/avis/rediger/",
            {"type": "avis", "titre": "Éclairage", "texte": "Plus tôt.", "echelle": "arrondissement"},
            Avis,
        ),
        "décision": (
            reverse("decision_ajouter", args=[18, tenue.pk]),
            {"nature": "proposition", "texte": "Un banc"},
            Decision,
        ),
        "document": ("/rapports/demander/bilan-conseil/", {"conseil": conseil.pk, "exercice": 2026}, Rapport),
    }


def _ensemble(servi: Site, chemin: str, saisie: dict, caches: dict, *, distincts: bool) -> None:
    """Twenty at once. The control comes from twenty pages: nothing says then that it is one act."""
    pages = [_caches(servi.lire(chemin)[2]) if distincts else caches for _ in range(20)]
    with ThreadPoolExecutor(20) as fils:
        list(fils.map(lambda page: servi.lire(chemin, saisie | page), pages))


def _demander(servi: Site, caches: dict) -> int:
    from conseils.models import ConseilCitoyen  # noqa: PLC0415

    saisie = {"conseil": ConseilCitoyen.objects.first().pk, "exercice": 2026} | caches
    return servi.lire("/rapports/demander/bilan-conseil/", saisie)[0]


def _caches(texte: str) -> dict:
    return {nom: valeur for nom, valeur in CACHE.findall(texte) if valeur}


def _sous_charge(servi: Site, coup: Callable[[], float]) -> tuple[float, Counter]:
    """Read pages from several threads; strike in the middle. How long it lasted, and every status."""
    fin = threading.Event()

    def lire(rang: int) -> Counter:
        codes: Counter = Counter()
        while not fin.is_set():
            codes[servi.lire(PAGES[(rang + codes.total()) % len(PAGES)])[0]] += 1
        return codes

    with ThreadPoolExecutor(FILS) as fils:
        lecteurs = [fils.submit(lire, rang) for rang in range(FILS)]
        time.sleep(DUREE / 4)
        duree = coup()
        time.sleep(DUREE / 2)
        fin.set()
        return duree, sum((lecteur.result() for lecteur in lecteurs), Counter())


def _balayer() -> int:
    """Start a worker and a beat, which nobody has sent anything to, and wait for what was asked meanwhile."""
    battement = (*BATTEMENT, "--schedule", f"{settings.DATA_DIR}/beat-retour")
    with processus(*OUVRIER), processus(*battement):
        try:
            attendre(lambda: Rapport.objects.filter(etat="projet").exists(), "le document")
        except TimeoutError:
            return 0
    return 1
