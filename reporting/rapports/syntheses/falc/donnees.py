"""What a FALC document holds: its sentences, frozen as they are printed."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.rapports.recits import Recit
from reporting.rapports.syntheses.donnees import Entete
from reporting.rapports.syntheses.source import Source


@dataclass(frozen=True)
class Mot:
    """A hard word, and what it means in easy ones."""

    mot: str
    sens: str


@dataclass(frozen=True)
class Phrase:
    """One idea. ``citation``: somebody's own words, printed as they are.

    ``mots``: the hard words of the sentence; ``sur_dix``: how many people out of ten it says, to be drawn.
    """

    texte: str
    mots: tuple[Mot, ...] = ()
    citation: bool = False
    sur_dix: int | None = None

    @property
    def annonce(self) -> bool:
        """It announces what follows, and stays on its page."""
        return self.texte.endswith(":")


@dataclass(frozen=True)
class Question:
    titre: str
    pictogramme: str
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True)
class Falc:
    """The whole document. ``recits``: what happens next, and who read the document again.

    ``sans_relecture`` is printed as long as nobody says who did.
    """

    source: Source
    entete: Entete
    questions: tuple[Question, ...]
    sans_relecture: tuple[Phrase, ...]
    recits: tuple[Recit, ...] = ()
