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


def _reunions() -> QuerySet:
    return Reunion.objects.filter(statut="tenue")


def _presences() -> QuerySet:
    return Presence.objects.presents().filter(reunion__statut="tenue")


def _eloignes_interroges() -> QuerySet:
    """Not asked is not zero: a meeting where nobody was asked leaves no trace in either count."""
    return ComptageEloignes.objects.filter(reunion__statut="tenue", deja_venus__isnull=False)


def _perimetre() -> QuerySet:
    return ConseilCitoyen.quartiers.through.objects.filter(quartier__categorie="QPV")


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
)
