"""State machines as tables: from, act, to, and what must be filled.

The table is data; the caller (a service) checks the right, locks the row, writes the state and the audit
line. « En retard » is never a state: it is derived from dates.
"""

from collections.abc import Iterable
from dataclasses import dataclass


class TransitionRefusee(Exception):
    """The act is not possible in this state, or lacks its reason. ``str()`` is fit for the screen."""


@dataclass(frozen=True)
class Transition:
    """One line of a table: ``acte`` leads from any state of ``de`` to ``vers``."""

    acte: str
    de: frozenset[str]
    vers: str
    refus: str
    motif_requis: bool = False


class Machine:
    """A table of transitions, keyed by act."""

    def __init__(self, transitions: Iterable[Transition]) -> None:
        self.transitions = {t.acte: t for t in transitions}

    def appliquer(self, etat: str, acte: str, motif: str = "") -> str:
        """Return the state that ``acte`` leads to. Raises ``TransitionRefusee`` with the reason."""
        transition = self.transitions[acte]
        if etat not in transition.de:
            raise TransitionRefusee(transition.refus)
        if self.motif_manque(acte, motif):
            raise TransitionRefusee("Indiquez le motif : il sera lu par la personne concernée.")
        return transition.vers

    def motif_manque(self, acte: str, motif: str) -> bool:
        """Tell whether ``acte`` is asked for without the reason that it needs."""
        return self.transitions[acte].motif_requis and not motif.strip()

    def actes_possibles(self, etat: str) -> list[str]:
        """Acts that the table allows in ``etat``, in the table's order."""
        return [t.acte for t in self.transitions.values() if etat in t.de]
