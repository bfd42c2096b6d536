"""The journal of the week: whether it was handed in, the time by mission, what was published."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from animateurs.models import LigneJournal, SemaineJournal
from reporting.indicateurs.mesure import Comptage, Mesure, date_dans
from socle.periode import Periode, lundi_de


def _semaine_due(periode: Periode, jour: date) -> Q:
    """Weeks that begin in the period and are over: the week under way is not due yet."""
    return Q(lundi__range=(periode.debut, periode.fin), lundi__lt=lundi_de(jour))


def _ligne_dans(periode: Periode, jour: date) -> Q:
    """Journal lines dated in the period. A line has a Monday and a day offset, so the two weeks that
    straddle the ends are told apart day by day; no date arithmetic is asked of the database.
    """
    premier, dernier = lundi_de(periode.debut), lundi_de(periode.fin)
    apres = Q(semaine__lundi__gt=premier) | Q(semaine__lundi=premier, jour__gte=periode.debut.weekday())
    avant = Q(semaine__lundi__lt=dernier) | Q(semaine__lundi=dernier, jour__lte=periode.fin.weekday())
    return Q(semaine__lundi__range=(premier, dernier)) & apres & avant


def _lignes_transmises() -> QuerySet:
    return LigneJournal.objects.filter(semaine__etat__in=("transmise", "validee"))


_SEMAINE = {"conseil": "affectation__conseil", "dans": _semaine_due}

MESURES: tuple[Comptage, ...] = (
    Mesure("semaines_dues", "Semaines de journal dues", SemaineJournal.objects.all, **_SEMAINE),
    Mesure(
        "semaines_transmises",
        "Semaines de journal transmises",
        SemaineJournal.objects.filter(etat__in=("transmise", "validee")).all,
        **_SEMAINE,
    ),
    Mesure(
        "minutes",
        "Minutes d'activité, par mission",
        _lignes_transmises,
        _ligne_dans,
        "semaine__affectation__conseil",
        detail="mission__code",
        champ="minutes",
        somme=True,
        additif=True,
    ),
    Mesure(
        "publications",
        "Publications et actions de communication",
        LigneJournal.objects.filter(
            semaine__etat__in=("transmise", "validee"), type_activite__code="communication"
        ).all,
        date_dans("semaine__lundi"),
        "semaine__affectation__conseil",
    ),
)
