"""Produce a document from the console, through the same queue as the screens."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Model

from conseils.models import ConseilCitoyen
from reporting.models import Rapport
from reporting.rapports.pieces import dessiner
from reporting.rapports.sortes import SORTES, Sorte
from reporting.rapports.sujet import Objets, Sujet, objets_de
from reporting.services import production, travaux


class Command(BaseCommand):
    help = "Produit un document, comme depuis l'écran : une demande numérotée, puis sa production."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sorte", choices=sorted(SORTES), help="sorte de document")
        parser.add_argument("--conseil", type=int, help="numéro d'arrondissement, pour un document sur un conseil")
        parser.add_argument("--exercice", type=int, metavar="AAAA")
        parser.add_argument("--objet", help="clé de la séance, de la semaine… pour un document sur l'une d'elles")
        parser.add_argument("--motif", default="", help="ce que le document corrige, s'il a déjà été publié")
        parser.add_argument("--sortie", type=Path, metavar="FICHIER.pdf", help="où copier le document")

    def handle(self, *, sorte: str, sortie: Path | None, **options) -> None:
        if sortie and not sortie.parent.is_dir():
            raise CommandError(f"Le dossier {sortie.parent} n'existe pas.")
        if SORTES[sorte].immediate:
            self._dessiner(SORTES[sorte], sortie, options)
        else:
            self._archiver(SORTES[sorte], sortie, options)

    def _archiver(self, sorte: Sorte, sortie: Path | None, options: dict) -> None:
        """A numbered row, like from the screen, and a copy of its file where it is asked for."""
        rapport = self._demander(sorte.code, self._sujet(sorte, options), options["motif"])
        production.executer(pk=rapport.pk)
        rapport = Rapport.objects.get(pk=rapport.pk)
        if not rapport.telechargeable:
            raise CommandError(f"{rapport.numero} : {rapport.erreur or 'un autre processus le produit.'}")
        self._rendre_compte(rapport, sortie)

    def _dessiner(self, sorte: Sorte, sortie: Path | None, options: dict) -> None:
        """A piece has no row: it is written where it is asked for."""
        if sortie is None:
            raise CommandError(f"--sortie : dites où écrire ce document ({sorte.titre}), dont rien n'est conservé.")
        try:
            pdf = dessiner(sorte.code, self._ligne(sorte, options))
        except ValidationError as erreur:
            raise CommandError(" ".join(erreur.messages)) from None
        sortie.write_bytes(pdf.octets)
        self.stdout.write(f"{sortie}  {pdf.pages} pages  {len(pdf.octets)} octets")

    def _ligne(self, sorte: Sorte, options: dict) -> Model:
        objets = objets_de(sorte)
        ligne = objets.ligne(None, options.get("objet") or "")
        if ligne is None:
            raise CommandError(f"--objet : donnez la clé d'une ligne existante ({objets.libelle}).")
        return ligne

    def _sujet(self, sorte: Sorte, options: dict) -> Sujet:
        """What the options designate, or an error that says which one is missing."""
        if objets := objets_de(sorte):
            return self._objet(objets, options.get("objet") or "")
        if not options.get("exercice"):
            raise CommandError("--exercice : donnez l'année de l'exercice.")
        return Sujet(options["exercice"], self._conseil(options.get("conseil")) if sorte.par_conseil else None)

    def _objet(self, objets: Objets, cle: str) -> Sujet:
        try:
            sujet = objets.trouver(None, cle)
        except ValidationError as refus:
            raise CommandError(" ".join(refus.messages)) from None
        if sujet is None:
            raise CommandError(f"--objet : donnez la clé d'une ligne existante ({objets.libelle}).")
        return sujet

    def _conseil(self, numero: int | None) -> ConseilCitoyen:
        conseil = ConseilCitoyen.objects.filter(arrondissement__numero=numero).first() if numero else None
        if conseil is None:
            raise CommandError(f"--conseil : aucun conseil citoyen dans l'arrondissement {numero or 'non précisé'}.")
        return conseil

    def _demander(self, sorte: str, sujet: Sujet, motif: str) -> Rapport:
        try:
            return travaux.demander(sorte=sorte, sujet=sujet, motif=motif, par=None, reveil=False)
        except ValidationError as erreur:
            raise CommandError(" ".join(erreur.messages)) from None

    def _rendre_compte(self, rapport: Rapport, sortie: Path | None) -> None:
        if sortie:
            with rapport.fichier.open() as fichier:
                sortie.write_bytes(fichier.read())
        self.stdout.write(f"{rapport.numero}  {rapport.pages} pages  {rapport.taille} octets")
        self.stdout.write(f"sha256 {rapport.sha256}")
        self.stdout.write(str(sortie or rapport.fichier.path))
