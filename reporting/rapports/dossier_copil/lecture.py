"""What every part of a dossier is read from: the séance, the one before, the conseils, the days and the counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from conseils.models import ConseilCitoyen, Seance
from reporting.indicateurs import Table, collecter
from reporting.periodes import periodes_comparees, un_an_avant
from reporting.querysets.copil import conseils_invites, derniere_seance_avant
from socle.exercice import exercice_courant, periode_de_l_exercice
from socle.periode import Periode

# The contract was signed in March 2015: nothing was sent before.
ORIGINE = date(2015, 1, 1)
CLES_DE_LA_PAROLE = frozenset(
    {
        "avis",
        "adresses",
        "adresses_repondus",
        "en_retard",
        "delais",
        "reponses_recues",
        "reponses_suivies",
        "reponses_tardives",
        "accords_tacites",
        "effets_avis",
        "effets_initiatives",
    }
)


@dataclass(frozen=True)
class Lecture:
    """``arrete_au``: the day of the figures, never after the séance. ``periodes``: its exercice and the one before.

    ``annee`` counts over these two; ``depuis`` over what is new since the last séance, then over all that was ever
    sent, which tells what is still owed.
    """

    seance: Seance
    precedente: Seance | None
    conseils: tuple[ConseilCitoyen, ...]
    arrete_au: date
    periode: Periode
    periodes: tuple[Periode, Periode]
    annee: Table
    depuis: Table

    @property
    def paris(self) -> bool:
        return self.seance.arrondissement_id is None

    @property
    def cles(self) -> list[int]:
        return [conseil.pk for conseil in self.conseils]

    @property
    def exercice(self) -> int:
        """That of the figures: the one under way when the séance is still ahead."""
        return exercice_courant(self.arrete_au)

    @property
    def exercice_de_la_seance(self) -> Periode:
        return periode_de_l_exercice(exercice_courant(self.seance.date))


def lire(seance: Seance, jour: date) -> Lecture:
    """Read what the parts share, as things stand on ``jour``, or on the day of the séance when it has passed."""
    arrete_au = min(jour, seance.date)
    precedente = derniere_seance_avant(seance)
    periode = _depuis(precedente, arrete_au)
    conseils = tuple(conseils_invites(seance, periode.debut))
    cles = [conseil.pk for conseil in conseils]
    periodes = periodes_comparees(exercice_courant(arrete_au), arrete_au)
    annee = collecter(cles, periodes, jour=arrete_au)
    nouveau = [periode, Periode(ORIGINE, arrete_au)]
    depuis = collecter(cles, nouveau, cles=CLES_DE_LA_PAROLE, jour=arrete_au)
    return Lecture(seance, precedente, conseils, arrete_au, periode, periodes, annee, depuis)


def _depuis(precedente: Seance | None, arrete_au: date) -> Periode:
    """From the day after the last séance; for the first one, over a year."""
    debut = precedente.date + timedelta(days=1) if precedente else un_an_avant(arrete_au) + timedelta(days=1)
    return Periode(min(debut, arrete_au), arrete_au)
