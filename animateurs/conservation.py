"""Which rows about the team have been kept long enough. What becomes of them: ``services/oubli.py``."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from animateurs.models import Absence, Rappel, RappelEquipe


def absences_anciennes(seuil: date) -> QuerySet[Absence]:
    return Absence.objects.filter(fin__lt=date(seuil.year, 1, 1)).exclude(nature=Absence.Nature.AUTRE)


def rappels_anciens(seuil: date) -> QuerySet[Rappel]:
    return Rappel.objects.filter(jour__lt=seuil)


def rappels_d_equipe_anciens(seuil: date) -> QuerySet[RappelEquipe]:
    return RappelEquipe.objects.filter(jour__lt=seuil)
