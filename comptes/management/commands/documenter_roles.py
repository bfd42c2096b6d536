"""Print ``comptes.roles`` into ``docs/roles.md``."""

from django.core.management.base import BaseCommand

from comptes.documentation import CHEMIN, page_des_roles


class Command(BaseCommand):
    help = "Écrit docs/roles.md à partir de comptes/roles.py."

    def handle(self, **options) -> None:
        CHEMIN.write_text(page_des_roles())
        self.stdout.write(str(CHEMIN))
