"""Why a line or a week of the journal is not written, in the words of the screens."""

from animateurs.models import LigneJournal
from socle.templatetags.typographie import heures
from socle.transitions import TransitionRefusee


class SemaineModifieeAilleurs(Exception):
    """The week changed since the form was shown (another tab, another person)."""

    def __str__(self) -> str:
        return (
            "Cette semaine a été modifiée ailleurs depuis l’ouverture de cette page. Elle est maintenant à jour, "
            "et rien de ce que vous avez saisi n’a été enregistré : vérifiez, puis recommencez."
        )


class CleDejaPrise(Exception):
    """A line of the week already answers to the key of this act."""


class LigneRefusee(Exception):
    """The base refused the line, which says why when asked (``validate_constraints``)."""

    def __init__(self, ligne: LigneJournal) -> None:
        super().__init__(str(ligne.pk))
        self.ligne = ligne


class LigneModifieeAilleurs(SemaineModifieeAilleurs):
    """The line changed since its form was shown: both versions are to be compared."""

    def __str__(self) -> str:
        return (
            "Cette activité a été modifiée ailleurs depuis l’ouverture de cette page. Voici les deux versions : "
            "enregistrez la vôtre, ou gardez celle qui est enregistrée."
        )


class SemaineLongue(TransitionRefusee):
    """So many hours that they have to be confirmed."""

    def __init__(self, minutes: int) -> None:
        super().__init__(
            f"Plus de 60 heures cette semaine ({heures(minutes)}) : confirmez-le en cochant la case, "
            "ou revenez à la semaine pour corriger."
        )
