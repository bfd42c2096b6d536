from django.apps import AppConfig
from django.db.backends.signals import connection_created

from socle.entiers import installer
from socle.sqlite import mesurer


class SocleConfig(AppConfig):
    name = "socle"
    verbose_name = "Socle"

    def ready(self) -> None:
        installer()
        connection_created.connect(mesurer, dispatch_uid="socle.sqlite.mesurer")
