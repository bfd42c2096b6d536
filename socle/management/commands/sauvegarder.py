"""One archive of everything: base, private files, sums."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from socle.sauvegarde import sauvegarder


class Command(BaseCommand):
    help = "Écrit dans DOSSIER une archive de la base et des documents, avec les sommes de contrôle."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dossier", type=Path)

    def handle(self, *, dossier: Path, **options) -> None:
        archive = sauvegarder(dossier)
        self.stdout.write(f"{archive} : {archive.stat().st_size} octets.")
