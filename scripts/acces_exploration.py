"""Every page that each account of the demonstration reaches by following links (part of ``make accessibilite``)."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from operator import itemgetter
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

PATIENCE = 3  # pages of one address, read by one account, that bring nothing
PAR_LIEN = ("repondre", "consultation_repondre")  # a link that is no longer good is told by a page, with 404
HTML = "text/html"
REDIRIGE = (301, 302, 303)


class Lecture(HTMLParser):
    """The links of a page, and its shape: which sort of element lies inside which."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.liens: list[str] = []
        self.formes: set[tuple] = set()
        self.parent = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        lus = dict(attrs)
        if tag == "a" and (lien := lus.get("href")):
            self.liens.append(lien)
        aria = tuple(sorted(nom for nom in lus if nom.startswith("aria-") or nom in ("role", "tabindex")))
        forme = (tag, lus.get("class") or "", lus.get("type") or "", aria)
        self.formes.add((self.parent, *forme))
        self.parent = tag


@dataclass
class Page:
    """An address as one account reads it. ``qui`` is empty for a visitor."""

    qui: str
    nom: str
    chemin: str
    formes: set[tuple] = field(repr=False)


def explorer(qui: str, client: Client, departs: list[str], *, suivre: bool = True) -> Iterator[Page]:
    """Breadth first; an address is left once a few of its pages in a row lead nowhere new and look the same."""
    file, vus, connu, lassitude = deque(departs), set(departs), set(), Counter()
    while file:
        chemin = file.popleft()
        nom = nom_de(chemin)
        if nom is None or lassitude[nom] >= PATIENCE:
            continue
        page, liens = lire(qui, nom, chemin, client)
        suivants = {adresse(chemin, lien) for lien in liens} - vus - {""} if suivre or not page else set()
        if page:
            apporte = {(nom, *forme) for forme in page.formes} | {nom_de(suivant) for suivant in suivants}
            lassitude[nom] = lassitude[nom] + 1 if apporte <= connu else 0
            connu |= apporte
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
    lecture = Lecture(reponse.content.decode())
    return Page(qui, nom, chemin, lecture.formes), lecture.liens


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
    return [page for _, page in sorted(choisies, key=itemgetter(0))]
