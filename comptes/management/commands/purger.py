"""Apply the retention rules now, or say what they would do."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from comptes.services import purges
from socle.rgpd import registre


class Command(BaseCommand):
    help = "Efface ou anonymise ce qui a été conservé assez longtemps."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="compter sans rien effacer")

    def handle(self, *, dry_run: bool, **options) -> None:
        if dry_run:
            self._ecrire(purges.compter())
            self.stdout.write("Rien n'a été effacé.")
            return
        purge = purges.purger()
        self._ecrire(purge.nombres)
        if purge.echecs:
            raise CommandError(f"Règles en échec, à lire dans les journaux : {', '.join(purge.echecs)}.")

    def _ecrire(self, nombres: dict[str, int]) -> None:
        for code, nombre in nombres.items():
            self.stdout.write(f"{code} : {nombre} ({registre().regles[code].phrase})")
