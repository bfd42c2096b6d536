"""How many requests an address may make of the pages that need no account."""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

AU_PLUS, DUREE = 120, 60  # requests, seconds: far above a reader, far below a machine that copies everything


def au_plus(vue: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 429 to an address that asks too much: the count is kept in the cache that all processes share."""

    @wraps(vue)
    def gardee(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if _compter(f"debit:{get_adapter().get_client_ip(request)}") > AU_PLUS:
            refus = render(request, "429.html", status=429)
            refus.headers["Retry-After"] = str(DUREE)
            return refus
        return vue(request, *args, **kwargs)

    return gardee


def _compter(cle: str) -> int:
    cache.add(cle, 0, DUREE)
    try:
        return cache.incr(cle)
    except ValueError:  # forgotten between the two: a new minute begins
        return 1
