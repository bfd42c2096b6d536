from django.apps import AppConfig
from django.db.backends.signals import connection_created

from socle.sqlite import mesurer


class SocleConfig(AppConfig):
    name = "socle"
    verbose_name = "Socle"

    def ready(self) -> None:
        connection_created.connect(mesurer, dispatch_uid="socle.sqlite.mesurer")
