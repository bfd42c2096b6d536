"""``manage.py installer_demo``: a fictional team and fictional inhabitants (docs/demonstration.md)."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model
from django.utils import timezone

from animateurs.demo.installation import InstallationImpossible, installer
from comptes.models import Compte

GRAINE = 2017


class Command(BaseCommand):
    help = "Installe une équipe et des habitants fictifs, datés par rapport à aujourd'hui."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--graine", type=int, default=GRAINE, help="même graine, mêmes données (%(default)s)")

    def handle(self, *, graine: int, verbosity: int, **options) -> None:
        if not settings.DEMO:
            raise CommandError("Refusé hors démonstration : définissez DEMO=1 (jamais en production).")
        if Compte.objects.exists():
            raise CommandError("Refusé : cette base a déjà des comptes. Repartez d'une base neuve : make demo-neuve.")
        try:
            comptes_rendus = installer(graine=graine, jour=timezone.localdate())
        except InstallationImpossible as erreur:
            raise CommandError(str(erreur)) from erreur
        if verbosity:
            self._rendre_compte(comptes_rendus)

    def _rendre_compte(self, comptes_rendus: dict[type[Model], int]) -> None:
        for modele, nombre in comptes_rendus.items():
            self.stdout.write(f"  {nombre:>6} {modele._meta.verbose_name_plural}")
