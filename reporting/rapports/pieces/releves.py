"""The relevé hebdomadaire: a week of the journal, as it was handed in."""

from __future__ import annotations

from django.db.models import QuerySet

from animateurs.models import SemaineJournal
from animateurs.semainier import Semainier
from comptes.models import Compte
from comptes.permissions import Permission as P
from reporting.rapports.sujet import Objets, Sujet


def assembler(semaine: SemaineJournal) -> dict:
    return {"semaine": semaine, "semainier": Semainier(semaine)}


def _a_portee(compte: Compte | None) -> QuerySet:
    semaines = SemaineJournal.objects.pour_ecran().order_by("-lundi", "affectation")
    return semaines.pour(compte, P.SEMAINE_VOIR) if compte else semaines


def _sujet(semaine: SemaineJournal) -> Sujet:
    return Sujet(semaine.lundi.year, semaine.affectation.conseil, str(semaine.pk))


OBJETS = Objets("Semaine", _a_portee, _sujet)
