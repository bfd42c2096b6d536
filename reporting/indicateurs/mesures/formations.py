"""Trainings of a conseil and what they changed, its autonomy."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from conseils.models import (
    CompetencesDeclarees,
    ComptageFormation,
    DelegationFormation,
    EvaluationAutonomie,
    ParticipationFormation,
)
from reporting.indicateurs.mesure import Comptage, Mesure, date_dans
from reporting.indicateurs.mesures.groupe import FIN, MANDAT
from socle.periode import Periode


def _membre_forme(periode: Periode, jour: date) -> Q:
    """Mandats of the last day whose membre has been trained by then."""
    suivies = ParticipationFormation.objects.filter(
        membre=OuterRef("membre"), delegation__formation__debut__lte=periode.fin
    )
    return FIN(periode, jour) & Q(Exists(suivies))


def _derniere_evaluation(periode: Periode, jour: date) -> Q:
    """The last half-year evaluated among those that begin in the period (at most one per conseil)."""
    # The same number as EvaluationQuerySet.avec_rang: the first half-year that begins on or after the first
    # day, the last one that begins on or before the last.
    premier = _rang(periode.debut) + (periode.debut != _debut_du_semestre(periode.debut))
    rangs = (premier, _rang(periode.fin))
    dans_la_periode = EvaluationAutonomie.objects.avec_rang().filter(rang__range=rangs)
    suivantes = dans_la_periode.filter(conseil=OuterRef("conseil"), rang__gt=OuterRef("rang"))
    return Q(rang__range=rangs) & ~Q(Exists(suivantes))


def _debut_du_semestre(jour: date) -> date:
    return date(jour.year, 1 if jour.month <= 6 else 7, 1)


def _rang(jour: date) -> int:
    return 2 * jour.year + (1 if jour.month <= 6 else 2)


_FORMATION = {
    "lignes": DelegationFormation.objects.all,
    "conseil": "conseil",
    "dans": date_dans("formation__debut"),
    "additif": True,
}
_PARTICIPANTS = {
    "conseil": "delegation__conseil",
    "dans": date_dans("delegation__formation__debut"),
}
_COMPETENCES = {
    "lignes": CompetencesDeclarees.objects.all,
    "sexe": "sexe",
    "somme": True,
    "additif": True,
    **_PARTICIPANTS,
}
_AUTONOMIE = {
    "lignes": EvaluationAutonomie.objects.avec_rang,
    "dans": _derniere_evaluation,
    "conseil": "conseil",
}

MESURES: tuple[Comptage, ...] = (
    Mesure("formations", "Sessions de formation, par nature", detail="formation__nature", **_FORMATION),
    Mesure(
        "formations_organisme", "Sessions de formation, par organisme", detail="formation__organisme", **_FORMATION
    ),
    Mesure(
        "formation_minutes",
        "Minutes de formation",
        champ="formation__minutes",
        somme=True,
        detail="formation__nature",
        **_FORMATION,
    ),
    Mesure(
        "formations_sans_participants",
        "Formations dont les participants manquent",
        DelegationFormation.objects.filter(participants_saisis=False).all,
        date_dans("formation__debut"),
        "conseil",
        additif=True,
    ),
    Mesure(
        "membres_formes_periode",
        "Membres formés dans la période",
        ParticipationFormation.objects.all,
        sexe="membre__sexe",
        champ="membre",
        distinct=True,
        **_PARTICIPANTS,
    ),
    Mesure(
        "formes_autres",
        "Autres personnes formées, par public",
        ComptageFormation.objects.all,
        sexe="sexe",
        detail="public",
        champ="nombre",
        somme=True,
        additif=True,
        **_PARTICIPANTS,
    ),
    Mesure(
        "membres_formes",
        "Membres en fin de période déjà formés, par collège",
        dans=_membre_forme,
        detail="college",
        champ="membre",
        distinct=True,
        **MANDAT,
    ),
    Mesure("competences_reponses", "Questionnaires de formation", champ="reponses", **_COMPETENCES),
    Mesure("competences_avant", "Compétences avant, en centièmes", champ="somme_avant", **_COMPETENCES),
    Mesure("competences_apres", "Compétences après, en centièmes", champ="somme_apres", **_COMPETENCES),
    Mesure("autonomie", "Points d'autonomie du dernier semestre évalué", champ="total", somme=True, **_AUTONOMIE),
    Mesure("autonomie_evaluee", "Conseils évalués", **_AUTONOMIE),
)
