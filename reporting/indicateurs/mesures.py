"""Counts: the only place where rows are aggregated.

A ``Mesure`` counts one kind of fact for each conseil, split by sex and by one detail, over several
periods at once. All the mesures asked for together are read in one SQL statement (a UNION ALL of
aggregates that share one shape), so a dashboard costs one query however many figures it shows.

Here: the groupe moteur, its meetings, its trainings, the journal. What the conseil says and does outside
is in ``mesures_parole``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from animateurs.models import LigneJournal, SemaineJournal
from conseils.models import (
    CompetencesDeclarees,
    ComptageEloignes,
    ComptageFormation,
    ComptagePremieres,
    ComptagePublic,
    ConseilCitoyen,
    DelegationFormation,
    EvaluationAutonomie,
    Mandat,
    ParticipationFormation,
    Presence,
    Reunion,
)
from conseils.querysets.communs import actif_le
from conseils.querysets.composition import seul_mandat_le
from reporting.indicateurs.mesure import Comptage, Filtre, Mesure, date_dans
from reporting.indicateurs.mesures_parole import MESURES_PAROLE
from reporting.indicateurs.mesures_reference import MESURES_REFERENCE
from socle.periode import Periode, lundi_de

# -- Which rows belong to a period ----------------------------------------------------------------


def _actif_le(quel_jour: Callable[[Periode], date]) -> Filtre:
    """Mandats running on one day of the period (the last day of a mandat counts), one per person."""

    def filtre(periode: Periode, jour: date) -> Q:
        le = quel_jour(periode)
        return actif_le(le) & seul_mandat_le(Mandat, le)

    return filtre


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


def _quartier_touche(periode: Periode, jour: date) -> Q:
    """Quartiers with a local meeting held, or whose members came to a meeting, in the period."""
    tenues = Reunion.objects.filter(statut="tenue", date__range=(periode.debut, periode.fin))
    locales = tenues.filter(conseil=OuterRef("conseilcitoyen"), quartier=OuterRef("quartier"))
    venus = Presence.objects.filter(
        reunion__statut="tenue",
        reunion__date__range=(periode.debut, periode.fin),
        reunion__conseil=OuterRef("conseilcitoyen"),
        membre__quartier=OuterRef("quartier"),
        nature=Presence.Nature.PRESENT,
    )
    return Q(Exists(locales)) | Q(Exists(venus))


def _membre_forme(periode: Periode, jour: date) -> Q:
    """Mandats of the last day whose membre has been trained by then."""
    suivies = ParticipationFormation.objects.filter(
        membre=OuterRef("membre"), delegation__formation__debut__lte=periode.fin
    )
    return _FIN(periode, jour) & Q(Exists(suivies))


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


def _toujours(periode: Periode, jour: date) -> Q:
    return Q(pk__isnull=False)


# -- Which rows are counted -----------------------------------------------------------------------


def _attendus() -> QuerySet:
    """One row per membre and per meeting of the group at which he or she was expected."""
    attendus = Mandat.objects.filter(
        Q(fin=None) | Q(fin__gte=F("groupe__conseil__reunions__date")),
        debut__lte=F("groupe__conseil__reunions__date"),
        groupe__conseil__reunions__statut="tenue",
        groupe__conseil__reunions__presences_saisies=True,
        groupe__conseil__reunions__type__in=Reunion.TYPES_DU_GROUPE,
    )
    # A member of two groupes is expected once at each meeting.
    return attendus.annotate(le=F("groupe__conseil__reunions__date")).filter(seul_mandat_le(Mandat, OuterRef("le")))


def _reunions() -> QuerySet:
    return Reunion.objects.filter(statut="tenue")


def _presences() -> QuerySet:
    return Presence.objects.presents().filter(reunion__statut="tenue")


def _eloignes_interroges() -> QuerySet:
    """Not asked is not zero: a meeting where nobody was asked leaves no trace in either count."""
    return ComptageEloignes.objects.filter(reunion__statut="tenue", deja_venus__isnull=False)


def _perimetre() -> QuerySet:
    return ConseilCitoyen.quartiers.through.objects.filter(quartier__categorie="QPV")


def _lignes_transmises() -> QuerySet:
    return LigneJournal.objects.filter(semaine__etat__in=("transmise", "validee"))


_PAR_MEMBRE = {"conseil": "groupe__conseil", "sexe": "membre__sexe"}
_MANDAT = {"lignes": Mandat.objects.all, **_PAR_MEMBRE}
_FIN, _VEILLE = _actif_le(lambda p: p.fin), _actif_le(lambda p: p.debut - timedelta(days=1))
_REUNION = {"lignes": _reunions, "conseil": "conseil", "dans": date_dans("date"), "additif": True}
_PRESENCE = {
    "lignes": _presences,
    "conseil": "reunion__conseil",
    "sexe": "membre__sexe",
    "dans": date_dans("reunion__date"),
    "additif": True,
}
_PUBLIC = {
    "conseil": "reunion__conseil",
    "sexe": "sexe",
    "dans": date_dans("reunion__date"),
    "somme": True,
    "additif": True,
}
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
_SEMAINE = {"conseil": "affectation__conseil", "dans": _semaine_due}

MESURES: dict[str, Comptage] = {
    m.cle: m
    for m in (
        Mesure(
            "membres",
            "Membres en fin de période, par collège",
            dans=_FIN,
            detail="college",
            champ="membre",
            distinct=True,
            **_MANDAT,
        ),
        Mesure(
            "membres_age",
            "Membres en fin de période, par tranche d'âge",
            dans=_FIN,
            detail="membre__tranche_age",
            champ="membre",
            distinct=True,
            **_MANDAT,
        ),
        Mesure(
            "membres_origine",
            "Membres en fin de période, par origine",
            dans=_FIN,
            detail="origine",
            champ="membre",
            distinct=True,
            **_MANDAT,
        ),
        Mesure(
            "membres_avant", "Membres la veille de la période", dans=_VEILLE, champ="membre", distinct=True, **_MANDAT
        ),
        Mesure(
            "entrees",
            "Entrées, par origine",
            Mandat.objects.entrees,
            date_dans("debut"),
            detail="origine",
            **_PAR_MEMBRE,
        ),
        Mesure(
            "sorties",
            "Sorties, par motif",
            Mandat.objects.sorties,
            date_dans("fin"),
            detail="motif_fin",
            **_PAR_MEMBRE,
        ),
        Mesure(
            "attendus",
            "Présences attendues aux réunions du groupe",
            _attendus,
            date_dans("le"),
            "groupe__conseil",
            sexe="membre__sexe",
            detail="college",
        ),
        Mesure(
            "presences_groupe",
            "Présences de membres aux réunions du groupe",
            lambda: _presences().filter(reunion__presences_saisies=True, reunion__type__in=Reunion.TYPES_DU_GROUPE),
            date_dans("reunion__date"),
            "reunion__conseil",
            sexe="membre__sexe",
            additif=True,
        ),
        Mesure("reunions", "Réunions tenues, par type", detail="type", **_REUNION),
        Mesure("reunions_echelle", "Réunions tenues, par échelle", detail="echelle", **_REUNION),
        Mesure(
            "reunions_pretees",
            "Réunions dans un lieu prêté par la Ville",
            lambda: _reunions().filter(lieu_prete=True),
            date_dans("date"),
            "conseil",
            additif=True,
        ),
        Mesure(
            "reunions_auto",
            "Réunions animées par des membres",
            lambda: _reunions().filter(auto_animee=True),
            date_dans("date"),
            "conseil",
            additif=True,
        ),
        Mesure(
            "reunions_sans_presences",
            "Réunions tenues dont les présences manquent",
            lambda: _reunions().filter(presences_saisies=False),
            date_dans("date"),
            "conseil",
            additif=True,
        ),
        Mesure("presences", "Présences de membres, par tranche d'âge", detail="membre__tranche_age", **_PRESENCE),
        Mesure("presences_type", "Présences de membres, par type de réunion", detail="reunion__type", **_PRESENCE),
        Mesure(
            "public",
            "Autres participants, par tranche d'âge",
            ComptagePublic.objects.filter(reunion__statut="tenue").all,
            detail="tranche_age",
            champ="nombre",
            **_PUBLIC,
        ),
        Mesure(
            "public_type",
            "Autres participants, par type de réunion",
            ComptagePublic.objects.filter(reunion__statut="tenue").all,
            detail="reunion__type",
            champ="nombre",
            **_PUBLIC,
        ),
        Mesure(
            "reponses_eloignes",
            "Réponses à la question sur la participation",
            ComptageEloignes.objects.filter(reunion__statut="tenue").all,
            champ="reponses",
            **_PUBLIC,
        ),
        Mesure(
            "eloignes",
            "Personnes éloignées de la participation",
            ComptageEloignes.objects.filter(reunion__statut="tenue").all,
            champ="eloignes",
            **_PUBLIC,
        ),
        Mesure(
            "premieres",
            "Premières venues",
            ComptagePremieres.objects.filter(reunion__statut="tenue").all,
            champ="nombre",
            **_PUBLIC,
        ),
        Mesure(
            "eloignes_interroges",
            "Personnes éloignées à qui l'on a demandé si elles étaient déjà venues",
            _eloignes_interroges,
            champ="eloignes",
            **_PUBLIC,
        ),
        Mesure(
            "eloignes_deja_venus",
            "Personnes éloignées déjà venues",
            _eloignes_interroges,
            champ="deja_venus",
            **_PUBLIC,
        ),
        Mesure("qpv", "QPV du périmètre", _perimetre, _toujours, "conseilcitoyen"),
        Mesure(
            "qpv_touches",
            "QPV du périmètre où le conseil a été présent",
            _perimetre,
            _quartier_touche,
            "conseilcitoyen",
        ),
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
            **_MANDAT,
        ),
        Mesure("competences_reponses", "Questionnaires de formation", champ="reponses", **_COMPETENCES),
        Mesure("competences_avant", "Compétences avant, en centièmes", champ="somme_avant", **_COMPETENCES),
        Mesure("competences_apres", "Compétences après, en centièmes", champ="somme_apres", **_COMPETENCES),
        Mesure("autonomie", "Points d'autonomie du dernier semestre évalué", champ="total", somme=True, **_AUTONOMIE),
        Mesure("autonomie_evaluee", "Conseils évalués", **_AUTONOMIE),
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
        *MESURES_PAROLE,
        *MESURES_REFERENCE,
    )
}
