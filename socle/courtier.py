"""Waking a worker. The row in the database is the truth: a broker that is away costs a bounded wait."""

from __future__ import annotations

import logging
from functools import partial

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)

# How long, in seconds, a request may wait for a broker that is away. A periodic sweep does the rest.
ATTENTE = 2
# Without these, kombu retries for ever, and Redis waits for the system's own time-out.
BORNES = {
    "max_retries": 1,
    "connect_retries_timeout": ATTENTE,
    "socket_connect_timeout": ATTENTE,
    "socket_timeout": ATTENTE,
}


def reveiller(tache: str, pk: int | str | list[int]) -> None:
    """Send ``tache`` with the key of its row, or of its rows. Never raises."""
    try:
        with current_app.connection_for_write(transport_options=BORNES) as connexion:
            current_app.send_task(tache, (pk,), connection=connexion, retry=False)
    except Exception as erreur:
        # Whatever the transport raises, the row is committed: the sweep will send the message again.
        logger.warning("courtier injoignable, %s %s attendra la prochaine relance : %s", tache, pk, erreur)


def reveiller_apres(tache: str, pk: int) -> None:
    """The same, once the transaction under way is committed."""
    transaction.on_commit(partial(reveiller, tache, pk))
