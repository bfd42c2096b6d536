"""Series of the quartiers, for all the conseils asked for together.

A quartier that lies across two arrondissements counts once, and only when every conseil that it touches is
asked about.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Round

from conseils.models import ComptageQuartier, ConseilCitoyen, Presence
from reporting.indicateurs.mesure import DIXIEMES, Comptage, Filtre, MesureDeParis, date_dans
from socle.periode import Periode
from territoires.models import MesureParis, MesureQuartier, RangQuartier

POPULATIONS = MesureQuartier.objects.filter(indicateur="population")


def _entiers(conseils: Collection[int]) -> QuerySet:
    """Keys of the QPV of the perimeter of these conseils that touch no other one."""
    perimetres = ConseilCitoyen.quartiers.through.objects.filter(quartier__categorie="QPV")
    ailleurs = perimetres.exclude(conseilcitoyen__in=conseils).values("quartier")
    return perimetres.filter(conseilcitoyen__in=conseils).exclude(quartier__in=ailleurs).values("quartier")


def _derniere_annee(filtre_connu: QuerySet, champ: str = "annee") -> Filtre:
    """The last year known by the end of the period, quartier by quartier."""

    def filtre(periode: Periode, jour: date) -> Q:
        suivantes = filtre_connu.filter(
            quartier=OuterRef("quartier"), annee__gt=OuterRef("annee"), annee__lte=periode.fin.year
        )
        return Q(annee__lte=periode.fin.year) & ~Q(Exists(suivantes))

    return filtre


def _populations(conseils: Collection[int]) -> QuerySet:
    lignes = POPULATIONS.filter(quartier__in=_entiers(conseils))
    return lignes.annotate(habitants=Cast(Round("valeur"), BigIntegerField()))


def _presences_qpv(conseils: Collection[int]) -> QuerySet:
    venues = Presence.objects.presents().filter(reunion__statut="tenue", reunion__conseil__in=conseils)
    return venues.filter(membre__quartier__in=_entiers(conseils))


def _public_qpv(conseils: Collection[int]) -> QuerySet:
    comptages = ComptageQuartier.objects.filter(reunion__statut="tenue", reunion__conseil__in=conseils)
    return comptages.filter(quartier__in=_entiers(conseils))


def _avec_paris() -> QuerySet:
    """Poverty of the quartiers in the years when that of Paris is known too."""
    pauvretes = MesureQuartier.objects.filter(indicateur="taux_pauvrete", quartier__categorie="QPV")
    paris = MesureParis.objects.filter(indicateur="taux_pauvrete", annee=OuterRef("annee"))
    return pauvretes.annotate(paris=paris.values("valeur")[:1]).filter(paris__isnull=False)


def _ecarts(conseils: Collection[int]) -> QuerySet:
    return _avec_paris().annotate(ecart=Cast(Round((F("valeur") - F("paris")) * DIXIEMES), BigIntegerField()))


def _rangs_bas() -> QuerySet:
    return RangQuartier.objects.filter(rang__lte=F("sur") / DIXIEMES)


_PAR_QUARTIER = {"detail": "quartier__code"}
_SERIE = _derniere_annee(_avec_paris())
_RANG = _derniere_annee(RangQuartier.objects.all())

MESURES: tuple[Comptage, ...] = (
    MesureDeParis(
        "population_qpv",
        "Habitants des QPV",
        _populations,
        _derniere_annee(POPULATIONS),
        champ="habitants",
        somme=True,
        **_PAR_QUARTIER,
    ),
    MesureDeParis(
        "presences_qpv",
        "Présences de membres qui habitent un QPV",
        _presences_qpv,
        date_dans("reunion__date"),
        detail="membre__quartier__code",
        conseil="reunion__conseil",
    ),
    MesureDeParis(
        "public_qpv",
        "Autres participants venus d'un QPV",
        _public_qpv,
        date_dans("reunion__date"),
        champ="nombre",
        somme=True,
        conseil="reunion__conseil",
        **_PAR_QUARTIER,
    ),
    MesureDeParis(
        "ecarts_pauvrete",
        "Écarts de pauvreté avec Paris, en dixièmes de point",
        _ecarts,
        _SERIE,
        champ="ecart",
        somme=True,
        **_PAR_QUARTIER,
    ),
    MesureDeParis("ecarts_connus", "QPV dont l'écart est connu", lambda _: _avec_paris(), _SERIE, **_PAR_QUARTIER),
    MesureDeParis("rangs_connus", "QPV classés", lambda _: RangQuartier.objects.all(), _RANG, **_PAR_QUARTIER),
    MesureDeParis(
        "rangs_bas", "QPV parmi le dixième le plus en difficulté", lambda _: _rangs_bas(), _RANG, **_PAR_QUARTIER
    ),
)
