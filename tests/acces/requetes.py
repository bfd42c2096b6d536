"""One request: what it was answered, what it wrote; then the database is as it was."""

import re
from copy import deepcopy

from django.db import connection, transaction
from django.db.models.signals import post_save
from django.test import Client

ECRITURE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
# The middlewares keep the session and when it was last seen, whoever asks.
TENUE_DES_SESSIONS = {"django_session", "usersessions_usersession"}


class Reponse:
    """``ecrit``: the tables written; ``lignes``: the rows saved, read by ``juger`` before they are undone."""

    def __init__(self, client: Client, methode: str, adresse: str, donnees=None, *, juger=None, **options) -> None:
        self.ecrit: set[str] = set()
        self.lignes: list = []
        temoins = deepcopy(client.cookies)
        post_save.connect(self._garder)
        try:
            with transaction.atomic():
                with connection.execute_wrapper(self._noter):
                    reponse = getattr(client, methode)(adresse, donnees, **options)
                self.statut, self.url = reponse.status_code, reponse.headers.get("Location", "")
                # What changes from one page to the next: the tokens of its forms.
                self.corps = re.sub(r"\b\w{64}\b", "JETON", b"".join(reponse).decode(errors="replace"))
                self.jugement = list(juger(self)) if juger else []
                transaction.set_rollback(True)
        finally:
            post_save.disconnect(self._garder)
            client.cookies = temoins  # signed in still, whatever this page did, and without its messages

    def _garder(self, sender, instance, **_):
        self.lignes.append(instance)

    def _noter(self, execute, sql, params, many, context):
        if table := ECRITURE.match(sql):
            self.ecrit.add(table[1])
        return execute(sql, params, many, context)
