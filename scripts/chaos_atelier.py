"""The Celery application of ``make chaos``: the real queue, with an engine of 50 ms and a short lease.

With CHAOS_SANS=1, the protections of docs/decisions/0003-file-de-travaux.md are taken away: the control.
"""

import os
import secrets
import time
from datetime import timedelta
from pathlib import Path

from config.celery import app

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.utils import timezone  # noqa: E402

from reporting.models import Rapport  # noqa: E402
from reporting.pdf import Pdf  # noqa: E402
from reporting.services import baux, production, travaux  # noqa: E402
from reporting.services.baux import FileDeTravaux, Prise  # noqa: E402
from socle.fichiers import StockagePrive  # noqa: E402

__all__ = ["app"]

MORCEAUX, MORCEAU = 20, 64 * 1024
BAIL = timedelta(seconds=5)
BALAYAGE = 5.0


def moteur_lent(page: str, edition: object, *, mise_en_page_faite) -> Pdf:
    """A file that takes 25 ms to draw and, on a slow disk, 25 ms to write."""
    time.sleep(0.025)
    mise_en_page_faite()
    return Pdf(b"%PDF-1.7\n" + secrets.token_bytes(MORCEAU * MORCEAUX), 1)


def morceaux_lents(contenu: ContentFile, taille: int | None = None):
    contenu.seek(0)
    while morceau := contenu.read(MORCEAU):
        time.sleep(0.025 / MORCEAUX)
        yield morceau


def proteger_moins() -> None:
    """The control: acknowledged on arrival, taken by whoever comes, written under its final name, never swept."""
    app.conf.task_acks_late = app.conf.task_reject_on_worker_lost = False
    app.conf.beat_schedule = {}
    travaux.prendre = _prendre_sans_condition
    FileDeTravaux.avancer = lambda _file, _prise, **_: None
    FileDeTravaux.tenir = lambda _file, prise: Rapport.objects.get(pk=prise.pk)
    StockagePrive._save = _ecrire_sur_place


def _prendre_sans_condition(*, pk: int) -> Prise:
    Rapport.objects.filter(pk=pk).update(debut=timezone.now(), etat="en_cours")
    return Prise(pk, "")


def _ecrire_sur_place(stockage: StockagePrive, nom: str, contenu: ContentFile) -> str:
    destination = Path(stockage.path(nom))
    destination.parent.mkdir(parents=True, exist_ok=True)
    with destination.open("wb", buffering=0) as fichier:
        for morceau in contenu.chunks():
            fichier.write(morceau)
    return nom


production.imprimer = moteur_lent
ContentFile.chunks = morceaux_lents
baux.BAIL = BAIL
app.conf.beat_schedule = {"balayer": {"task": "reporting.tasks.relancer_travaux", "schedule": BALAYAGE}}
if os.environ.get("CHAOS_SANS"):
    proteger_moins()
