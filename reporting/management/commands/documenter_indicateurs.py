"""Print the declared indicators into ``docs/indicateurs.md``."""

from django.core.management.base import BaseCommand

from reporting.indicateurs.documentation import CHEMIN, page_des_indicateurs


class Command(BaseCommand):
    help = "Écrit docs/indicateurs.md à partir de reporting/indicateurs/."

    def handle(self, **options) -> None:
        CHEMIN.write_text(page_des_indicateurs())
        self.stdout.write(str(CHEMIN))
