"""The records behind a count: the rows that its aggregate adds up, no more and no fewer.

Each row bears ``g_conseil`` (the conseil it counts for), ``g_detail`` and ``poids`` (what it adds). Conditions
are annotated before they filter, so that they read the same joined rows as the aggregate does.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import BooleanField, Case, CharField, F, Min, Q, QuerySet, Sum, Value, When

from conseils.models import ConseilCitoyen
from reporting.indicateurs.declaration import Terme
from reporting.indicateurs.mesure import Mesure, MesureDeParis, MesureParConseil
from reporting.indicateurs.mesures import MESURES
from reporting.indicateurs.mesures.instances import instances_tenues, seances_du_conseil
from reporting.indicateurs.mesures.partenaires import acteurs_actifs, partenaires_actifs
from socle.periode import Periode

UN = Value(1)

# Counts that no path joins to a conseil: their rows, from the conseil.
_PAR_CONSEIL = {
    "seances_ouvertes": lambda conseil, periode: seances_du_conseil(conseil, periode).annotate(poids=UN),
    "seances_present": lambda conseil, periode: (
        seances_du_conseil(conseil, periode).avec_presence_de(conseil).filter(conseil_present=True).annotate(poids=UN)
    ),
    "seances_requises": lambda conseil, periode: instances_tenues(conseil, periode).annotate(poids=F("frequence_min")),
    "seances_dans_le_minimum": lambda conseil, periode: (
        instances_tenues(conseil, periode).annotate(poids=F("comptees")).filter(poids__gt=0)
    ),
    "partenaires_actifs": lambda conseil, periode: partenaires_actifs(periode, conseil.pk).annotate(poids=UN),
    "acteurs_actifs": lambda conseil, periode: acteurs_actifs(periode, conseil.pk).annotate(poids=UN),
}


def lignes_comptees(
    terme: Terme, conseils: Collection[ConseilCitoyen], periode: Periode, jour: date
) -> QuerySet | None:
    """The rows that ``terme`` counts. ``None``: a count by conseil, asked of several; ask of each."""
    mesure = MESURES[terme.cle]
    if isinstance(mesure, MesureParConseil):
        return _PAR_CONSEIL[terme.cle](*conseils, periode) if len(conseils) == 1 else None
    lignes = _annoter(mesure, [c.pk for c in conseils]).annotate(
        dedans=Case(When(mesure.dans(periode, jour), then=Value(True)), default=False, output_field=BooleanField())
    )
    lignes = lignes.filter(_tri(terme), dedans=True)
    return _une_fois(mesure, lignes) if mesure.distinct else lignes


def _annoter(mesure: Mesure | MesureDeParis, conseils: list[int]) -> QuerySet:
    vide = Value("", output_field=CharField())
    if isinstance(mesure, MesureDeParis):
        lignes = mesure.lignes(conseils)
        conseil = F(mesure.conseil) if mesure.conseil else Value(None, output_field=CharField())
    else:
        lignes = mesure.lignes().filter(**{f"{mesure.conseil}__in": conseils})
        conseil = F(mesure.conseil)
    return lignes.order_by().annotate(
        g_conseil=conseil,
        g_sexe=F(mesure.sexe) if mesure.sexe else vide,
        g_detail=F(mesure.detail) if mesure.detail else vide,
        poids=F(mesure.champ) if mesure.somme else UN,
    )


def _tri(terme: Terme) -> Q:
    sexes = Q() if terme.sexes is None else Q(g_sexe__in=terme.sexes)
    return sexes if terme.details is None else sexes & Q(g_detail__in=terme.details)


def _une_fois(mesure: Mesure, lignes: QuerySet) -> QuerySet:
    """What is counted once stands on one row: the first of those that say it."""
    if mesure.champ == "pk":
        return lignes.distinct()
    groupes = lignes.values("g_conseil", mesure.champ).annotate(premiere=Min("pk"))
    return lignes.filter(pk__in=groupes.values("premiere"))


def combien(lignes: QuerySet) -> int:
    """What these rows add up to."""
    return lignes.order_by().aggregate(total=Sum("poids"))["total"] or 0
