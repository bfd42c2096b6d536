"""``make wapiti``: the scanner of web applications, on the running site, as each role of the demonstration.

Each role has a site of its own, on a copy of the same data: what one spoils is not missing to the next. The scanner is
given one page of each address that the role reaches by following links (scripts/acces_exploration.py), sends every
form of these pages, then attacks them. Its reports are kept in DATA_DIR/wapiti. Anything found fails the command,
as does an answer 5xx, a session that did not last, too many answers 429, or a site with holes where it sees none.

ROLES="ville admin" tries these only; DUREE is how many seconds each kind of attack may take, for each role, once
LECTURE seconds at most have been given to the pages and to their forms.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["DEMO"] = "1"

from scripts.accessibilite import copier_la_demonstration  # noqa: E402
from scripts.systeme import commande_apt, installer  # noqa: E402

if TYPE_CHECKING:
    from django.test import Client

DUREE = int(os.environ.get("DUREE") or 60)
LECTURE = int(os.environ.get("LECTURE") or 300)  # seconds to read the pages and to send their forms as they are
AU_PLUS = 2  # pages of one address that each role reads, to find the others
PROCESSUS = int(os.environ.get("PROCESSUS") or 2)  # sites side by side
TROP_VITE = 0.01  # the part of answers 429 above which a run proves nothing
# Left out: ssrf and xxe wait to be called back from a server of theirs, nikto and wapp fetch their lists; shellshock,
# about CGI, writes over the cookies: every form sent after it is refused for its token.
MODULES = (
    "backup", "blindsql", "cookieflags", "crlf", "csp", "csrf", "exec", "file", "htaccess", "http_headers",
    "methods", "permanentxss", "redirect", "sql", "xss",
)  # fmt: skip
# What would end the scanner's own session.
SORTIES = {"account_logout", "proconnect_deconnexion", "session_terminer", "compte_fermer", "compte_effacer"}
# What ends an object: sent once the rest of it has been attacked.
FINS = re.compile(r"_(annuler|clore|cloture|effacer|fermer|retirer|supprimer)$")

EN_CLAIR = "servi ici en http ; la production le pose (config/settings.py)"
SANS_JETON = "Lack of anti CSRF token"
# Without a referrer, which these pages refuse to tell, a browser sends « Origin: null »: no token would be accepted.
PAR_LIEN = {"repondre", "consultation_repondre", "consultation_suivi"}
ACCEPTES = {
    SANS_JETON: "là où aucune session ne donne de droit : il faut déjà tenir le lien ou le reçu",
    "Secure flag is not set in the cookie : sessionid": EN_CLAIR,
    "Secure flag is not set in the cookie : csrftoken": EN_CLAIR,
    "Strict-Transport-Security is not set": EN_CLAIR,
    "X-XSS-Protection is not set": "les navigateurs l’ont retiré, il ouvrait des failles ; la CSP en tient lieu",
}


@dataclass
class Passage:
    """What was done as one role, and what was found."""

    qui: str
    pages: int
    statuts: Counter = field(default_factory=Counter)
    adresses: set[str] = field(default_factory=set)
    envoyees: set[str] = field(default_factory=set)
    fautes: list[str] = field(default_factory=list)
    acceptes: set[str] = field(default_factory=set)
    duree: float = 0.0

    def juger(self) -> None:
        """What the answers tell by themselves."""
        demandes, refus = self.statuts.total(), self.statuts[429]
        self.fautes += [f"{nombre} réponses {statut}" for statut, nombre in self.statuts.items() if statut >= 500]
        if refus > TROP_VITE * demandes:
            self.fautes.append(f"{refus} réponses 429 sur {demandes} : ce passage ne prouve rien")

    def __str__(self) -> str:
        statuts = ", ".join(f"{statut} : {nombre}" for statut, nombre in sorted(self.statuts.items()))
        figures = (
            f"{self.qui} : {self.pages} pages, {self.statuts.total()} demandes ({statuts}) à {len(self.adresses)} "
            f"adresses, dont {len(self.envoyees)} par un formulaire ; {len(self.fautes)} défaut(s), "
            f"{len(self.acceptes)} accepté(s), {self.duree:.0f} s"
        )
        return "\n    ".join([figures, *self.fautes])


def principal() -> int:
    programme = interpreteur()
    origine = Path(os.environ.get("DATA_DIR") or RACINE / "var").resolve()
    rapports = origine / "wapiti"
    rapports.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wapiti-") as dossier:
        roles = preparer(origine, Path(dossier, "modele"))
        manques, un_a_la_fois = temoin(Path(dossier), programme, rapports), Lock()

        def passer(qui: str) -> Passage:
            with un_a_la_fois:  # the copies are made of a base that nobody writes in
                pages = lire(qui, *roles[qui])
                sien = shutil.copytree(Path(dossier, "modele"), Path(dossier, qui))
            return scanner(qui, sien, pages, programme, rapports)

        with ThreadPoolExecutor(PROCESSUS) as fils:
            return conclure([*fils.map(passer, os.environ.get("ROLES", "").split() or roles)], manques)


def interpreteur() -> str:
    """The Python that wapiti runs with; the program is installed when we may."""
    if not shutil.which("wapiti") and not installer(["wapiti"]):
        commande = " ".join(commande_apt(["wapiti"]))
        sys.exit(f"Le programme wapiti manque au système. Installez-le, puis recommencez :\n\n  sudo {commande}\n")
    with Path(shutil.which("wapiti")).open() as programme:
        return programme.readline().removeprefix("#!").strip()


def preparer(origine: Path, modele: Path) -> dict[str, tuple]:
    """The demonstration with the states that it lacks; by role, its client, where it begins and whether it follows."""
    modele.mkdir()
    copier_la_demonstration(origine, modele)
    shutil.copy(origine / "mot_de_passe_demo", modele)
    os.environ["DATA_DIR"] = str(modele)
    import django  # noqa: PLC0415  the settings read DATA_DIR

    django.setup()
    logging.disable(logging.WARNING)  # the refusals that are asked for on purpose
    from django.db import connection  # noqa: PLC0415

    from scripts.acces_etats import QUI, departs  # noqa: PLC0415
    from scripts.wapiti_site import VISITEUR  # noqa: PLC0415

    roles = {qui: (client, chemins, suivre) for qui, client, chemins, suivre in departs() if qui in {*QUI, VISITEUR}}
    connection.close()
    return roles


def lire(qui: str, client: Client, chemins: list[str], suivre: bool) -> list[str]:
    """A page of each address that this role reaches by following links."""
    from django.db import connection  # noqa: PLC0415

    from scripts.acces_exploration import explorer  # noqa: PLC0415

    pages: dict[str, str] = {}
    for page in explorer(qui, client, chemins, suivre=suivre, au_plus=AU_PLUS):
        pages.setdefault(page.nom, page.chemin)
    connection.close()
    return [*pages.values()]


def temoin(dossier: Path, programme: str, rapports: Path) -> list[str]:
    """The holes of a site that has some, which the scanner did not see."""
    from scripts.wapiti_site import Site  # noqa: PLC0415
    from scripts.wapiti_temoin import PAGES, TROUS  # noqa: PLC0415

    site, rapport = Site("témoin", dossier, "scripts.wapiti_temoin"), rapports / "temoin.json"
    with site.ouvert():
        attaquer(site, PAGES, [], programme, rapport)
    vus = {nom for nom, trouves in json.loads(rapport.read_text())["vulnerabilities"].items() if trouves}
    print(f"témoin : {len(TROUS & vus)} trous vus sur {len(TROUS)}", flush=True)
    return [f"trou du témoin que rien n’a vu : {trou}" for trou in sorted(TROUS - vus)]


def scanner(qui: str, dossier: Path, pages: list[str], programme: str, rapports: Path) -> Passage:
    """In two runs: what ends an object comes after the attack of the others."""
    from scripts.acces_exploration import nom_de  # noqa: PLC0415
    from scripts.wapiti_site import Site  # noqa: PLC0415

    debut, passage, site = time.monotonic(), Passage(qui, len(pages)), Site(qui, dossier)
    fins = [page for page in pages if FINS.search(nom_de(page))]
    reste = [page for page in pages if page not in fins]
    with site.ouvert(), site.sans_limite():
        site.entrer()
        for nom, donnees, exclus in ((qui, reste, FINS), (f"{qui}-fins", fins, None)):
            if donnees:
                attaquer(site, donnees, [*motifs(exclus)], programme, rapports / f"{nom}.json")
                passage.fautes += relever(rapports / f"{nom}.json", passage.acceptes)
        if not site.connecte():
            passage.fautes.append("la session n’a pas tenu jusqu’au bout : ce passage ne prouve rien")
    passage.statuts, passage.adresses, passage.envoyees = site.compter()
    passage.duree = time.monotonic() - debut
    passage.juger()
    print(passage, flush=True)
    return passage


def motifs(exclus: re.Pattern | None) -> Iterator[str]:
    """The addresses left alone, as wapiti writes them."""
    from comptes.checks import routes  # noqa: PLC0415

    for chemin, adresse in routes():
        if adresse.name in SORTIES or (exclus and exclus.search(adresse.name)):
            yield f"/{re.sub('<[^>]+>', '*', chemin)}*"


def attaquer(site, pages: list[str], exclus: list[str], programme: str, rapport: Path) -> None:
    """One run of wapiti. Depth 1: the pages that it is given, their forms, and a few of their links."""
    rapport.unlink(missing_ok=True)
    departs = site.dossier / "departs.txt"
    departs.write_text("".join(f"{site.base}{page}\n" for page in pages))
    commande = [
        *("setpriv", "--pdeathsig", "KILL", programme, str(RACINE / "scripts/wapiti_repare.py")),
        *("-u", f"{site.base}/", "-s", str(departs)),
        *("--cookie", str(site.temoins_de_wapiti()), "--skip", "csrfmiddlewaretoken"),
        *(option for motif in exclus for option in ("-x", site.base + motif)),
        *("--scope", "domain", "--depth", "1", "--max-links-per-page", "3", "--timeout", "30"),
        *("--max-scan-time", str(LECTURE), "--max-attack-time", str(DUREE), "--module", ",".join(MODULES)),
        *("--format", "json", "--output", str(rapport), "--no-bugreport", "--flush-session"),
        *("--store-session", str(site.dossier / "wapiti"), "--store-config", str(site.dossier / "wapiti")),
    ]
    milieu = os.environ | {"LANG": "C", "LANGUAGE": "en", "HOME": str(site.dossier)}
    with rapport.with_suffix(".log").open("w") as journal:
        subprocess.run(commande, env=milieu, stdout=journal, stderr=subprocess.STDOUT, check=True)


def relever(rapport: Path, acceptes: set[str]) -> Iterator[str]:
    """What the report holds and nobody accepted, each once."""
    from scripts.acces_exploration import nom_de  # noqa: PLC0415

    lu = json.loads(rapport.read_text())
    for sorte in ("vulnerabilities", "anomalies"):
        trouves = ((nom, trouve) for nom, liste in lu[sorte].items() for trouve in liste)
        for nom, trouve in trouves:
            if trouve["info"] in ACCEPTES and (trouve["info"] != SANS_JETON or nom_de(trouve["path"]) in PAR_LIEN):
                acceptes.add(trouve["info"])
            else:
                yield f"{nom} : {trouve['method']} {trouve['path']} [{trouve['parameter']}] {trouve['info']}"


def conclure(passages: list[Passage], manques: list[str]) -> int:
    """Print the sums and what was accepted; whether something was found, or missed."""
    for accepte in sorted(set().union(*(passage.acceptes for passage in passages))):
        print(f"accepté : « {accepte} », {ACCEPTES[accepte]}")
    demandes = sum(passage.statuts.total() for passage in passages)
    adresses = set().union(*(passage.adresses for passage in passages))
    fautes = [*manques, *(faute for passage in passages for faute in passage.fautes)]
    print(*manques, sep="\n", end="\n" if manques else "")
    print(f"wapiti : {len(passages)} rôles, {demandes} demandes à {len(adresses)} adresses, {len(fautes)} défaut(s).")
    return bool(fautes)


if __name__ == "__main__":
    sys.exit(principal())
