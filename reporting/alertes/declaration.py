"""What an alert of the home page is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from comptes.models import Compte

PLAFOND = 5  # alerts of one kind; the page they lead to lists them all


@dataclass(frozen=True)
class Alerte:
    """A fact, since when, and the action that clears it. ``pressant``: it is late or sent back."""

    fait: str
    depuis: str
    action: str
    adresse: str
    pressant: bool = False


Source = Callable[[Compte, date], Iterator[Alerte]]


def rare(lignes: Callable[[Compte, date], QuerySet]) -> Callable[[Source], Source]:
    """Mark a source that has nothing to tell most days: ``lignes``, the rows that it tells, say so first."""

    def marquer(source: Source) -> Source:
        source.lignes = lignes
        return source

    return marquer
