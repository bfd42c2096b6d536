"""What the declaration of accessibility says of the automatic checks: the last record of the browser tests.

``RELEVE_ACCESSIBILITE=comptes/releve_accessibilite.json pytest tests/navigateur`` writes it, when all passed.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from comptes.checks import routes

FICHIER = Path(__file__).parent / "releve_accessibilite.json"


@dataclass(frozen=True)
class Releve:
    """``etats``: pages examined, each in one state and at one width; ``ecrans`` of them are different screens."""

    le: date
    etats: int
    ecrans: int
    adresses: int

    @property
    def part(self) -> float:
        return 100 * self.ecrans / self.adresses


@cache
def dernier_releve() -> Releve:
    lu = json.loads(FICHIER.read_text(encoding="utf-8"))
    adresses = sum(1 for _ in routes())
    return Releve(date.fromisoformat(lu["le"]), lu["etats"], len(lu["ecrans"]), adresses)
