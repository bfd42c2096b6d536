from argparse import ArgumentParser
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from socle.imports import FichierRefuse
from territoires.services.geometries import BilanGeometries, importer_geometries


class Command(BaseCommand):
    help = "Importe les contours officiels des quartiers ou des arrondissements (GeoJSON), pour les cartes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("fichier", type=Path, help="fichier GeoJSON, en WGS 84 ou en Lambert-93")
        parser.add_argument("--source", default="", help="qui publie ce fichier (par défaut : l'organisme officiel)")
        parser.add_argument("--licence", default="", help="sous quelle licence (par défaut : celle de l'organisme)")
        parser.add_argument("--dry-run", action="store_true", help="vérifie et compte sans rien écrire")

    def handle(self, *, fichier: Path, source: str, licence: str, dry_run: bool, **options) -> None:
        try:
            bilan = importer_geometries(fichier=fichier, source=source, licence=licence, a_blanc=dry_run)
        except FichierRefuse as refus:
            raise CommandError(str(refus)) from None
        self.stdout.write(f"{fichier.name} : {_resume(bilan)}")
        if dry_run:
            self.stdout.write("Essai à blanc : rien n'a été écrit.")


def _resume(bilan: BilanGeometries) -> str:
    comptes = f"contours créés {bilan.creees}, modifiés {bilan.modifiees}, inchangés {bilan.inchangees}"
    return f"{comptes} ; hors de Paris, laissés {bilan.hors_de_paris}" if bilan.hors_de_paris else comptes
