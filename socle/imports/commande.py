"""The console around an import: ``--dry-run``, ``--dossier``, the printed difference, the refusal."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from socle.imports.fichiers import FichierRefuse
from socle.imports.synchronisation import Difference, Modification


class CommandeImport(BaseCommand):
    """Base of the import commands: a subclass gives its service and the folder of its files."""

    service: Callable[..., list[Difference]]
    dossier: Path

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="montre la différence sans rien écrire")
        parser.add_argument(
            "--dossier", type=Path, default=self.dossier, help="dossier des fichiers CSV (par défaut : ceux du projet)"
        )

    def handle(self, *, dry_run: bool, dossier: Path, verbosity: int, **options) -> None:
        try:
            differences = type(self).service(dossier=dossier, a_blanc=dry_run)
        except FichierRefuse as refus:
            raise CommandError(str(refus)) from None
        if verbosity:
            self._ecrire(differences, en_detail=verbosity > 1)
            if dry_run:
                self.stdout.write("Essai à blanc : rien n'a été écrit.")

    def _ecrire(self, differences: list[Difference], *, en_detail: bool) -> None:
        for difference in differences:
            self.stdout.write(_resume(difference))
            for cree in difference.crees if en_detail else ():
                self.stdout.write(f"  + {cree.libelle}")
            self._ecrire_ecarts("~", difference.modifies, "→")
            self._ecrire_ecarts("=", difference.gardes, "gardé ; le fichier dit")
            for libelle in difference.absents:
                self.stdout.write(f"  ? {libelle} : absent du fichier, gardé")

    def _ecrire_ecarts(self, signe: str, ecarts: list[Modification], lien: str) -> None:
        for ecart in ecarts:
            for nom, (avant, apres) in ecart.changements.items():
                self.stdout.write(f"  {signe} {ecart.libelle}, {nom} : « {avant} » {lien} « {apres} »")


def _resume(difference: Difference) -> str:
    comptes = [
        _accorder(len(difference.crees), "créé"),
        _accorder(len(difference.modifies), "modifié"),
        _accorder(difference.inchanges, "inchangé"),
    ]
    if difference.absents:
        comptes.append(f"{_accorder(len(difference.absents), 'absent')} du fichier")
    return f"{difference.table.fichier} : {', '.join(comptes)}"


def _accorder(nombre: int, participe: str) -> str:
    return f"{nombre} {participe}{'s' if nombre > 1 else ''}"
