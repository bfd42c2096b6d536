"""When nobody is left who could do it from the screens."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from comptes.courriels import CourrielNonParti
from comptes.models import Compte
from comptes.services import mfa


class Command(BaseCommand):
    help = "Retire la double authentification d'un compte, ferme ses sessions et prévient la personne."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="adresse e-mail du compte")

    def handle(self, *, email: str, **options) -> None:
        try:
            compte = Compte.objects.get(email__iexact=email)
            mfa.retirer(compte=compte, par=None, motif="Depuis la console")
        except Compte.DoesNotExist:
            raise CommandError(f"Aucun compte n'a l'adresse {email}.") from None
        except ValidationError as refus:
            raise CommandError(" ".join(refus.messages)) from None
        except CourrielNonParti as erreur:
            self.stderr.write(f"{erreur} Prévenez la personne.")
        self.stdout.write(f"Double authentification retirée : {compte}. Ses sessions sont fermées.")
