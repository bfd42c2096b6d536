"""Actions of the feuille de route."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from animateurs.models import ActionFeuille
from reporting.indicateurs.mesure import Comptage, Mesure, arrete_au, exercice_de
from socle.periode import Periode


def _actions() -> QuerySet:
    """Those of a feuille that has been validated once: a draft promises nothing."""
    return ActionFeuille.objects.filter(feuille__validee_le__isnull=False)


def _echue(periode: Periode, jour: date) -> Q:
    """Due in the period and on or before today. Given up or carried over, it was due all the same."""
    return Q(echeance__range=(periode.debut, arrete_au(periode, jour)))


def _echue_et_faite(periode: Periode, jour: date) -> Q:
    return _echue(periode, jour) & Q(etat="faite", faite_le__lte=arrete_au(periode, jour))


def _de_l_exercice(periode: Periode, jour: date) -> Q:
    return Q(feuille__exercice=exercice_de(periode))


def _actions_reliees() -> QuerySet:
    reliee = Q(expression__isnull=False) | Q(acteur__isnull=False) | Q(partenaire__isnull=False)
    return _actions().filter(reliee)


_ACTION = {"conseil": "feuille__conseil"}

MESURES: tuple[Comptage, ...] = (
    Mesure("actions_echues", "Actions échues, par mission", _actions, _echue, detail="mission__code", **_ACTION),
    Mesure("actions_faites", "Actions échues et faites", _actions, _echue_et_faite, detail="mission__code", **_ACTION),
    Mesure(
        "actions", "Actions de la feuille de route, par origine", _actions, _de_l_exercice, detail="source", **_ACTION
    ),
    Mesure(
        "actions_reliees",
        "Actions reliées à une expression, à un acteur ou à un partenaire",
        _actions_reliees,
        _de_l_exercice,
        detail="source",
        **_ACTION,
    ),
)
