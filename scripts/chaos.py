"""Break everything on purpose, on a real PostgreSQL and a real Redis, and count what was lost (``make chaos``).

Each experiment has its control: the same one with the protection taken away, which must lose something, or the
figures would prove nothing.

    make chaos                    # everything, then the controls
    make chaos N=1000             # more documents
    make chaos SEULEMENT=travaux  # one experiment: travaux, base-travaux, base, courtier, disque, envois
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


# A worker that cannot reach the base cannot write its failure either, unless the base is back that very instant:
# the control loses something too rarely. tests/reporting/rapports/test_travaux.py does it for certain.
SANS_TEMOIN = {"base-travaux"}


@dataclass(frozen=True)
class Bilan:
    """What one experiment found: a sentence of figures, and how many defects."""

    figures: str
    defauts: int


def principal() -> int:
    lecteur = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    lecteur.add_argument("--documents", type=int, default=int(os.environ.get("N") or 300))
    lecteur.add_argument("--coups", type=int, default=int(os.environ.get("COUPS") or 20), help="kill -9")
    lecteur.add_argument("--seulement", default=os.environ.get("SEULEMENT") or "")
    lecteur.add_argument("--temoin", choices=["avec", "sans", "seul"], default=os.environ.get("TEMOIN") or "avec")
    choix = lecteur.parse_args()
    for signe in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(signe, _sortir)
    with ExitStack() as pile:
        _installer(pile)
        return _mener(choix)


def _sortir(numero: int, _cadre: object) -> None:
    """Asked to stop, leave by the way that stops what was started, as Ctrl-C does."""
    sys.exit(128 + numero)


def _installer(pile: ExitStack) -> None:
    """Two real servers and a base of our own, before the settings are read."""
    from tests.services_reels import lancer_postgresql, lancer_redis  # noqa: PLC0415

    os.environ["DATABASE_URL"] = pile.enter_context(lancer_postgresql())
    os.environ["REDIS_URL"] = pile.enter_context(lancer_redis())
    os.environ["DATA_DIR"] = pile.enter_context(tempfile.TemporaryDirectory(prefix="chaos-"))
    os.environ.pop("APP_MODE", None)
    import django  # noqa: PLC0415  the settings are named above

    django.setup()
    from scripts.chaos_monde import peupler  # noqa: PLC0415

    debut = time.monotonic()
    print(f"{peupler()}, en {time.monotonic() - debut:.0f} s.", flush=True)


def _mener(choix: argparse.Namespace) -> int:
    from scripts import chaos_travaux, chaos_web  # noqa: PLC0415

    experiences: dict[str, Callable[[bool], Bilan]] = {
        "travaux": lambda sans: chaos_travaux.tuer(choix.documents, choix.coups, sans=sans),
        "base-travaux": chaos_travaux.perdre_la_base_au_travail,
        "base": chaos_web.redemarrer_la_base,
        "courtier": chaos_web.couper_le_courtier,
        "disque": chaos_travaux.remplir_le_disque,
        "envois": chaos_web.envoyer_vingt_fois,
    }
    retenues = [nom for nom in experiences if choix.seulement in ("", nom)]
    modes = {"avec": (False, True), "sans": (False,), "seul": (True,)}[choix.temoin]
    resultats = [
        _essayer(nom, experiences[nom], sans=sans)
        for sans in modes
        for nom in retenues
        if not (sans and nom in SANS_TEMOIN)
    ]
    return 0 if all(resultats) else 1


def _essayer(nom: str, experience: Callable[[bool], Bilan], *, sans: bool) -> bool:
    """Run one experiment and print its line; whether it ended as it should: without a defect, or with some."""
    debut = time.monotonic()
    bilan = experience(sans)
    tenu = bool(bilan.defauts) == sans
    quoi = f"{nom} (témoin, sans protection)" if sans else nom
    print(f"{'ok  ' if tenu else 'NON '} {quoi:<36}{bilan.figures} [{time.monotonic() - debut:.0f} s]", flush=True)
    return tenu


if __name__ == "__main__":
    sys.exit(principal())
