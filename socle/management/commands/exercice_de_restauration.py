"""The drill: an archive that has never been restored is a hope, not a backup."""

import tempfile
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from socle.sauvegarde import Somme, comparer, exercer, sauvegarder


class Command(BaseCommand):
    help = "Restaure à côté (autre base, autre dossier) et compare les sommes ; ne touche pas à ce qui est en service."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path, nargs="?", help="par défaut, une sauvegarde faite pour l'exercice")

    def handle(self, *, archive: Path | None, **options) -> None:
        with tempfile.TemporaryDirectory(prefix="exercice-") as dossier:
            manifeste, tables, fichiers = exercer(archive or sauvegarder(Path(dossier)))
        self.stdout.write(f"{'table':<48}{'lignes':>10}{'restaurées':>12}  sha256")
        for nom, attendue in manifeste.tables.items():
            self._ligne(nom, attendue, tables.get(nom))
        ecarts = comparer(manifeste.tables, tables) + comparer(manifeste.fichiers, fichiers)
        for ecart in ecarts:
            self.stderr.write(f"écart : {ecart.nom}, attendu {ecart.attendu}, trouvé {ecart.trouve}")
        if ecarts:
            raise CommandError(f"{len(ecarts)} somme(s) diffèrent : cette sauvegarde ne se restaure pas telle quelle.")
        total = sum(somme.nombre for somme in tables.values())
        self.stdout.write(
            f"{len(tables)} tables, {total} lignes et {len(fichiers)} fichiers restaurés à côté : mêmes sommes."
        )

    def _ligne(self, nom: str, attendue: Somme, trouvee: Somme | None) -> None:
        nombre = trouvee.nombre if trouvee else "absente"
        accord = "=" if trouvee == attendue else "≠"
        self.stdout.write(f"{nom:<48}{attendue.nombre:>10}{nombre:>12}  {attendue.sha256[:16]} {accord}")
