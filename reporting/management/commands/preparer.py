"""Bring the base up to date; called by every start, on a developer's machine and in production."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from animateurs.demo.comptes import PERSONNES, comptes_de_demonstration, mot_de_passe_demo
from comptes.models import Compte
from reporting.demo import demander_bilans
from socle.exercice import exercice_courant
from territoires.services.observation import DONNEES_DEMO

# In this order: each refers to what the one before has brought.
REFERENCES = ["importer_territoires", "importer_conseils", "importer_convention"]


class Command(BaseCommand):
    help = "Prépare la base : migrations, données de référence et, en démonstration, données fictives."

    def handle(self, **options) -> None:
        self._dire("Préparation de la base…")
        call_command("migrate", verbosity=0)
        for importation in REFERENCES:
            call_command(importation, verbosity=0)
        if settings.DEMO:
            self._demonstration()

    def _demonstration(self) -> None:
        if not Compte.objects.exists():
            self._dire("Installation de la démonstration…")
            # Stopped half-way, it would leave a base that is no longer empty and never complete.
            with transaction.atomic():
                call_command("installer_demo", verbosity=0)
                call_command("importer_observation", dossier=DONNEES_DEMO, verbosity=0)
            self._documents()
        self._presenter_comptes()

    def _documents(self) -> None:
        self._dire("Production des premiers bilans…")
        exercice = exercice_courant(timezone.localdate()) - 1
        demander_bilans(exercice=exercice, par=Compte.objects.get(email=PERSONNES[0].email))

    def _presenter_comptes(self) -> None:
        comptes = comptes_de_demonstration()
        installes = Compte.objects.filter(email__in=[email for email, *_ in comptes])
        if not installes.exists():
            return
        self._dire("\nDémonstration : équipe et habitants fictifs. Comptes, avec un même mot de passe :")
        for email, nom, role in comptes:
            self._dire(f"  {email:<28}{nom:<22}{role}")
        self._dire(f"\n  mot de passe : {mot_de_passe_demo()}")

    def _dire(self, texte: str) -> None:
        self.stdout.write(texte)
        self.stdout.flush()
