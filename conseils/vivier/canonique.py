"""The pool and the quotas as public texts: the same data always give the same bytes, hence a fingerprint."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping

from conseils.models import Candidat, Critere, Quota

ENTETE = ("numero", *Critere.values)


def ecrire_vivier(candidats: Iterable[Candidat]) -> str:
    """One line a candidate, by number: CSV, semicolons, UTF-8, line feeds. No name."""
    tampon = io.StringIO(newline="")
    ecrivain = csv.writer(tampon, delimiter=";", lineterminator="\n")
    ecrivain.writerow(ENTETE)
    for candidat in sorted(candidats, key=lambda c: c.numero):
        ecrivain.writerow([candidat.numero, *(candidat.valeur(critere) for critere in Critere.values)])
    return tampon.getvalue()


def lire_vivier(texte: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(texte, newline=""), delimiter=";"))


def ecrire_quotas(quotas: Iterable[Quota | Mapping]) -> str:
    """JSON, in the order given: it enters the computation."""
    lignes = [q if isinstance(q, Mapping) else _quota(q) for q in quotas]
    return json.dumps(lignes, ensure_ascii=False, separators=(",", ":"))


def lire_quotas(texte: str) -> list[dict]:
    return json.loads(texte)


def empreinte(texte: str) -> str:
    """The sha256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(texte.encode()).hexdigest()


def _quota(quota: Quota) -> dict:
    return {"critere": quota.critere, "valeur": quota.valeur, "minimum": quota.minimum, "maximum": quota.maximum}
