"""Reference values of the contrat de ville about a groupe moteur.

They are shown beside the figures: they inform, they never judge and never block saving. They are
settings, not constants: ``GROUPE_MOTEUR_REFERENCES`` in the settings replaces any of them, for instance
``{"taille_max": 60, "part_habitants": "3/4"}``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings


@dataclass(frozen=True)
class References:
    """« Environ 20 à 50 personnes », « par exemple 2/3 d'habitants et 1/3 d'acteurs locaux », parity.

    The contract gives no tolerance for parity: 45 to 55 % is our reading.
    """

    taille_min: int = 20
    taille_max: int = 50
    part_habitants: str = "2/3"
    part_acteurs: str = "1/3"
    parite_min: int = 45
    parite_max: int = 55

    @property
    def habitants_pourcent(self) -> int:
        """Where the mark stands on a bar of 100."""
        numerateur, denominateur = self.part_habitants.split("/")
        return round(100 * int(numerateur) / int(denominateur))

    @property
    def taille_etendue(self) -> int:
        return self.taille_max - self.taille_min

    def axe(self, effectif: int) -> int:
        """The end of the axis on which a group of ``effectif`` people is drawn."""
        return max(effectif, self.taille_max) + 10


def references() -> References:
    """The values in force."""
    return replace(References(), **getattr(settings, "GROUPE_MOTEUR_REFERENCES", {}))
