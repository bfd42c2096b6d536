"""Frozen data to canonical JSON and back: the same data are always the same text, hence one sha256.

Data are frozen dataclasses made of str, int, bool, Decimal, date, datetime, ``None``, homogeneous tuples
and other such dataclasses. Anything else (a model, a set, a float) is refused: it could not be read back.
"""

import dataclasses
import json
from datetime import date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints


def ecrire(donnees: Any) -> str:
    """Serialise with sorted keys, no superfluous space, and text as it reads."""
    return json.dumps(_vers_json(donnees), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def lire(classe: type, texte: str) -> Any:
    """Rebuild an instance of ``classe`` from what ``ecrire`` wrote."""
    return _depuis_json(classe, json.loads(texte))


def _vers_json(valeur: Any) -> Any:
    if dataclasses.is_dataclass(valeur):
        return {c.name: _vers_json(getattr(valeur, c.name)) for c in dataclasses.fields(valeur)}
    if isinstance(valeur, tuple):
        return [_vers_json(v) for v in valeur]
    if isinstance(valeur, date):
        return valeur.isoformat()
    if isinstance(valeur, Decimal):
        return str(valeur)
    if isinstance(valeur, str | int | NoneType):
        return valeur
    raise TypeError(f"valeur non figeable : {type(valeur).__name__}")


def _depuis_json(attendu: Any, valeur: Any) -> Any:
    if get_origin(attendu) is UnionType:
        return None if valeur is None else _depuis_json(get_args(attendu)[0], valeur)
    if dataclasses.is_dataclass(attendu):
        types = get_type_hints(attendu)
        return attendu(**{nom: _depuis_json(types[nom], v) for nom, v in valeur.items()})
    if get_origin(attendu) is tuple:
        return tuple(_depuis_json(get_args(attendu)[0], v) for v in valeur)
    if attendu in (date, datetime):
        return attendu.fromisoformat(valeur)
    return Decimal(valeur) if attendu is Decimal else valeur
