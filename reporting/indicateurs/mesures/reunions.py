"""Meetings held, who came, and where in the perimeter."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from conseils.models import (
    ComptageEloignes,
    ComptagePremieres,
    ComptagePublic,
    ConseilCitoyen,
    Mandat,
    Presence,
    Reunion,
)
from conseils.querysets.composition import seul_mandat_le
from reporting.indicateurs.mesure import Comptage, Mesure, date_dans
from socle.periode import Periode


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


def _toujours(periode: Periode, jour: date) -> Q:
    return Q(pk__isnull=False)


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


def reunions_tenues() -> QuerySet:
    return Reunion.objects.filter(statut="tenue")


def presences_tenues() -> QuerySet:
    return Presence.objects.presents().filter(reunion__statut="tenue")


def publics_comptes() -> QuerySet:
    return ComptagePublic.objects.filter(reunion__statut="tenue")


def reponses_comptees() -> QuerySet:
    return ComptageEloignes.objects.filter(reunion__statut="tenue")


def premieres_comptees() -> QuerySet:
    return ComptagePremieres.objects.filter(reunion__statut="tenue")


def _eloignes_interroges() -> QuerySet:
    """Not asked is not zero: a meeting where nobody was asked leaves no trace in either count."""
    return reponses_comptees().filter(deja_venus__isnull=False)


def _perimetre() -> QuerySet:
    return ConseilCitoyen.quartiers.through.objects.filter(quartier__categorie="QPV")


_REUNION = {"conseil": "conseil", "dans": date_dans("date"), "additif": True}
_PRESENCE = _REUNION | {"conseil": "reunion__conseil", "sexe": "membre__sexe", "dans": date_dans("reunion__date")}
_PUBLIC = _PRESENCE | {"sexe": "sexe", "somme": True}

MESURES: tuple[Comptage, ...] = (
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
        lambda: presences_tenues().filter(reunion__presences_saisies=True, reunion__type__in=Reunion.TYPES_DU_GROUPE),
        **_PRESENCE,
    ),
    Mesure("reunions", "Réunions tenues, par type", reunions_tenues, detail="type", **_REUNION),
    Mesure("reunions_echelle", "Réunions tenues, par échelle", reunions_tenues, detail="echelle", **_REUNION),
    Mesure(
        "reunions_pretees",
        "Réunions dans un lieu prêté par la Ville",
        lambda: reunions_tenues().filter(lieu_prete=True),
        **_REUNION,
    ),
    Mesure(
        "reunions_auto",
        "Réunions animées par des membres",
        lambda: reunions_tenues().filter(auto_animee=True),
        **_REUNION,
    ),
    Mesure(
        "reunions_sans_presences",
        "Réunions tenues dont les présences manquent",
        lambda: reunions_tenues().filter(presences_saisies=False),
        **_REUNION,
    ),
    Mesure(
        "presences",
        "Présences de membres, par tranche d'âge",
        presences_tenues,
        detail="membre__tranche_age",
        **_PRESENCE,
    ),
    Mesure(
        "presences_type",
        "Présences de membres, par type de réunion",
        presences_tenues,
        detail="reunion__type",
        **_PRESENCE,
    ),
    Mesure(
        "public",
        "Autres participants, par tranche d'âge",
        publics_comptes,
        detail="tranche_age",
        champ="nombre",
        **_PUBLIC,
    ),
    Mesure(
        "public_type",
        "Autres participants, par type de réunion",
        publics_comptes,
        detail="reunion__type",
        champ="nombre",
        **_PUBLIC,
    ),
    Mesure(
        "reponses_eloignes",
        "Réponses à la question sur la participation",
        reponses_comptees,
        champ="reponses",
        **_PUBLIC,
    ),
    Mesure(
        "eloignes",
        "Personnes éloignées de la participation",
        reponses_comptees,
        champ="eloignes",
        **_PUBLIC,
    ),
    Mesure(
        "premieres",
        "Premières venues",
        premieres_comptees,
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
)
