"""A page that was being read while the database restarted is read again, not refused.

Only requests that write nothing are tried again. ``CONN_HEALTH_CHECKS`` replaces a connection that died between
two requests; this is for the one that dies in the middle, and for the seconds when nobody answers.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)

SURES = {"GET", "HEAD"}
PAUSE = 0.1


class Reprise:
    """Outside all that reads the base: whatever failed beneath, session included, is done again from the start."""

    def __init__(self, suite: Callable[[HttpRequest], HttpResponse]) -> None:
        self.suite = suite

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reponse = self.suite(request)
        if request.method in SURES and getattr(request, "base_perdue", False) and _attendre_la_base():
            logger.warning("base revenue : %s est relu", request.path)
            return self.suite(type(request)(request.environ))
        return reponse


def _noter(sender, request: HttpRequest | None = None, **_) -> None:
    """Django has already turned the exception into a page when this middleware sees it."""
    if request is not None and isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        request.base_perdue = not _repond()


def _repond() -> bool:
    """Whether this very connection still answers. A refusal by a server that is well is not our affair."""
    return connection.connection is not None and connection.is_usable()


def _attendre_la_base() -> bool:
    limite = time.monotonic() + settings.REPRISE_DELAI
    while time.monotonic() < limite:
        connection.close()
        try:
            connection.ensure_connection()
        except DatabaseError:
            time.sleep(PAUSE)
        else:
            return True
    return False


got_request_exception.connect(_noter, dispatch_uid="reprise")
