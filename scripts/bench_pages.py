"""What the main pages weigh and ask, against ``scripts/budget.csv`` (part of ``make bench``, and in the tests).

Bytes and queries are counts: the same on every machine, so a page over its budget fails the bench. The budget is a
twentieth above the bytes of the run that set it, and exactly its queries. U, the cost of a trivial response through
the same middlewares, is printed and never judged. On the demonstration of DATA_DIR.
"""

from __future__ import annotations

import csv
import statistics
from http import HTTPStatus
from pathlib import Path

from scripts.bench_growth import TRIVIALE, avec_la_triviale, repondre

BUDGET = Path(__file__).with_name("budget.csv")
ENTREE = "/compte/"  # where whoever has no session, or no second factor, is led instead
TOURS = 3


def mesurer() -> bool:
    """Print one line a page; whether they all keep their budget."""
    from reporting.services import cumuls  # noqa: PLC0415  once the settings are known

    cumuls.rafraichir()  # as a deployment stands two minutes after it was written in
    lignes = budget()
    pages = [TRIVIALE, *((ligne["compte"], ligne["page"], ligne["adresse"]) for ligne in lignes)]
    with avec_la_triviale():
        mesures = _mesurer(pages)
    unite = statistics.median(m["ms"] for m in mesures[TRIVIALE])
    print(f"\nPages, U = {unite:.2f} ms\n{'page':<34}{'octets':>18}{'requêtes':>10}{'U':>8}")
    tenus = [_imprimer(ligne, mesures[page], unite) for ligne, page in zip(lignes, pages[1:], strict=True)]
    return all(tenus)


def budget() -> list[dict[str, str]]:
    """The rows of the file: an account, a page, and how many bytes and queries it may cost."""
    with BUDGET.open(encoding="utf-8", newline="") as fichier:
        return list(csv.DictReader(fichier))


def depassements(ligne: dict[str, str], mesure: dict) -> list[str]:
    """What this page has beyond its budget, in words. A page that is not served, or not given, keeps none."""
    if mesure["code"] != HTTPStatus.OK:
        return [f"code {mesure['code']}"]
    if mesure["arrivee"].startswith(ENTREE):
        return [f"mène à {mesure['arrivee']}"]
    mots = {"octets": "octets", "requetes": "requêtes"}
    return [f"{mesure[nom]} {mot}" for nom, mot in mots.items() if mesure[nom] > int(ligne[nom])]


def _mesurer(pages: list[tuple[str, str, str]]) -> dict[tuple, list[dict]]:
    """In turn, so that a busy machine weighs on all; the first turn, which fills the caches, is not kept."""
    clients: dict = {}
    tours = [{page: repondre(clients, *page) for page in pages} for _ in range(TOURS + 1)]
    return {page: [tour[page] for tour in tours[1:]] for page in pages}


def _imprimer(ligne: dict[str, str], mesures: list[dict], unite: float) -> bool:
    fin = mesures[-1]
    trop = depassements(ligne, fin)
    comptes = f"{fin['octets']}/{ligne['octets']:>7}", f"{fin['requetes']}/{ligne['requetes']}"
    cout = statistics.median(m["ms"] for m in mesures) / unite
    nom = f"{ligne['compte'].split('@')[0]}, {ligne['page']}"
    alerte = f"   <- {', '.join(trop)}" if trop else ""
    print(f"{nom:<34}{comptes[0]:>18}{comptes[1]:>10}{cout:>8.1f}{alerte}", flush=True)
    return not trop
