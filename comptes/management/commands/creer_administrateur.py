"""The first account of an installation: somebody has to invite the others."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from comptes.courriels import lien_invitation
from comptes.models import Compte
from comptes.roles import ADMINISTRATION
from comptes.services.comptes import creer_compte


class Command(BaseCommand):
    help = "Ouvre un compte d'administration et affiche le lien où choisir son mot de passe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="adresse e-mail")
        parser.add_argument("prenom", help="prénom")
        parser.add_argument("nom", help="nom")

    def handle(self, *, email: str, prenom: str, nom: str, **options) -> None:
        compte = self._administrateur(email) or self._creer(email, prenom, nom)
        self.stdout.write(f"Compte d'administration de {compte}. Lien à usage unique, valable sept jours :")
        self.stdout.write(lien_invitation(compte))

    def _administrateur(self, email: str) -> Compte | None:
        """The account, when it is already one: a lost link is printed anew."""
        compte = Compte.objects.filter(email__iexact=email, is_active=True).first()
        return compte if compte and compte.a_le_role(ADMINISTRATION.code) else None

    def _creer(self, email: str, prenom: str, nom: str) -> Compte:
        try:
            return creer_compte(
                email=email,
                prenom=prenom,
                nom=nom,
                role=ADMINISTRATION.code,
                debut=timezone.localdate(),
                par=None,
            )
        except ValidationError as refus:
            raise CommandError(" ".join(refus.messages)) from None
