"""The groupe moteur: who sits in it, who came, who left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Q

from conseils.models import Mandat
from conseils.querysets.communs import actif_le
from conseils.querysets.composition import seul_mandat_le
from reporting.indicateurs.mesure import Comptage, Filtre, Mesure, date_dans
from socle.periode import Periode


def _actif_le(quel_jour: Callable[[Periode], date]) -> Filtre:
    """Mandats running on one day of the period (the last day of a mandat counts), one per person."""

    def filtre(periode: Periode, jour: date) -> Q:
        le = quel_jour(periode)
        return actif_le(le) & seul_mandat_le(Mandat, le)

    return filtre


_PAR_MEMBRE = {"conseil": "groupe__conseil", "sexe": "membre__sexe"}
MANDAT = {"lignes": Mandat.objects.all, **_PAR_MEMBRE}
FIN, _VEILLE = _actif_le(lambda p: p.fin), _actif_le(lambda p: p.debut - timedelta(days=1))

MESURES: tuple[Comptage, ...] = (
    Mesure(
        "membres",
        "Membres en fin de période, par collège",
        dans=FIN,
        detail="college",
        champ="membre",
        distinct=True,
        **MANDAT,
    ),
    Mesure(
        "membres_age",
        "Membres en fin de période, par tranche d'âge",
        dans=FIN,
        detail="membre__tranche_age",
        champ="membre",
        distinct=True,
        **MANDAT,
    ),
    Mesure(
        "membres_origine",
        "Membres en fin de période, par origine",
        dans=FIN,
        detail="origine",
        champ="membre",
        distinct=True,
        **MANDAT,
    ),
    Mesure("membres_avant", "Membres la veille de la période", dans=_VEILLE, champ="membre", distinct=True, **MANDAT),
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
)
