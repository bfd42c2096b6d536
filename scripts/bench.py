"""Measure a bilan: our whole path against WeasyPrint alone on the same HTML (``make bench``).

Rounds alternate the two, so that a busy machine weighs on both; medians of processor time are compared.
The limit is 1.15: assembling, freezing, composing, finishing, storing and the queue together may cost that
much of the layout, not more. Works on the base of DATA_DIR; its documents are removed at the end.
"""

from __future__ import annotations

import logging
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
TOURS = 5
LIMITE = 1.15

sys.path.insert(0, str(RACINE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def principal() -> int:
    import django  # noqa: PLC0415  the settings are named above

    django.setup()
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    sujet = _sujet()
    if sujet is None:
        print("Aucun conseil libre dans cette base : lancez d'abord `make run`, qui installe la démonstration.")
        return 1
    return _comparer(*sujet)


def _sujet():
    """A conseil and its last exercice that is over, where no document is being produced."""
    from conseils.models import ConseilCitoyen  # noqa: PLC0415
    from reporting.models import Rapport  # noqa: PLC0415
    from reporting.querysets import exercices_du_conseil  # noqa: PLC0415

    for conseil in ConseilCitoyen.objects.select_related("arrondissement"):
        exercice = exercices_du_conseil(conseil)[:2][-1]
        if not conseil.rapports.filter(exercice=exercice, etat__in=Rapport.A_FAIRE).exists():
            return conseil, exercice
    return None


def _comparer(conseil, exercice: int) -> int:
    html, pages = _meme_html(conseil, exercice)
    chemins = {"WeasyPrint seul": lambda: _weasyprint_seul(html), "notre chemin": lambda: _chemin(conseil, exercice)}
    for chemin in chemins.values():
        chemin()  # imports, fonts and caches
    durees: dict[str, list[float]] = {nom: [] for nom in chemins}
    for _ in range(TOURS):
        for nom, chemin in chemins.items():
            durees[nom].append(_chronometrer(chemin))
    medianes = {nom: statistics.median(valeurs) for nom, valeurs in durees.items()}
    rapport = medianes["notre chemin"] / medianes["WeasyPrint seul"]
    print(f"Bilan du {conseil.arrondissement}, exercice {exercice} : {pages} pages, {TOURS} tours alternés")
    for nom, mediane in medianes.items():
        print(f"  {nom:<16} {mediane:6.2f} s de processeur (médiane)")
    print(f"  rapport          {rapport:6.2f}   (limite {LIMITE})")
    print(f"  dont finition    {_finition(html) * 1000:6.0f} ms")
    return 0 if rapport <= LIMITE else 1


def _meme_html(conseil, exercice: int) -> tuple[str, int]:
    """The HTML of the document, and how many pages it makes."""
    from django.utils import timezone  # noqa: PLC0415

    from reporting.pdf import rendre  # noqa: PLC0415
    from reporting.rapports.bilan_conseil import assembler  # noqa: PLC0415
    from reporting.rapports.document import Edition, composer  # noqa: PLC0415
    from reporting.rapports.sortes import SORTES  # noqa: PLC0415
    from reporting.rapports.sujet import Sujet  # noqa: PLC0415

    sorte, maintenant = SORTES["bilan-conseil"], timezone.localtime()
    bilan = assembler(Sujet(exercice, conseil), maintenant)
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


def _chemin(conseil, exercice: int) -> None:
    """Ask, claim, assemble, freeze, compose, draw, finish, store; then remove what was made."""
    from reporting.models import Rapport  # noqa: PLC0415
    from reporting.rapports.sujet import Sujet  # noqa: PLC0415
    from reporting.services import production, travaux  # noqa: PLC0415

    rapport = travaux.demander(sorte="bilan-conseil", sujet=Sujet(exercice, conseil), par=None, reveil=False)
    try:
        production.executer(pk=rapport.pk)
    finally:
        rapport = Rapport.objects.get(pk=rapport.pk)
        rapport.fichier.delete(save=False)
        rapport.delete()
    if not rapport.sha256:
        sys.exit(f"La production a échoué : {rapport.erreur}")


def _chronometrer(chemin: Callable[[], None]) -> float:
    debut = time.process_time()
    chemin()
    return time.process_time() - debut


if __name__ == "__main__":
    sys.exit(principal())
