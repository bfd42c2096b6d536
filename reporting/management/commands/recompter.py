"""``manage.py recompter``: the rollups against the rows they sum up."""

from django.core.management.base import BaseCommand

from reporting.services import cumuls


class Command(BaseCommand):
    help = "Recompte tous les chiffres cumulés depuis les données, corrige ceux qui diffèrent et dit lesquels."

    def handle(self, **options) -> None:
        self.stdout.write(f"{cumuls.rafraichir()} mois modifiés depuis leur dernier comptage, recomptés.")
        ecarts = cumuls.recompter()
        for ecart in ecarts:
            self.stdout.write(f"Corrigé : {ecart}")
        self.stdout.write(f"{len(ecarts)} écarts corrigés." if ecarts else "Aucun écart.")
