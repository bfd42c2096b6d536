"""Somebody behind the proxy: speaks HTTP as it forwards it, keeps only secure cookies, types in the page's forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from tests.production.pile import HOTE

CACHES = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
RENVOIS = {301, 302, 303}


@dataclass(frozen=True)
class Reponse:
    code: int
    adresse: str
    entetes: HTTPMessage
    octets: bytes

    @property
    def texte(self) -> str:
        return self.octets.decode()


class Visiteur:
    """One browser: cookies, and the site it is on."""

    hote = HOTE

    def __init__(self, port: int, ip: str = "192.0.2.1") -> None:
        self.port, self.ip, self.temoins = port, ip, {}
        self.site = f"https://{self.hote}"

    def lire(self, adresse: str, **entetes: str) -> Reponse:
        return self._suivre("GET", adresse, None, entetes)

    def remplir(self, ou: str | Reponse, **saisie: object) -> Reponse:
        """Open the page, unless it is already, type, send; where it leads."""
        page = self.lire(ou) if isinstance(ou, str) else ou
        assert page.code == 200, (page.adresse, page.code)
        # A page may show several forms: that of the act comes last, after « Se déconnecter ».
        envoi = dict(CACHES.findall(page.texte)) | {nom: str(valeur) for nom, valeur in saisie.items()}
        return self._suivre("POST", page.adresse, urlencode(envoi), {})

    def _suivre(self, methode: str, adresse: str, corps: str | None, entetes: dict) -> Reponse:
        reponse = self._demander(methode, adresse, corps, entetes)
        while reponse.code in RENVOIS:
            suite = urljoin(self.site + reponse.adresse, reponse.entetes["Location"])
            assert suite.startswith(f"{self.site}/"), suite
            reponse = self._demander("GET", suite.removeprefix(self.site), None, {})
        return reponse

    def _demander(self, methode: str, adresse: str, corps: str | None, entetes: dict) -> Reponse:
        liaison = self._liaison()
        try:
            liaison.request(methode, adresse, corps, self._entetes(corps) | entetes)
            recu = liaison.getresponse()
            reponse = Reponse(recu.status, adresse, recu.headers, recu.read())
        finally:
            liaison.close()
        self._garder(reponse.entetes)
        return reponse

    def _liaison(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=60)

    def _entetes(self, corps: str | None) -> dict[str, str]:
        forme = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.site} if corps else {}
        return forme | {
            "Host": self.hote,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": self.ip,
            "Cookie": "; ".join(f"{nom}={valeur}" for nom, valeur in self.temoins.items()),
        }

    def _garder(self, entetes: HTTPMessage) -> None:
        for ligne in entetes.get_all("Set-Cookie") or []:
            for temoin in SimpleCookie(ligne).values():
                # Django erases one without repeating how it was set.
                assert temoin["secure"] or not temoin.value, ligne
                self.temoins[temoin.key] = temoin.value


def chemin(lien: str, site: str) -> str:
    """The path of a link to ``site``."""
    morceaux = urlsplit(lien.strip())
    assert f"{morceaux.scheme}://{morceaux.netloc}" == site
    return morceaux.path
