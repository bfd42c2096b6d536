"""Read every published document again, against the fingerprints taken when it was sealed."""

from django.core.management.base import BaseCommand, CommandError

from reporting.services.verification import verifier


class Command(BaseCommand):
    help = "Vérifie que chaque document publié est intact : données, page, fichier. Sort avec 1 s'il y a un défaut."

    def handle(self, **options) -> None:
        verification = verifier()
        for defaut in verification.defauts:
            self.stderr.write(str(defaut))
        s = "s" if verification.lus > 1 else ""
        if verification.defauts:
            raise CommandError(f"{len(verification.defauts)} défaut(s) sur {verification.lus} document{s} publié{s}.")
        self.stdout.write(f"{verification.lus} document{s} publié{s} : aucun défaut.")
