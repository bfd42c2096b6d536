"""Examine every page in a browser, as each role reads it, and write down what was examined (``make accessibilite``).

On a copy of the demonstration of DATA_DIR, installed there when there is none. The record is what the declaration
of accessibility prints (comptes/accessibilite.py); with a fault nothing is written, and the command fails.
Stopped half-way, or run again once the faults are mended, it goes on where it was (scripts/acces_travail.py).
``ECRANS="conseil rapport"`` examines these addresses only, and writes no record.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import date
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
PROCESSUS = int(os.environ.get("PROCESSUS") or 2)  # browsers side by side
ECRANS = frozenset(os.environ.get("ECRANS", "").split())

sys.path.insert(0, str(RACINE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["DEMO"] = "1"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop runs in this thread; our queries do not


def principal() -> int:
    origine = Path(os.environ.get("DATA_DIR") or RACINE / "var").resolve()
    with tempfile.TemporaryDirectory(prefix="accessibilite-") as dossier:
        copier_la_demonstration(origine, Path(dossier))
        os.environ["DATA_DIR"] = dossier
        import django  # noqa: PLC0415  the settings are named above

        django.setup()
        logging.disable(logging.WARNING)  # the refusals that are asked for on purpose
        from scripts.acces_travail import Travail  # noqa: PLC0415

        return examiner(Travail(origine, RACINE))


def copier_la_demonstration(origine: Path, dossier: Path) -> None:
    if not (origine / "base.sqlite3").exists():
        milieu = os.environ | {"DATA_DIR": str(origine)}
        subprocess.run([sys.executable, "manage.py", "preparer"], cwd=RACINE, env=milieu, check=True)
    base, copie = (sqlite3.connect(racine / "base.sqlite3") for racine in (origine, dossier))
    with closing(base), closing(copie):
        base.backup(copie)
    shutil.copytree(origine / "documents", dossier / "documents")


def examiner(travail) -> int:
    from scripts.acces_etats import departs  # noqa: PLC0415
    from scripts.acces_exploration import choisir, titres_partages  # noqa: PLC0415

    debut = time.monotonic()
    lecteurs = departs()
    clients = {qui: client for qui, client, _, _ in lecteurs}
    pages = list(chain(*en_parallele(lire_tout, lecteurs)))
    choisies = [page for page in choisir(pages) if not ECRANS or page.nom in ECRANS]
    reste = [page for page in choisies if not travail.fait(page)]
    dire(debut, f"{len(pages)} pages lues, {len(choisies)} à examiner, dont {len(reste)} dans ce passage")
    parts = [(reste[rang::PROCESSUS], clients, travail, debut) for rang in range(PROCESSUS)]
    en_parallele(examiner_une_part, parts)
    etats, fautes = travail.bilan(choisies)
    dire(debut, "fini")
    return conclure(etats, [*fautes, *titres_partages(pages)], travail)


def en_parallele(faire, parts: list) -> list:
    """One call for each part, in processes that are forked with it: a test client does not travel by a queue."""
    from django.db import connection  # noqa: PLC0415

    connection.close()  # each process opens its own
    LOTS[:] = [(faire, part) for part in parts]
    with ProcessPoolExecutor(PROCESSUS, mp_context=get_context("fork")) as processus:
        return list(processus.map(_faire, range(len(parts))))


LOTS: list[tuple] = []


def _faire(rang: int):
    faire, part = LOTS[rang]
    return faire(part)


def lire_tout(lecteur: tuple) -> list:
    from scripts.acces_exploration import explorer  # noqa: PLC0415

    qui, client, chemins, suivre = lecteur
    debut = time.monotonic()
    pages = list(explorer(qui, client, chemins, suivre=suivre))
    dire(debut, f"{qui} : {len(pages)} pages lues")
    return pages


def examiner_une_part(part: tuple) -> None:
    """In one browser, one page of it; what each page told is kept at once."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from scripts.acces_examen import Examen  # noqa: PLC0415
    from scripts.systeme import chromium  # noqa: PLC0415

    pages, clients, travail, debut = part
    with sync_playwright() as playwright:
        navigateur = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        examen = Examen(navigateur)
        for rang, page in enumerate(pages, start=1):
            travail.noter(page, *examen.examiner(page, clients[page.qui]))
            if rang % 25 == 0:
                dire(debut, f"{rang} pages examinées sur {len(pages)}")
        navigateur.close()


def dire(debut: float, quoi: str) -> None:
    print(f"{time.monotonic() - debut:4.0f} s  {quoi}", flush=True)


def conclure(etats: list, fautes: list, travail) -> int:
    """Print the faults, each once; without any, write the record."""
    for faute, lieux in _regroupees(fautes).items():
        print(f"{faute}\n    {', '.join(sorted(lieux)[:4])} ({len(lieux)} en tout)")
    ecrans = Counter(etat.nom for etat in etats)
    print(f"{len(ecrans)} écrans, {len(etats)} états, {len(fautes)} défauts.")
    if fautes or ECRANS:
        return bool(fautes)
    travail.ranger()
    from comptes.accessibilite import FICHIER  # noqa: PLC0415

    releve = {
        "le": date.today().isoformat(),  # noqa: DTZ011
        "etats": len(etats),
        "roles": len({etat.qui for etat in etats} - {"refus"}),
        "ecrans": dict(sorted(ecrans.items())),
    }
    FICHIER.write_text(json.dumps(releve, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _regroupees(fautes: Iterable[tuple[str, str, str, str]]) -> dict[str, set[str]]:
    groupes: dict[str, set[str]] = {}
    for _nom, etat, ou, faute in fautes:
        groupes.setdefault(faute, set()).add(f"{ou} ({etat})")
    return groupes


if __name__ == "__main__":
    sys.exit(principal())
