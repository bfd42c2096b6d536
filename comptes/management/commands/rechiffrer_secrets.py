"""After a new key was put in front of ``CLE_CHIFFREMENT``, before the old one is taken away."""

from django.core.management.base import BaseCommand

from comptes.services.mfa import rechiffrer_les_secrets


class Command(BaseCommand):
    help = "Rechiffre les secrets de double authentification avec la première clé de CLE_CHIFFREMENT."

    def handle(self, **options) -> None:
        self.stdout.write(f"Secrets rechiffrés : {rechiffrer_les_secrets()}.")
