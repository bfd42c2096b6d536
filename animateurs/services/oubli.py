"""Forgetting what the team needs no more."""

from django.db.models import QuerySet

from animateurs.models import Absence, LigneJournal


def taire_les_natures(absences: QuerySet[Absence]) -> int:
    """Keep that somebody was away, which past weeks rest upon, and forget why."""
    return absences.update(nature=Absence.Nature.AUTRE)


def taire_les_notes(lignes: QuerySet[LigneJournal]) -> int:
    """Keep what was done and how long, which past figures rest upon."""
    return lignes.update(note="", motif_weekend="")
