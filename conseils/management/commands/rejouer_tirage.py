"""Do a draw again in a new process, from the published data."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from conseils.models import Tirage
from conseils.services.rejeu import Rejeu, rejouer


class Command(BaseCommand):
    help = "Refait un tirage au sort à partir des données publiées : 0 si tout concorde, 1 sinon."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("numero", metavar="NUMERO", help="numéro du tirage, par exemple TS-18-2026-01")

    def handle(self, *, numero: str, **options) -> None:
        tirage = Tirage.objects.filter(numero=numero).first()
        if tirage is None:
            raise CommandError(f"Aucun tirage {numero}.")
        rejeux = list(rejouer(tirage))
        if not rejeux:
            raise CommandError(f"{numero} n'a pas encore été tiré.")
        for rejeu in rejeux:
            self._rendre_compte(rejeu)
        if any(rejeu.ecarts for rejeu in rejeux):
            raise CommandError(f"{numero} : le tirage ne concorde pas avec ce qui est publié.")

    def _rendre_compte(self, rejeu: Rejeu) -> None:
        tour = rejeu.tour
        self.stdout.write(f"Tour {tour.rang}  vivier {tour.empreinte}")
        self.stdout.write(f"graine {tour.graine}  {tour.algorithme}")
        self.stdout.write(f"panel {' '.join(map(str, rejeu.panel))}")
        for ecart in rejeu.ecarts:
            self.stderr.write(f"ÉCART : {ecart}")
