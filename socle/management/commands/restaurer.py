"""Fill an empty installation from an archive."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from socle.sauvegarde import restaurer


class Command(BaseCommand):
    help = "Restaure une archive dans une base et un dossier de documents vides, puis compare les sommes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)

    def handle(self, *, archive: Path, **options) -> None:
        manifeste = restaurer(archive)
        lignes = sum(somme.nombre for somme in manifeste.tables.values())
        self.stdout.write(
            f"Restauré : {len(manifeste.tables)} tables, {lignes} lignes, {len(manifeste.fichiers)} fichiers, "
            f"état du {manifeste.faite_le}. Toutes les sommes concordent."
        )
