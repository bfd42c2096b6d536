"""A site with holes, scanned like the others: what ``make wapiti`` would say of ours, had it any."""

from collections.abc import Callable, Iterable
from urllib.parse import parse_qs

TROUS = {
    "Content Security Policy Configuration",
    "Cross Site Request Forgery",
    "Cross Site Scripting",
    "Open Redirect",
}
PAGES = ["/?mot=bonjour", "/?vers=/accueil/"]
FORMULAIRE = '<form method="post" action="/"><input name="mot" value="bonjour"><input type="submit"></form>'


def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
    """Repeats what it is told, goes where it is told, takes any form."""
    recu = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode(errors="replace")
    donnees = {cle: valeurs[0] for cle, valeurs in parse_qs(f"{environ['QUERY_STRING']}&{recu}").items()}
    if "vers" in donnees:
        start_response("302 Found", [("Location", donnees["vers"])])
        return []
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    return [f"<html><body><p>{donnees.get('mot', '')}</p>{FORMULAIRE}</body></html>".encode()]
