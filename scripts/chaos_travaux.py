"""Experiments on the queue: killed workers, lost and doubled messages, a full disk."""

from __future__ import annotations

import hashlib
import secrets
import subprocess
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from itertools import cycle, islice, product
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connections

from conseils.models import ConseilCitoyen
from reporting.models import PassageRapport, Rapport
from reporting.rapports.sujet import Sujet
from reporting.services import production, travaux
from scripts.chaos import Bilan
from scripts.chaos_monde import (
    ANNEES,
    Processus,
    attendre,
    processus,
    redemarrer,
    serveur_postgresql,
    vider_la_file,
)
from socle import courtier
from socle.fichiers import StockagePrive

OUVRIERS, BATTEMENTS, VIDAGES = 2, 2, 3
AU_TRAVAIL, REDEMARRAGES = 60, 3
SILENCE = 25  # seconds without any progress after which nothing more is hoped for
OUVRIER = (
    "celery", "--app", "scripts.chaos_atelier", "--quiet", "worker", "--pool", "prefork", "--concurrency", "1",
    "--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "error",
)  # fmt: skip
BATTEMENT = ("celery", "--app", "scripts.chaos_atelier", "--quiet", "beat", "--pidfile=", "--loglevel", "error")


def tuer(documents: int, coups: int, *, sans: bool) -> Bilan:
    """``documents`` asked for, workers killed ``coups`` times, the broker emptied, messages doubled, two beats."""
    vider_la_file()
    with ExitStack() as pile:
        ouvriers = _atelier(pile, sans=sans)
        demander(documents)
        malmener(ouvriers, documents, coups)
    comptes, defauts = compter(documents)
    figures = f"{coups} kill -9, {VIDAGES} vidages, messages doublés, {BATTEMENTS} beats : {comptes}"
    return Bilan(figures, defauts)


