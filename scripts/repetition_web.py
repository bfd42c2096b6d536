"""What the rehearsal of docker-compose.yml does through the proxy: over HTTPS, from outside, as browsers do."""

from __future__ import annotations

import hashlib
import re
import socket
import ssl
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from email import message_from_string, policy
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from itertools import count

from scripts.repetition_pile import DOMAINE, Pile, chronometrer
from tests.production.gestes import ANNEE, demander, inviter, ouvrir_un_compte, produit
from tests.production.pile import attendre
from tests.production.visiteur import Reponse, Visiteur

AUTORITE = "/certificats/caddy/pki/authorities/local/root.crt"
ENTETES = ("Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy", "Content-Security-Policy")
BAVARDS = ("Server", "Via", "X-Powered-By")
ADMINISTRATEUR, COORDINATRICE = "adam@exemple.invalid", "corinne@exemple.invalid"
LUES = ("/", "/conseils/", "/conseils/18/reunions/", "/rapports/")
REUNION = {
    "type": "atelier",
    "echelle": "arrondissement",
    "statut": "prevue",
    "date": f"{ANNEE}-01-15",
    "lieu": "Mairie",
}
PAUSE = 0.1  # seconds between two pages of one reader
TROP = 31_000_000  # bytes, above what the Caddyfile lets through
# As docs/exploitation.md replaces them; the last two do not answer pages.
REMPLACES = (("web",), ("web-relais",), ("worker", "beat"))


class ParLeProxy(HTTPSConnection):
    """The published port, whatever the name resolves to."""

    def connect(self) -> None:
        prise = socket.create_connection(("127.0.0.1", self.port), self.timeout)
        self.sock = self._context.wrap_socket(prise, server_hostname=self.host)


class Passant(Visiteur):
    hote = DOMAINE
    contexte: ssl.SSLContext

    def __init__(self, temoins: dict[str, str] | None = None) -> None:
        super().__init__(443)
        self.temoins |= temoins or {}

    def _liaison(self) -> HTTPConnection:
        return ParLeProxy(self.hote, timeout=60, context=self.contexte)

    def annoncer(self, taille: int) -> Reponse:
        """Say that so many bytes are coming, and wait for what is answered to that alone."""
        with closing(self._liaison()) as liaison:
            liaison.putrequest("POST", "/compte/connexion/")
            liaison.putheader("Content-Length", str(taille))
            liaison.endheaders()
            recu = liaison.getresponse()
            return Reponse(recu.status, "", recu.headers, recu.read())


