"""The ladder of reminders: how many days after the day expected, and in which words."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Echelon:
    """One step. ``jours`` after the day expected (before it when negative); ``code`` is never reused."""

    code: str
    jours: int
    libelle: str
    phrase: str

    @property
    def avant_terme(self) -> bool:
        """It announces a day to come, and means nothing once that day is past."""
        return self.jours < 0


# From the first to the last: a step is always followed by a firmer one.
AVIS = (
    Echelon("rappel", -7, "rappel", "Votre réponse est attendue dans les jours qui viennent."),
    Echelon("echue", 1, "échéance passée", "Le délai pour répondre est passé : votre réponse reste attendue."),
    Echelon("deuxieme", 15, "deuxième relance", "Le conseil n'a toujours pas reçu votre réponse."),
    Echelon(
        "derniere",
        30,
        "dernière relance",
        "Sans réponse, le point sera inscrit à l'ordre du jour de la prochaine instance.",
    ),
)
# Where silence is agreement, it is only announced: past its day there is nothing left to ask.
TACITE = (Echelon("tacite", -7, "rappel", "Votre réponse est attendue ; passé ce jour, votre silence vaudra accord."),)
SUITE = (
    Echelon("suite_echue", 1, "date passée", "La date annoncée pour cette action est passée : où en est-elle ?"),
    Echelon(
        "suite_derniere",
        30,
        "dernière relance",
        "Sans nouvelle, le conseil en parlera à la prochaine instance.",
    ),
)
ECHELONS: Mapping[str, Echelon] = {echelon.code: echelon for echelon in (*AVIS, *TACITE, *SUITE)}
