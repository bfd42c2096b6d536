"""What a view declares about who may open it, when no permission decides.

Here rather than in ``comptes`` because the rooms below ``comptes`` have pages too. Permissions, and
everything that asks who the person is, stay in ``comptes.acces``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from socle.lecture_seule import lecture_seule

Vue = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Declaration:
    """What the system check and the permission matrix read on a view."""

    permission: str | None
    raison: str = ""

    @property
    def publique(self) -> bool:
        return self.permission is None and self.raison.startswith("public : ")


def tout_compte(raison: str) -> Callable[[Vue], Vue]:
    """Open the view to every signed-in account; ``raison`` says why no permission is needed."""

    def decorer(vue: Vue) -> Vue:
        @wraps(vue)
        def gardee(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            return appeler(vue, request, *args, **kwargs)

        gardee.declaration = Declaration(None, raison)
        return gardee

    return decorer


def publique(raison: str) -> Callable[[Vue], Vue]:
    """Open the view to everybody; ``raison`` says why."""

    def decorer(vue: Vue) -> Vue:
        return login_not_required(tout_compte(f"public : {raison}")(vue))

    return decorer


def appeler(vue: Vue, request: HttpRequest, *args, **kwargs) -> HttpResponse:
    """Call ``vue``; on GET and HEAD it cannot write."""
    if request.method in {"GET", "HEAD"}:
        with lecture_seule():
            return vue(request, *args, **kwargs)
    return vue(request, *args, **kwargs)
