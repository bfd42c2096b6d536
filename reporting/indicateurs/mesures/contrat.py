"""Targets of the contract and commitments of its signatories."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Round

from reporting.indicateurs.mesure import CENTIMES, Comptage, MesureDeParis, arrete_au, exercice_de
from socle.periode import Periode
from territoires.models import Cible, Engagement, MesureCible


def _mesures_des_cibles(conseils: Collection[int]) -> QuerySet:
    return MesureCible.objects.filter(cible__valeur__isnull=False)


def _cible_atteinte() -> Q:
    moins = Q(cible__sens=Cible.Sens.AU_MOINS, valeur__gte=F("cible__valeur"))
    return moins | Q(cible__sens=Cible.Sens.AU_PLUS, valeur__lte=F("cible__valeur"))


def _derniere_mesure(periode: Periode, jour: date) -> Q:
    le = arrete_au(periode, jour)
    suivantes = MesureCible.objects.filter(cible=OuterRef("cible"), date__gt=OuterRef("date"), date__lte=le)
    return Q(date__lte=le) & ~Q(Exists(suivantes))


def _engagements(conseils: Collection[int]) -> QuerySet:
    return Engagement.objects.annotate(centimes=Cast(Round(F("montant") * CENTIMES), BigIntegerField()))


def _annee_de_l_exercice(periode: Periode, jour: date) -> Q:
    return Q(annee=exercice_de(periode))


_CIBLE = {"dans": _derniere_mesure, "detail": "cible__code"}
_ENGAGEMENT = {"lignes": _engagements, "dans": _annee_de_l_exercice, "champ": "centimes", "somme": True}

MESURES: tuple[Comptage, ...] = (
    MesureDeParis("cibles_mesurees", "Cibles chiffrées et mesurées", _mesures_des_cibles, **_CIBLE),
    MesureDeParis(
        "cibles_atteintes", "Cibles atteintes", lambda _: _mesures_des_cibles(_).filter(_cible_atteinte()), **_CIBLE
    ),
    MesureDeParis("engagements", "Engagements, en centimes, par source de crédits", detail="nature", **_ENGAGEMENT),
    MesureDeParis("engagements_axe", "Engagements, en centimes, par axe", detail="element__code", **_ENGAGEMENT),
)
