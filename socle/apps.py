from django.apps import AppConfig
from django.db.backends.signals import connection_created

from socle import alphabet, entiers
from socle.sqlite import mesurer


class SocleConfig(AppConfig):
    name = "socle"
    verbose_name = "Socle"

    def ready(self) -> None:
        alphabet.installer()
        entiers.installer()
        connection_created.connect(mesurer, dispatch_uid="socle.sqlite.mesurer")
        connection_created.connect(alphabet.enseigner, dispatch_uid="socle.alphabet.enseigner")
