"""Examine every page in a browser, as each role reads it, and write down what was examined (``make accessibilite``).

On a copy of the demonstration of DATA_DIR, installed there when there is none. The record is what the declaration
of accessibility prints (comptes/accessibilite.py); with a fault nothing is written, and the command fails.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
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

sys.path.insert(0, str(RACINE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["DEMO"] = "1"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop runs in this thread; our queries do not


def principal() -> int:
    with tempfile.TemporaryDirectory(prefix="accessibilite-") as dossier:
        copier_la_demonstration(Path(dossier))
        os.environ["DATA_DIR"] = dossier
        import django  # noqa: PLC0415  the settings are named above

        django.setup()
        return examiner()


def copier_la_demonstration(dossier: Path) -> None:
    origine = Path(os.environ.get("DATA_DIR") or "var").resolve()
    if not (origine / "base.sqlite3").exists():
        milieu = os.environ | {"DATA_DIR": str(origine)}
        subprocess.run([sys.executable, "manage.py", "preparer"], cwd=RACINE, env=milieu, check=True)
    base, copie = (sqlite3.connect(racine / "base.sqlite3") for racine in (origine, dossier))
    with closing(base), closing(copie):
        base.backup(copie)
    shutil.copytree(origine / "documents", dossier / "documents")


def examiner() -> int:
    from django.db import connection  # noqa: PLC0415

    from scripts.acces_etats import departs  # noqa: PLC0415
    from scripts.acces_exploration import choisir, explorer  # noqa: PLC0415

    clients, pages = {}, []
    for qui, client, chemins, suivre in departs():
        clients[qui] = client
        pages += explorer(qui, client, chemins, suivre=suivre)
        print(f"{qui} : {sum(page.qui == qui for page in pages)} pages lues", flush=True)
    choisies = choisir(pages)
    print(f"{len(pages)} pages lues, {len(choisies)} à examiner : les autres n’ont rien de plus.", flush=True)
    connection.close()  # each process opens its own
    parts = [(choisies[rang::PROCESSUS], clients, rang == 0) for rang in range(PROCESSUS)]
    with ProcessPoolExecutor(PROCESSUS, mp_context=get_context("fork")) as processus:
        resultats = list(processus.map(examiner_une_part, parts))
    etats, fautes = (list(chain(*listes)) for listes in zip(*resultats, strict=True))
    return conclure(etats, fautes)


def examiner_une_part(part: tuple) -> tuple[list, list]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from scripts.acces_examen import Examen  # noqa: PLC0415
    from scripts.systeme import chromium  # noqa: PLC0415

    pages, clients, premiere = part
    with sync_playwright() as playwright:
        navigateur = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        examen = Examen(navigateur)
        if premiere:
            examen.refus(clients["mediation"])
        for rang, page in enumerate(pages, start=1):
            examen.page_entiere(page, clients[page.qui])
            if rang % 50 == 0:
                print(f"  {rang} pages examinées sur {len(pages)}", flush=True)
        navigateur.close()
    return examen.etats, examen.fautes


def conclure(etats: list, fautes: list) -> int:
    """Print the faults, each once; without any, write the record."""
    for faute, lieux in _regroupees(fautes).items():
        print(f"{faute}\n    {', '.join(sorted(lieux)[:4])} ({len(lieux)} en tout)")
    ecrans = Counter(etat.nom for etat in etats)
    print(f"{len(ecrans)} écrans, {len(etats)} états, {len(fautes)} défauts.")
    if fautes:
        return 1
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
