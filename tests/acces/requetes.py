"""One request: what it was answered, what it wrote; then the database is as it was.

Tens of thousands of them are made: what each costs beside the page itself is counted here.
"""

import re
import time
from copy import copy

from django.core.cache import cache
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.db.models.signals import post_save
from django.test import Client

ECRITURE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
# The middlewares keep the session and when it was last seen, whoever asks.
TENUE_DES_SESSIONS = {"django_session", "usersessions_usersession"}


class Navigateur(Client):
    """Django's own test client, which does not keep the templates and the contexts of what it reads.

    ``duree``: what the last page cost of processor, in seconds, however busy the machine is.
    """

    duree = 0.0

    def request(self, **request):
        got_request_exception.connect(self.store_exc_info, dispatch_uid="navigateur")
        debut = time.process_time()
        try:
            reponse = self.handler(self._base_environ(**request))
        finally:
            self.duree = time.process_time() - debut
            got_request_exception.disconnect(dispatch_uid="navigateur")
        self.check_exception(reponse)
        self.cookies.update(reponse.cookies)
        return reponse


class Reponse:
    """``ecrit``: the tables written; ``lignes``: the rows saved, read by ``juger`` before they are undone."""

    def __init__(self, client: Client, methode: str, adresse: str, donnees=None, *, juger=None, **options) -> None:
        self.ecrit: set[str] = set()
        self.lignes: list = []
        temoins = copy(client.cookies)
        post_save.connect(self._garder)
        try:
            with transaction.atomic():
                with connection.execute_wrapper(self._noter):
                    reponse = getattr(client, methode)(adresse, donnees, **options)
                self.duree = client.duree
                self.statut, self.url = reponse.status_code, reponse.headers.get("Location", "")
                # What changes from one page to the next: the tokens of its forms.
                self.corps = re.sub(r"\b\w{64}\b", "JETON", b"".join(reponse).decode(errors="replace"))
                self.jugement = list(juger(self)) if juger else []
                transaction.set_rollback(True)
        finally:
            post_save.disconnect(self._garder)
            client.cookies = temoins  # signed in still, whatever this page did, and without its messages
            if "django_session" in self.ecrit:
                cache.clear()  # which keeps the sessions, and is not put back as they were

    def _garder(self, sender, instance, **_):
        self.lignes.append(instance)

    def _noter(self, execute, sql, params, many, context):
        if table := ECRITURE.match(sql):
            self.ecrit.add(table[1])
        return execute(sql, params, many, context)
