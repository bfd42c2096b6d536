"""What was typed under « Autre (préciser) », grouped when only case, accents or punctuation differ."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import slugify

from animateurs.models import LigneJournal
from socle.mots import sans_accent


@dataclass(frozen=True)
class Precision:
    """One thing that several lines say in their own spelling; ``texte`` is the commonest."""

    cle: str
    texte: str
    lignes: int
    variantes: list[str]


def cle_de(texte: str) -> str:
    """What two spellings of the same words have in common: « Porte à porte » and « porte-à-porte »."""
    return slugify(sans_accent(texte))


def precisions() -> list[Precision]:
    """All of them, the most frequent first."""
    groupes: dict[str, list[tuple[str, int]]] = {}
    for texte, lignes in LigneJournal.objects.precisions():
        groupes.setdefault(cle_de(texte), []).append((texte, lignes))
    trouvees = [_precision(cle, textes) for cle, textes in groupes.items() if cle]
    return sorted(trouvees, key=lambda p: (-p.lignes, p.cle))


def precision(cle: str) -> Precision | None:
    return next((p for p in precisions() if p.cle == cle), None)


def _precision(cle: str, textes: list[tuple[str, int]]) -> Precision:
    commun, _ = max(textes, key=lambda compte: compte[1])
    return Precision(cle, commun, sum(lignes for _, lignes in textes), [texte for texte, _ in textes])
