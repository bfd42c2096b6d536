"""The forms of a page, as a browser would send them back without anything being typed."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

ENVOIS = {"submit", "image", "reset", "button"}


@dataclass
class Formulaire:
    """``champs``: what would be sent; ``fichiers``: the names of the fields that take a file."""

    champs: dict[str, list[str]] = field(default_factory=dict)
    fichiers: set[str] = field(default_factory=set)

    def noms(self) -> list[str]:
        return sorted({*self.champs, *self.fichiers})


class _Lecture(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.formulaire, self.dans, self.liste, self.zone = Formulaire(), False, "", ""

    def handle_starttag(self, balise, attrs):
        a = dict(attrs)
        if balise == "form":
            # Signing out is on every page, and is no form of the page.
            self.dans = (a.get("method") or "").lower() == "post" and "deconnexion" not in (a.get("action") or "")
        if not self.dans:
            return
        if balise in {"select", "textarea"} and a.get("name"):
            self.formulaire.champs.setdefault(a["name"], [])
            self.liste, self.zone = (a["name"], "") if balise == "select" else ("", a["name"])
        if balise == "option" and self.liste:
            self._option(a)
        if balise in {"input", "button"} and a.get("name"):
            self._saisie(a)

    def _option(self, a):
        choisies = self.formulaire.champs[self.liste]
        if "selected" in a or (not choisies and a.get("value")):
            self.formulaire.champs[self.liste] = [a.get("value") or ""]

    def _saisie(self, a):
        sorte = (a.get("type") or "text").lower()
        if sorte == "file":
            self.formulaire.fichiers.add(a["name"])
        elif sorte not in {"checkbox", "radio"} | ENVOIS or "checked" in a:
            self.formulaire.champs.setdefault(a["name"], []).append(a.get("value") or "")
        else:
            self.formulaire.champs.setdefault(a["name"], [])

    def handle_data(self, data):
        if self.zone:
            self.formulaire.champs[self.zone].append(data.strip())

    def handle_endtag(self, balise):
        self.dans = self.dans and balise != "form"
        self.liste = "" if balise == "select" else self.liste
        self.zone = "" if balise == "textarea" else self.zone


def lire(page: str) -> Formulaire:
    lecture = _Lecture()
    lecture.feed(page)
    return lecture.formulaire
