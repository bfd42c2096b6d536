"""Which rows about the team have been kept long enough. What becomes of them: ``services/oubli.py``."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from animateurs.models import Absence, LigneJournal, Rappel, RappelEquipe, Suggestion
from comptes.models.conservation import minuit


def absences_anciennes(seuil: date) -> QuerySet[Absence]:
    return Absence.objects.filter(fin__lt=date(seuil.year, 1, 1)).exclude(nature=Absence.Nature.AUTRE)


def rappels_anciens(seuil: date) -> QuerySet[Rappel]:
    return Rappel.objects.filter(jour__lt=seuil)


def rappels_d_equipe_anciens(seuil: date) -> QuerySet[RappelEquipe]:
    return RappelEquipe.objects.filter(jour__lt=seuil)


def notes_du_journal_anciennes(seuil: date) -> QuerySet[LigneJournal]:
    """What « Autre » stands for is not a note: figures of the past name it."""
    ecrites = LigneJournal.objects.exclude(Q(note="") & Q(motif_weekend=""))
    return ecrites.filter(semaine__affectation__convention__fin__lt=seuil)


def suggestions_anciennes(seuil: date) -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(le__lt=minuit(seuil))