def perdre_la_base_au_travail(_sans: bool) -> Bilan:
    """The database restarted ``REDEMARRAGES`` times while workers produce: nothing fails, nothing is lost."""
    vider_la_file()
    postgresql = serveur_postgresql()
    postgresql.adopter()
    with ExitStack() as pile:
        _atelier(pile, sans=False)
        demander(AU_TRAVAIL)
        for rang in range(1, REDEMARRAGES + 1):
            attendre(lambda seuil=AU_TRAVAIL * rang // (REDEMARRAGES + 1): _regles() >= seuil, "des documents")
            redemarrer(postgresql)
            connections.close_all()
        malmener([], AU_TRAVAIL, 0)
    comptes, defauts = compter(AU_TRAVAIL)
    return Bilan(f"base redémarrée {REDEMARRAGES} fois : {comptes}", defauts)


def _atelier(pile: ExitStack, *, sans: bool) -> list[Processus]:
    """The workers and the beats of an experiment; the workers are handed back, to be struck."""
    milieu = {"CHAOS_SANS": "1"} if sans else {}
    ouvriers = [pile.enter_context(processus(*OUVRIER, **milieu)) for _ in range(OUVRIERS)]
    for rang in range(BATTEMENTS):
        calendrier = ("--schedule", f"{settings.DATA_DIR}/beat-{rang}-{secrets.token_hex(4)}")
        pile.enter_context(processus(*BATTEMENT, *calendrier, **milieu))
    return ouvriers


def demander(documents: int) -> None:
    """Ask for them all, each message sent twice."""
    sujets = product(ANNEES, ConseilCitoyen.objects.all())
    for annee, conseil in islice(sujets, documents):
        rapport = travaux.demander(sorte="bilan-conseil", sujet=Sujet(annee, conseil), par=None)
        courtier.reveiller(travaux.FILE.tache, rapport.pk)


def malmener(ouvriers: list[Processus], documents: int, coups: int) -> None:
    """Kill at regular advances of the work, until it is done or nothing moves any more."""
    a_tuer, donnes, vus, bouge = cycle(ouvriers), 0, -1, time.monotonic()
    while (regles := _regles()) < documents and time.monotonic() - bouge < SILENCE:
        if regles != vus:
            vus, bouge = regles, time.monotonic()
        if donnes < coups and regles >= documents * (donnes + 1) // (coups + 2):
            donnes += 1
            _frapper(next(a_tuer), donnes)
            if donnes in {coups * part // (VIDAGES + 1) for part in range(1, VIDAGES + 1)}:
                _vider_le_courtier()
        time.sleep(0.02)


def compter(documents: int) -> tuple[str, int]:
    """What became of each document, and of each file: the figures, and how many defects."""
    etats = Counter(Rapport.objects.values_list("etat", flat=True))
    faits = Counter(PassageRapport.objects.filter(acte="produire").values_list("rapport", flat=True))
    perdus, doubles = documents - etats["projet"], sum(nombre > 1 for nombre in faits.values())
    fichiers = [f for f in Path(default_storage.location).rglob("*.pdf") if not f.name.startswith(".")]
    partiels = sum(not _entier(fichier) for fichier in fichiers)
    essais = sum(Rapport.objects.values_list("tentatives", flat=True))
    orphelins = len(fichiers) - Rapport.objects.exclude(fichier="").count()
    for fichier in fichiers:
        fichier.unlink()
    figures = (
        f"{documents} documents, {perdus} perdus, {doubles} en double, {partiels} fichiers partiels ({essais} prises, "
        f"{etats['echec']} échecs dits, {orphelins} fichiers sans ligne)"
    )
    return figures, perdus + doubles + partiels


def remplir_le_disque(sans: bool) -> Bilan:
    """A document of 1.3 MB on a disk of 1 MB; it must leave no file, say why, and be done once there is room."""
    vider_la_file()
    with tempfile.TemporaryDirectory(prefix="plein-") as dossier, ExitStack() as pile:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", dossier], check=True)
        pile.callback(subprocess.run, ["umount", dossier], check=True)
        stockage = (_SurPlace if sans else StockagePrive)(location=dossier)
        pile.enter_context(_stockage(stockage))
        rapport = travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, ConseilCitoyen.objects.first()), par=None)
        production.executer(pk=rapport.pk, moteur=_gros)
        rapport.refresh_from_db()
        restes = [f for f in Path(dossier).rglob("*") if f.is_file()]
    message = rapport.erreur or "aucun message"
    dit = "disque" in message
    figures = f"{len(restes)} fichier partiel, état « {rapport.get_etat_display()} » : « {message} »"
    return Bilan(figures, len(restes) + (not dit))


class _SurPlace(StockagePrive):
    """The control: written under its final name."""

    def _save(self, name: str, content: ContentFile) -> str:
        destination = Path(self.path(name))
        destination.parent.mkdir(parents=True, exist_ok=True)
        with destination.open("wb") as fichier:
            fichier.write(content.read())
        return name


def _stockage(stockage: StockagePrive):
    from unittest.mock import patch  # noqa: PLC0415

    return patch.object(Rapport._meta.get_field("fichier"), "storage", stockage)


def _gros(page: str, edition: object, *, mise_en_page_faite) -> production.Pdf:
    return production.Pdf(b"%PDF-1.7\n" + bytes(1_300_000), 1)


def _regles() -> int:
    return Rapport.objects.filter(etat__in=["projet", "echec"]).count()


def _frapper(ouvrier: Processus, rang: int) -> None:
    """One blow in four only kills the child; the worker itself starts another."""
    if rang % 4 == 0:
        ouvrier.tuer_les_enfants()
    else:
        ouvrier.tuer()
        ouvrier.lancer()


def _vider_le_courtier() -> None:
    import redis  # noqa: PLC0415

    with redis.from_url(settings.REDIS_URL) as client:
        client.flushall()


def _entier(fichier: Path) -> bool:
    return hashlib.sha256(fichier.read_bytes()).hexdigest()[:16] == fichier.stem.rsplit("-", 1)[1]
