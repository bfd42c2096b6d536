"""Print the ``rgpd`` modules into ``docs/donnees-personnelles.md``."""

from django.core.management.base import BaseCommand

from comptes.documentation_donnees import CHEMIN, page_des_donnees


class Command(BaseCommand):
    help = "Écrit docs/donnees-personnelles.md à partir des modules rgpd."

    def handle(self, **options) -> None:
        CHEMIN.write_text(page_des_donnees())
        self.stdout.write(str(CHEMIN))
