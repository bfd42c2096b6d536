"""Write the open data in a folder."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from reporting.exports.ouvertes import fichiers


class Command(BaseCommand):
    help = "Écrit les données ouvertes : tables, dictionnaires, licence et présentation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dossier", type=Path, required=True, metavar="DOSSIER", help="où les écrire")
        parser.add_argument("--jour", type=date.fromisoformat, metavar="AAAA-MM-JJ", help="au lieu d'aujourd'hui")

    def handle(self, *, dossier: Path, jour: date | None, **options) -> None:
        if dossier.exists() and not dossier.is_dir():
            raise CommandError(f"{dossier} n'est pas un dossier.")
        dossier.mkdir(parents=True, exist_ok=True)
        for nom, octets in fichiers(jour or timezone.localdate()).items():
            (dossier / nom).write_bytes(octets)
            self.stdout.write(f"{nom}  {len(octets)} octets")
