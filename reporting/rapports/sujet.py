"""What a document is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string

from comptes.models import Compte
from conseils.models import ConseilCitoyen
from reporting.rapports.sortes import Sorte
from socle.entiers import entier


@dataclass(frozen=True)
class Sujet:
    """One conseil (``None``: the whole dispositif), one exercice, and sometimes one thing.

    ``objet`` is the key of that thing among the ``Objets`` of the kind: a séance, a week, a tour.
    """

    exercice: int
    conseil: ConseilCitoyen | None = None
    objet: str = ""


@dataclass(frozen=True)
class Objets:
    """The things that documents of one kind are about, where a conseil and an exercice do not say it all.

    ``libelle``: what the form calls one of them. ``a_portee``: the rows that an account may ask about, the
    latest first (``None``: the console, which may ask about all). ``sujet``: the conseil and the exercice of one row.
    ``nom``: how the form tells one row from the others.
    """

    libelle: str
    a_portee: Callable[[Compte | None], QuerySet]
    sujet: Callable[[Model], Sujet]
    nom: Callable[[Model], str] = str

    def ligne(self, compte: Compte | None, cle: str) -> Model | None:
        """The row of this key; ``None`` when it is absent or out of reach."""
        return self.a_portee(compte).filter(pk=entier(cle)).first()

    def trouver(self, compte: Compte | None, cle: str) -> Sujet | None:
        """The subject that this key stands for; ``None`` when the row is absent or out of reach.

        Raises ``ValidationError`` when it is there and no document can be made about it: ``sujet`` says why.
        """
        ligne = self.ligne(compte, cle)
        return self.sujet(ligne) if ligne else None


def objets_de(sorte: Sorte) -> Objets | None:
    """What documents of this kind choose from, if they choose."""
    return import_string(sorte.objets) if sorte.objets else None
