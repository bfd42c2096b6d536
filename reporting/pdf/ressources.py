"""What a document may load: our static files, and nothing else on the disk or on the network."""

from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils._os import safe_join
from weasyprint.urls import URLFetcher, URLFetcherResponse

# Never resolved: the fetcher answers for it. ``.invalid`` is reserved for that.
BASE = "https://statique.invalid/"


class RessourceRefusee(Exception):
    """A document asked for something that is not one of our static files."""


class FichiersStatiques(URLFetcher):
    """Serves ``BASE + name`` from the static files. Any other address is fatal, not a silent gap."""

    def __init__(self) -> None:
        super().__init__(fail_on_errors=True)

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        if not url.startswith(BASE):
            raise RessourceRefusee(f"adresse refusée dans un document : {url[:80]}")
        fichier = _trouver(unquote(urlsplit(url).path).lstrip("/"))
        return URLFetcherResponse(url, fichier.read_bytes(), {"Content-Type": _type(fichier)})


def _trouver(nom: str) -> Path:
    """The source where it is shipped, else the collected copy. Both refuse a name that climbs out."""
    trouve = finders.find(nom)
    if not trouve and settings.STATIC_ROOT:
        trouve = safe_join(settings.STATIC_ROOT, nom)
    if not trouve or not Path(trouve).is_file():
        raise RessourceRefusee(f"fichier statique introuvable : {nom[:80]}")
    return Path(trouve)


def _type(fichier: Path) -> str:
    return guess_type(fichier.name)[0] or "application/octet-stream"
