"""The conseils themselves, their règlement intérieur, who carries them."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from conseils.models import ConseilCitoyen, Portage, VerificationReglement, VersionReglement
from reporting.indicateurs.mesure import Comptage, Mesure, arrete_au
from socle.periode import Periode


def _reglement_ecrit(periode: Periode, jour: date) -> Q:
    return Q(ecrit_le__lte=arrete_au(periode, jour))


def _reglement_adopte(periode: Periode, jour: date) -> Q:
    return _reglement_ecrit(periode, jour) & Q(adoptee_en__date__lte=arrete_au(periode, jour))


def _conforme(le: date) -> Q:
    """The last opinion of an institution on the version in force, when it is that it conforms. One per conseil."""
    suivants = VerificationReglement.objects.filter(
        Q(le__gt=OuterRef("le")) | Q(le=OuterRef("le"), pk__gt=OuterRef("pk")),
        version=OuterRef("version"),
        institution=OuterRef("institution"),
        le__lte=le,
    )
    plus_recentes = VersionReglement.objects.filter(
        conseil=OuterRef("version__conseil"),
        numero__gt=OuterRef("version__numero"),
        ecrit_le__lte=le,
        adoptee_en__date__lte=le,
    )
    en_vigueur = Q(version__ecrit_le__lte=le, version__adoptee_en__date__lte=le) & ~Q(Exists(plus_recentes))
    return Q(le__lte=le, avis="conforme") & en_vigueur & ~Q(Exists(suivants))


def _verifie(periode: Periode, jour: date) -> Q:
    return _conforme(arrete_au(periode, jour))


def _verifie_par_les_deux(periode: Periode, jour: date) -> Q:
    """The opinion of the Préfecture, where that of the Ville is the same: on the same version, the one in force."""
    le = arrete_au(periode, jour)
    ville = VerificationReglement.objects.filter(_conforme(le), version=OuterRef("version"), institution="ville")
    return Q(institution="prefecture") & _conforme(le) & Q(Exists(ville))


def _portage_en_cours(periode: Periode, jour: date) -> Q:
    le = arrete_au(periode, jour)
    return Q(du__lte=le) & (Q(au=None) | Q(au__gte=le))


_REGLEMENT = {"lignes": VersionReglement.objects.all, "conseil": "conseil", "champ": "conseil", "distinct": True}

MESURES: tuple[Comptage, ...] = (
    Mesure("conseils", "Conseils", ConseilCitoyen.objects.all, lambda _periode, _jour: Q(pk__isnull=False), "pk"),
    Mesure("reglements_ecrits", "Conseils qui ont un règlement écrit", dans=_reglement_ecrit, **_REGLEMENT),
    Mesure("reglements_adoptes", "Conseils qui ont un règlement adopté", dans=_reglement_adopte, **_REGLEMENT),
    Mesure(
        "reglements_verifies",
        "Règlements vérifiés, par institution",
        VerificationReglement.objects.all,
        _verifie,
        "version__conseil",
        detail="institution",
    ),
    Mesure(
        "reglements_verifies_deux_fois",
        "Règlements vérifiés par la Préfecture et par la Ville",
        VerificationReglement.objects.all,
        _verifie_par_les_deux,
        "version__conseil",
    ),
    Mesure(
        "portages", "Portages en cours, par mode", Portage.objects.all, _portage_en_cours, "conseil", detail="mode"
    ),
)
