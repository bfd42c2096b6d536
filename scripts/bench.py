"""Measure a bilan, our whole path against WeasyPrint alone on the same HTML; two workers against one; and what the
main pages weigh (``make bench``).

Rounds alternate the two, so that a busy machine weighs on both; medians of processor time are compared.
The limit is 1.15: assembling, freezing, composing, finishing, storing and the queue together may cost that
much of the layout, not more. Works on a copy of the base of DATA_DIR, on SQLite.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
TOURS = 3
LIMITE = 1.15

sys.path.insert(0, str(RACINE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["DEMO"] = "1"  # its accounts are asked for no second factor

from scripts import bench_ouvriers, bench_pages  # noqa: E402  the path is set above
from scripts.bench_copies import sans_declencheurs  # noqa: E402


def principal() -> int:
    with tempfile.TemporaryDirectory(prefix="bench-") as dossier:
        chemins = (Path(racine) / "base.sqlite3" for racine in (os.environ.get("DATA_DIR") or "var", dossier))
        base, copie = map(sqlite3.connect, chemins)
        with closing(base), closing(copie):
            base.backup(copie)
        os.environ["DATA_DIR"] = dossier
        import django  # noqa: PLC0415  the settings are named above

        django.setup()
        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        with sans_declencheurs():  # what was said of a document is sealed, and nothing here is to be kept
            return _mesurer()


def _mesurer() -> int:
    sujets = _sujets()
    if len(sujets) < bench_ouvriers.DOCUMENTS:
        print(
            "Trop peu de conseils libres dans cette base : lancez d'abord `make run`, qui installe la démonstration."
        )
        return 1
    tenus = [
        _comparer(sujets[0]),
        bench_ouvriers.comparer(sujets[: bench_ouvriers.DOCUMENTS]),
        bench_pages.mesurer(),
    ]
    return 0 if all(tenus) else 1


def _sujets() -> list:
    """Each conseil and its last exercice that is over and has no document yet."""
    from conseils.models import ConseilCitoyen  # noqa: PLC0415
    from reporting.models import Rapport  # noqa: PLC0415
    from reporting.querysets import exercices_du_conseil  # noqa: PLC0415
    from reporting.rapports.sujet import Sujet  # noqa: PLC0415

    pris = set(Rapport.objects.filter(sorte="bilan-conseil").values_list("conseil", "exercice"))
    paires = [
        (exercice, conseil)
        for conseil in ConseilCitoyen.objects.select_related("arrondissement")
        for exercice in exercices_du_conseil(conseil)[1:]
        if (conseil.pk, exercice) not in pris
    ]
    return [Sujet(*paire) for paire in sorted(paires, key=lambda paire: -paire[0])]


def _comparer(sujet) -> bool:
    html, pages = _meme_html(sujet)
    chemins = {"WeasyPrint seul": lambda: _weasyprint_seul(html), "notre chemin": lambda: _chemin(sujet)}
    for chemin in chemins.values():
        chemin()  # imports, fonts and caches
    durees: dict[str, list[float]] = {nom: [] for nom in chemins}
    for _ in range(TOURS):
        for nom, chemin in chemins.items():
            durees[nom].append(_chronometrer(chemin))
    medianes = {nom: statistics.median(valeurs) for nom, valeurs in durees.items()}
    rapport = medianes["notre chemin"] / medianes["WeasyPrint seul"]
    print(
        f"Bilan du {sujet.conseil.arrondissement}, exercice {sujet.exercice} : {pages} pages, {TOURS} tours alternés"
    )
    for nom, mediane in medianes.items():
        print(f"  {nom:<16} {mediane:6.2f} s de processeur (médiane)")
    print(f"  rapport          {rapport:6.2f}   (limite {LIMITE})")
    print(f"  dont finition    {_finition(html) * 1000:6.0f} ms")
    return rapport <= LIMITE


def _meme_html(sujet) -> tuple[str, int]:
    """The HTML of the document, and how many pages it makes."""
    from django.utils import timezone  # noqa: PLC0415

    from reporting.pdf import rendre  # noqa: PLC0415
    from reporting.rapports.bilan_conseil import assembler  # noqa: PLC0415
    from reporting.rapports.document import Edition, composer  # noqa: PLC0415
    from reporting.rapports.sortes import SORTES  # noqa: PLC0415

    sorte, maintenant = SORTES["bilan-conseil"], timezone.localtime()
    bilan = assembler(sujet, maintenant)
    html = composer(sorte, Edition("BC-00-0000-00", sorte.titre, maintenant, None, bilan))
    return html, rendre(html).pages


def _weasyprint_seul(html: str) -> None:
    from weasyprint import HTML  # noqa: PLC0415

    from reporting.pdf import VARIANTE  # noqa: PLC0415
    from reporting.pdf.ressources import BASE, FichiersStatiques  # noqa: PLC0415

    HTML(string=html, base_url=BASE, url_fetcher=FichiersStatiques()).write_pdf(pdf_variant=VARIANTE)


def _finition(html: str) -> float:
    """What our finishing pass alone costs."""
    from weasyprint import HTML  # noqa: PLC0415

    from reporting.pdf import VARIANTE  # noqa: PLC0415
    from reporting.pdf.finition import finir  # noqa: PLC0415
    from reporting.pdf.ressources import BASE, FichiersStatiques  # noqa: PLC0415

    durees = []

    def chronometre(document, pdf) -> None:
        durees.append(_chronometrer(lambda: finir(document, pdf)))

    document = HTML(string=html, base_url=BASE, url_fetcher=FichiersStatiques()).render(pdf_variant=VARIANTE)
    document.write_pdf(pdf_variant=VARIANTE, finisher=chronometre)
    return durees[0]


def _chemin(sujet) -> None:
    """Ask, claim, assemble, freeze, compose, draw, finish, store; then remove what was made."""
    from reporting.services import production  # noqa: PLC0415

    rapport = demander(sujet)
    try:
        production.executer(pk=rapport.pk)
    finally:
        retirer(rapport)


def demander(sujet):
    """Put a bilan in the queue; nobody is woken."""
    from reporting.services import travaux  # noqa: PLC0415

    return travaux.demander(sorte="bilan-conseil", sujet=sujet, par=None, reveil=False)


def retirer(rapport) -> None:
    """Remove a document, once made."""
    rapport.refresh_from_db()
    rapport.fichier.delete(save=False)
    rapport.passages.all().delete()
    rapport.delete()
    if not rapport.sha256:
        sys.exit(f"La production a échoué : {rapport.erreur}")


def _chronometrer(chemin: Callable[[], None]) -> float:
    debut = time.process_time()
    chemin()
    return time.process_time() - debut


if __name__ == "__main__":
    sys.exit(principal())
