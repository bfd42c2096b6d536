"""What one look at a page examined: the unit that the record of ``make accessibilite`` counts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Etat:
    """What was examined: an address, in a state, at a width."""

    nom: str
    qui: str
    etat: str
    largeur: int
