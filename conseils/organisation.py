"""Who carries a conseil on a day, and what it is lent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from django.db.models import CharField, Value

from conseils.models import ConseilCitoyen, MoyenPrete, Portage

PERSONNE = Value(None, CharField())  # a portage is lent by nobody


@dataclass(frozen=True)
class Organisation:
    """``portage``: none until one is chosen. ``moyens``: the last lent first."""

    portage: Portage | None
    moyens: list[MoyenPrete]


def organisation_le(conseil: ConseilCitoyen, jour: date) -> Organisation:
    """Both in one query: each is a kind and words, since a day."""
    portages, moyens = (liens.en_cours_le(jour).order_by() for liens in (conseil.portages, conseil.moyens))
    lignes = portages.values_list("du", "pk", "mode", "structure", PERSONNE).union(
        moyens.values_list("du", "pk", "nature", "description", "prete_par"), all=True
    )
    lues = sorted(lignes, key=itemgetter(0, 1), reverse=True)
    return Organisation(
        next((Portage(du=du, mode=mode, structure=nom) for du, _, mode, nom, par in lues if par is None), None),
        [MoyenPrete(du=du, nature=n, description=d, prete_par=par) for du, _, n, d, par in lues if par is not None],
    )
