"""What an alert of the home page is made of."""

from dataclasses import dataclass

PLAFOND = 5  # alerts of one kind; the page they lead to lists them all


@dataclass(frozen=True)
class Alerte:
    """A fact, since when, and the action that clears it. ``pressant``: it is late or sent back."""

    fait: str
    depuis: str
    action: str
    adresse: str
    pressant: bool = False
