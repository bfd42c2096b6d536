"""Every page that an account of the demonstration reaches by its links (``make accessibilite``, ``make wapiti``)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from operator import itemgetter
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

AU_PLUS = 6  # pages of one address, read by one account
PATIENCE = 2  # pages of one address, read by one account, that bring nothing
PAR_LIEN = ("repondre", "consultation_repondre")  # a link that is no longer good is told by a page, with 404
HTML = "text/html"
JETON = re.compile(r"\b\w{64}\b")  # of a form: another one each time
REFUS = "refus"  # who reads the pages that say no: not there, not allowed, our own faults
GABARITS = "/gabarit/"  # pages of errors that no address gives on demand
PAGES_DE_REFUS = {
    "403": "/comptes/",
    "404": "/nulle-part/",
    "403_csrf": f"{GABARITS}403_csrf.html",
    "400": f"{GABARITS}400.html",
    "429": f"{GABARITS}429.html",
    "500": f"{GABARITS}500.html",
}
# Their page is not the same for everybody: one of each is examined for each role that reads it.
SELON_LE_ROLE = frozenset(
    {
        "accueil",
        "aide",
        "avis",
        "avis_du_conseil",
        "conseil",
        "conseils",
        "consultation",
        "equipe",
        "feuille",
        "groupe_moteur",
        "organisation",
        "rapport",
        "rapports",
        "recherche",
        "reglement",
        "reponse",
        "reponses",
        "reunion",
        "reunions",
        "suites",
        "tableau_de_bord",
    }
)
REDIRIGE = (301, 302, 303)


class Lecture(HTMLParser):
    """The links of a page, and its shape: which sort of element lies inside which."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.liens: list[str] = []
        self.formes: set[tuple] = set()
        self.parent = ""
        self.titre = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        lus = dict(attrs)
        if tag == "a" and (lien := lus.get("href")):
            self.liens.append(lien)
        aria = tuple(sorted(nom for nom in lus if nom.startswith("aria-") or nom in ("role", "tabindex")))
        forme = (tag, lus.get("class") or "", lus.get("type") or "", aria)
        self.formes.add((self.parent, *forme))
        self.parent = tag

    def handle_data(self, data: str) -> None:
        if self.parent == "title" and not self.titre:
            self.titre = " ".join(data.split())


@dataclass
class Page:
    """An address as one account reads it. ``qui`` is empty for a visitor."""

    qui: str
    nom: str
    chemin: str
    formes: set[tuple] = field(repr=False)
    titre: str = ""
    empreinte: str = ""  # of what was answered: the same page need not be examined twice


def explorer(
    qui: str, client: Client, departs: list[str], *, suivre: bool = True, au_plus: int = AU_PLUS
) -> Iterator[Page]:
    """Breadth first; an address is left once a few of its pages in a row lead nowhere new and look the same."""
    file, vus, connu, lassitude, lues = deque(departs), set(departs), set(), Counter(), Counter()
    while file:
        chemin = file.popleft()
        nom = nom_de(chemin)
        if nom is None or lassitude[nom] >= PATIENCE or lues[nom] >= au_plus:
            continue
        page, liens = lire(qui, nom, chemin, client)
        suivants = {adresse(chemin, lien) for lien in liens} - vus - {""} if suivre or not page else set()
        if page:
            apporte = {(nom, *forme) for forme in page.formes} | {nom_de(suivant) for suivant in suivants}
            lassitude[nom] = lassitude[nom] + 1 if apporte <= connu else 0
            connu |= apporte
            lues[nom] += 1
            yield page
        vus |= suivants
        file.extend(sorted(suivants))


def lire(qui: str, nom: str, chemin: str, client: Client) -> tuple[Page | None, list[str]]:
    """The page, unless it is a file or a refusal, and where it leads."""
    reponse = client.get(chemin)
    if reponse.status_code in REDIRIGE:
        return None, [reponse["Location"]]
    if reponse.streaming or not reponse.get("Content-Type", "").startswith(HTML):
        return None, []
    if reponse.status_code != 200 and nom not in PAR_LIEN:
        return None, []
    html = reponse.content.decode()
    lecture = Lecture(html)
    return Page(qui, nom, chemin, lecture.formes, lecture.titre, empreinte_de(html)), lecture.liens


def empreinte_de(html: str) -> str:
    return hashlib.sha256(JETON.sub("", html).encode()).hexdigest()


def adresse(depuis: str, lien: str) -> str:
    """The path and the query that a link leads to, empty when it leaves the application."""
    but = urlsplit(urljoin(f"http://testserver{depuis}", lien))
    if but.netloc != "testserver" or but.path.startswith("/static/"):
        return ""
    return but.path + (f"?{but.query}" if but.query else "")


def nom_de(chemin: str) -> str | None:
    try:
        return resolve(urlsplit(chemin).path).url_name
    except Resolver404:
        return None


def choisir(pages: list[Page]) -> list[Page]:
    """Those that hold what an earlier page of their address lacked, whoever read it; every address first."""
    connues: dict[str, set[tuple]] = {}
    rangs: Counter = Counter()
    choisies = []
    for page in pages:
        deja = connues.setdefault(page.nom, set())
        if not page.formes <= deja:
            deja |= page.formes
            choisies.append((rangs[page.nom], page))
            rangs[page.nom] += 1
    nouvelles = [page for _, page in sorted(choisies, key=itemgetter(0))]
    refus = [Page(REFUS, nom, chemin, set()) for nom, chemin in PAGES_DE_REFUS.items()]
    return refus + nouvelles + _selon_le_role(pages, nouvelles)


def _selon_le_role(pages: list[Page], choisies: list[Page]) -> list[Page]:
    """One for each role that reads another page than those already chosen, even when it only holds less."""
    vues = {(page.nom, frozenset(page.formes)) for page in choisies}
    lues = {(page.nom, page.qui) for page in choisies}
    autres = []
    for page in pages:
        forme = (page.nom, frozenset(page.formes))
        if page.nom in SELON_LE_ROLE and (page.nom, page.qui) not in lues and forme not in vues:
            vues.add(forme)
            lues.add((page.nom, page.qui))
            autres.append(page)
    return autres


def titres_partages(pages: list[Page]) -> list[tuple[str, str, str, str]]:
    """Two addresses under one title: in a list of tabs, or told by a screen reader, nothing says which is which."""
    noms: dict[str, dict[str, Page]] = {}
    for page in pages:
        noms.setdefault(page.titre, {}).setdefault(page.nom, page)
    return [
        (page.nom, "titre", page.chemin, f"titre de page : « {titre} » à plusieurs adresses")
        for titre, partage in noms.items()
        if len(partage) > 1
        for page in partage.values()
    ]