class Journee:
    """People at work while the containers come and go."""

    def __init__(self, pile: Pile) -> None:
        self.pile = pile
        self._faire_confiance()

    def reponses(self) -> None:
        """Each kind of answer, and whether it bears what every answer bears."""
        passant = Passant()
        self._juger("page de connexion", passant.lire("/compte/connexion/"), 200)
        self._juger("adresse inconnue", passant.lire("/nulle-part/"), 404)
        self._juger("/metriques/ du dehors", passant.lire("/metriques/"), 404)
        self._juger("envoi de 31 Mo", passant.annoncer(TROP), 413)
        with closing(HTTPConnection("127.0.0.1", 80, timeout=10)) as en_clair:
            en_clair.request("GET", "/conseils/", headers={"Host": DOMAINE})
            renvoi = en_clair.getresponse()
            self._juger("en clair", Reponse(renvoi.status, "", renvoi.headers, renvoi.read()), 301)
            vers = renvoi.headers["Location"]
        self.pile.noter("renvoi vers", vers, tenu=vers == f"https://{DOMAINE}/conseils/")

    def document(self) -> None:
        """From the first administrator to a document made by the worker."""
        console = self.pile.dans(
            "web", "python", "manage.py", "creer_administrateur", ADMINISTRATEUR, "Adam", "Durand"
        )
        inviter(ouvrir_un_compte(Passant(), console.split()[-1], ADMINISTRATEUR), COORDINATRICE)
        self.corinne = ouvrir_un_compte(Passant(), self._lien_recu(), COORDINATRICE)
        self.bilan = demander(self.corinne, 18)
        duree = chronometrer(lambda: attendre(lambda: produit(self.corinne, self.bilan), "le bilan"))
        self.empreinte = produit(self.corinne, self.bilan)
        self._relire(f"bilan produit en {duree:.1f} s, téléchargé")
        poses = self.pile.dans("web", "ls", "--almost-all", "/donnees").split()
        self.pile.noter("dans le volume", poses, tenu=set(poses) == {"courriels", "documents"})

    def remplacements(self) -> None:
        """« Mise à jour », while people read and write."""
        fini: list[bool] = []
        with ThreadPoolExecutor(len(LUES) + 1) as fils:
            lecteurs = [fils.submit(self._lire, page, fini) for page in LUES]
            saisie = fils.submit(self._saisir, fini)
            try:
                durees = [
                    f"{' '.join(noms)} {chronometrer(partial(self._remplacer, noms)):.0f} s" for noms in REMPLACES
                ]
            finally:
                fini.append(True)
        self.pile.noter("remplacés sous la charge", ", ".join(durees), tenu=True)
        lues, lentes = zip(*(lecteur.result() for lecteur in lecteurs), strict=True)
        codes = sum(lues, Counter())
        self.pile.noter(f"pages lues (la plus lente {max(lentes):.1f} s)", dict(codes), tenu=set(codes) == {200})
        envois = saisie.result()
        inscrites = int(self._compter("Charge %"))
        self.pile.noter(f"réunions inscrites pour {dict(envois)}", inscrites, tenu=dict(envois) == {200: inscrites})
        attendre(lambda: produit(self.corinne, self.attendu), "le bilan demandé pendant le remplacement")
        self.pile.noter("bilan demandé pendant le remplacement", "produit", tenu=True)

    def panne(self) -> None:
        """Neither web answers: the proxy says it itself, then finds them again."""
        self.pile.composer("stop", "web", "web-relais")
        self._juger("les deux web arrêtés", Passant().lire("/compte/connexion/"), 503)
        self.pile.composer("up", "--detach", "--no-deps", "--wait", "web", "web-relais")
        self._juger("les deux web revenus", Passant().lire("/compte/connexion/"), 200)

    def retrouver(self, quand: str) -> None:
        """The session and the document have outlived their containers."""
        self._faire_confiance()
        self._relire(f"{quand}, même session et même bilan")

    def _faire_confiance(self) -> None:
        """Take the authority that Caddy made for itself, new with its volume."""
        autorite = attendre(lambda: self.pile.dans("proxy", "cat", AUTORITE, attendu=None), "l'autorité de Caddy")
        Passant.contexte = ssl.create_default_context(cadata=autorite)

    def _relire(self, quoi: str) -> None:
        somme = hashlib.sha256(self.corinne.lire(f"{self.bilan}pdf/").octets).hexdigest()
        self.pile.noter(quoi, f"sha256 {somme[:12]}…", tenu=somme == self.empreinte)

    def _juger(self, quoi: str, reponse: Reponse, code: int) -> None:
        manquent = [nom for nom in ENTETES if nom not in reponse.entetes]
        de_trop = [nom for nom in BAVARDS if nom in reponse.entetes]
        trouve = f"{reponse.code}" + (f", sans {manquent}, avec {de_trop}" if manquent or de_trop else "")
        self.pile.noter(quoi, trouve, tenu=trouve == str(code))

    def _lien_recu(self) -> str:
        """The link of the only e-mail to the coordinator, kept in a file since no server is named."""
        noms = self.pile.dans("worker", "ls", "/donnees/courriels").split()
        lus = (self.pile.dans("worker", "cat", f"/donnees/courriels/{nom}") for nom in noms)
        messages = (message_from_string(lu, policy=policy.default) for lu in lus)
        (recu,) = (message for message in messages if message["To"] == COORDINATRICE)
        return re.search(r"https://\S+", recu.get_content())[0]

    def _compter(self, intitule: str) -> str:
        requete = f"SELECT count(*) FROM conseils_reunion WHERE intitule LIKE '{intitule}'"  # noqa: S608  our own words
        return self.pile.dans("db", "psql", "--username", "conseils", "--tuples-only", "--command", requete)

    def _remplacer(self, services: tuple[str, ...]) -> None:
        if "worker" in services:
            self.attendu = demander(Passant(self.corinne.temoins), 19)
        self.pile.composer("up", "--detach", "--no-deps", "--wait", "--force-recreate", *services)

    def _lire(self, page: str, fini: list[bool]) -> tuple[Counter, float]:
        codes, lente, lecteur = Counter(), 0.0, Passant(self.corinne.temoins)
        while not fini:
            debut = time.monotonic()
            codes[essayer(partial(lecteur.lire, page))] += 1
            lente = max(lente, time.monotonic() - debut)
            time.sleep(PAUSE)
        return codes, lente

    def _saisir(self, fini: list[bool]) -> Counter:
        """One meeting after another, each with a title of its own."""
        codes, auteur, rangs = Counter(), Passant(self.corinne.temoins), count()
        while not fini:
            saisie = REUNION | {"intitule": f"Charge {next(rangs)}"}
            codes[essayer(partial(auteur.remplir, "/conseils/18/reunions/ajouter/", **saisie))] += 1
            time.sleep(PAUSE)
        return codes


def essayer(acte: Callable[[], Reponse]) -> int | str:
    """The status that the page came to, or what prevented it."""
    try:
        return acte().code
    except (OSError, HTTPException, AssertionError) as echec:
        return type(echec).__name__
