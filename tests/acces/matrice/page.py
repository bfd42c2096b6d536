"""An address, as the table declares it."""

from __future__ import annotations

from dataclasses import dataclass

from comptes.permissions import Permission as P
from tests.acces.matrice.cibles import Cibles, sans_objet


@dataclass(frozen=True)
class Page:
    """An address. ``acces``: the permission that opens it, ``PUBLIC`` or ``TOUT_COMPTE``.

    ``voir``: the permission that shows the object, when it differs from the one that acts on it.
    ``refus``: the answer about an object out of reach. ``post``: the address only acts (405 on GET).
    ``liste``: shows those of the rows of ``voir`` that are within reach, none of them perhaps.
    ``jeton``: opened by a header that no account sends, or by a setting: absent for everybody here.
    """

    acces: P | str
    cibles: Cibles = sans_objet
    voir: P | None = None
    refus: int = 404
    post: bool = False
    liste: bool = False
    jeton: bool = False
