"""Two workers against one, through the queue (part of ``make bench``).

The same documents are asked for, produced by one process, then by two that share them, and so on in turn; medians
of what the clock says are compared. Two processes on one free core cannot go faster than one.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
DOCUMENTS = 4
TOURS = 4
LIMITE = 1.85

sys.path.insert(0, str(RACINE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class Ouvrier:
    """A process that produces the documents whose keys it is given, as a worker does once woken."""

    def __init__(self) -> None:
        commande = [sys.executable, __file__]
        self.processus = subprocess.Popen(commande, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Ouvrier:
        return self

    def __exit__(self, *_) -> None:
        self.processus.stdin.close()
        self.processus.wait(30)

    def confier(self, cles: list[int]) -> None:
        self.processus.stdin.write(" ".join(map(str, cles)) + "\n")
        self.processus.stdin.flush()

    def attendre(self) -> None:
        if not self.processus.stdout.readline():
            sys.exit("Un ouvrier s'est arrêté.")


def comparer(sujets: list) -> bool:
    """Print the ratio; whether two workers are worth ``LIMITE`` times one. ``sujets``: the documents to ask for."""
    with ExitStack() as pile:
        deux = [pile.enter_context(Ouvrier()) for _ in range(2)]
        _tour(sujets, deux)  # imports, fonts and caches
        durees: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(TOURS):
            for nombre, siennes in durees.items():
                siennes.append(_tour(sujets, deux[:nombre]))
    rapport = statistics.median(durees[1]) / statistics.median(durees[2])
    charge, coeurs = os.getloadavg()[0], os.cpu_count()
    print(f"\nDeux ouvriers, {len(sujets)} bilans : {rapport:.2f} fois un seul (limite {LIMITE}) ; "
          f"charge {charge:.1f} sur {coeurs} cœurs")  # fmt: skip
    return rapport >= LIMITE


def _tour(sujets: list, ouvriers: list[Ouvrier]) -> float:
    """Seconds to produce them all."""
    from scripts.bench import demander, retirer  # noqa: PLC0415  the settings are named above

    rapports = [demander(sujet) for sujet in sujets]
    try:
        debut = time.perf_counter()
        for rang, ouvrier in enumerate(ouvriers):
            ouvrier.confier([r.pk for r in rapports[rang :: len(ouvriers)]])
        for ouvrier in ouvriers:
            ouvrier.attendre()
        return time.perf_counter() - debut
    finally:
        for rapport in rapports:
            retirer(rapport)


def travailler() -> None:
    import logging  # noqa: PLC0415

    import django  # noqa: PLC0415

    django.setup()
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    from reporting.services import production  # noqa: PLC0415

    for ligne in sys.stdin:
        for cle in ligne.split():
            production.executer(pk=int(cle))
        print("fini", flush=True)


if __name__ == "__main__":
    travailler()
