"""French alphabetical order, on SQLite as on the base of production (ICU, ``fr``): « Étienne » comes before « Vo ».

SQLite compares bytes: accents after z, small letters after capitals. Every text that a query sorts is therefore
sorted there with a collation of ours, whoever asked (``order_by``, ``Meta.ordering``). Codes, numbers and
choices are left as they are: nobody reads them as a list of names, and an index gives their order for nothing.
"""

from __future__ import annotations

from functools import lru_cache

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, SlugField, TextField
from django.db.models.expressions import BaseExpression, OrderBy
from django.db.models.functions import Collate

from socle.mots import sans_accent

COLLATION = "francais"


@lru_cache(maxsize=8192)
def cle(texte: str) -> tuple[str, str, str]:
    """The key to sort texts by: letters first, then accents, then small letters before capitals."""
    droit = texte.replace("’", "'")
    return sans_accent(droit), droit.lower(), droit.swapcase()


def nom_prenom(personne: object) -> tuple:
    """The key to sort people by, once they are read."""
    return cle(personne.nom), cle(personne.prenom)


def comparer(a: str, b: str) -> int:
    cle_a, cle_b = cle(a), cle(b)
    return (cle_a > cle_b) - (cle_a < cle_b)


def enseigner(connection: BaseDatabaseWrapper, **kwargs) -> None:
    """Teach the order to a connection that opens."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, comparer)


def _se_lit(expression: BaseExpression) -> bool:
    champ = getattr(expression, "_output_field_or_none", None)
    texte = isinstance(champ, CharField | TextField) and not isinstance(champ, SlugField)
    return texte and not champ.choices and not champ.unique


def _en_francais(tri: OrderBy, compiler, connection, **contexte) -> tuple[str, tuple]:
    if _se_lit(tri.expression):
        tri = tri.copy()
        tri.expression = Collate(tri.expression, COLLATION)
    return tri.as_sql(compiler, connection, **contexte)


def installer() -> None:
    OrderBy.as_sqlite = _en_francais
