"""``manage.py reindexer``: write the index of the search again from the texts themselves."""

from django.core.management.base import BaseCommand

from conseils.services.indexation import reindexer


class Command(BaseCommand):
    help = "Refait l'index de la recherche."

    def handle(self, *, verbosity: int, **options) -> None:
        objets = reindexer()
        if verbosity:
            self.stdout.write(f"{objets} textes indexés")
