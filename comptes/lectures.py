"""The trail of readings: one line for each page with people's names that was really shown.

A middleware, because a page asked for with GET cannot write (``socle.lecture_seule``): the line is written once the
view has answered, outside its guard, and says which page left, not which names it bore. The search and the filters
of the address are left out of it: a name may have been typed there. Such a page is not kept by the browser either.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from comptes.porte import detient
from comptes.services.lectures import noter_lecture
from socle.entetes import SANS_COPIE
from socle.rgpd import registre


class JournalDesLectures:
    def __init__(self, suite: Callable[[HttpRequest], HttpResponse]) -> None:
        self.suite = suite

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reponse = self.suite(request)
        declaree = registre().lectures.get(request.resolver_match.url_name) if request.resolver_match else None
        if declaree is not None:
            reponse.headers.setdefault("Cache-Control", SANS_COPIE)
            if request.method == "GET" and reponse.status_code == 200:
                _consigner(request, *declaree)
        return reponse


def _consigner(request: HttpRequest, libelle: str, permission: str | None) -> None:
    """Only for those who read the names there: the others see counts on the same page."""
    if request.user.is_authenticated and (permission is None or detient(request.user, permission)):
        noter_lecture(par=request.user, page=libelle, adresse=request.path)
