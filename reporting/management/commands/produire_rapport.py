"""Produce a document from the console, through the same queue as the screens."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from conseils.models import ConseilCitoyen
from reporting.models import Rapport
from reporting.rapports.sortes import SORTES
from reporting.services import production, travaux


class Command(BaseCommand):
    help = "Produit un document, comme depuis l'écran : une demande numérotée, puis sa production."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sorte", choices=sorted(SORTES), help="sorte de document")
        parser.add_argument("--conseil", type=int, required=True, help="numéro d'arrondissement")
        parser.add_argument("--exercice", type=int, required=True, metavar="AAAA")
        parser.add_argument("--sortie", type=Path, metavar="FICHIER.pdf", help="où copier le document")

    def handle(self, *, sorte: str, conseil: int, exercice: int, sortie: Path | None, **options) -> None:
        if sortie and not sortie.parent.is_dir():
            raise CommandError(f"Le dossier {sortie.parent} n'existe pas.")
        rapport = self._demander(sorte, conseil, exercice)
        production.executer(pk=rapport.pk)
        rapport = Rapport.objects.get(pk=rapport.pk)
        if not rapport.telechargeable:
            raise CommandError(f"{rapport.numero} : {rapport.erreur or 'un autre processus le produit.'}")
        self._rendre_compte(rapport, sortie)

    def _demander(self, sorte: str, conseil: int, exercice: int) -> Rapport:
        try:
            objet = ConseilCitoyen.objects.get(arrondissement__numero=conseil)
            return travaux.demander(sorte=sorte, conseil=objet, exercice=exercice, par=None, reveil=False)
        except ConseilCitoyen.DoesNotExist:
            raise CommandError(f"Aucun conseil citoyen dans l'arrondissement {conseil}.") from None
        except ValidationError as erreur:
            raise CommandError(" ".join(erreur.messages)) from None

    def _rendre_compte(self, rapport: Rapport, sortie: Path | None) -> None:
        if sortie:
            with rapport.fichier.open() as fichier:
                sortie.write_bytes(fichier.read())
        self.stdout.write(f"{rapport.numero}  {rapport.pages} pages  {rapport.taille} octets")
        self.stdout.write(f"sha256 {rapport.sha256}")
        self.stdout.write(str(sortie or rapport.fichier.path))
