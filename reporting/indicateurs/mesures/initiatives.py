"""Initiatives and their money, the budget propre.

Money is counted in whole cents: the branches of one union share one type, and a sum of cents is exact on
every engine.
"""

from __future__ import annotations

from datetime import date

from django.db.models import BigIntegerField, F, Q, QuerySet
from django.db.models.functions import Cast, Round

from conseils.models import ComptagePorteurs, Depense, Financement, Initiative, PartBudget
from reporting.indicateurs.mesure import CENTIMES, Comptage, Mesure, date_dans
from socle.exercice import exercice_courant
from socle.periode import Periode


def _jusqu_a(champ: str):
    return lambda periode, _jour: Q(**{f"{champ}__lte": periode.fin})


def _de_l_exercice(chemin: str):
    """The budget propre has a year of its own, not dates."""
    return lambda periode, _jour: Q(**{f"{chemin}exercice": exercice_courant(periode.debut)})


def _depense_dans(periode: Periode, jour: date) -> Q:
    return _de_l_exercice("part__enveloppe__")(periode, jour) & Q(date__lte=periode.fin)


def _accorde(periode: Periode, jour: date) -> Q:
    return _PROPOSEE(periode, jour) & Q(etat=Financement.Etat.ACCORDE, decide_le__lte=periode.fin)


def _centimes(champ: str) -> Cast:
    return Cast(Round(F(champ) * CENTIMES), BigIntegerField())


def _deposes() -> QuerySet:
    deposes = Financement.objects.exclude(etat=Financement.Etat.A_DEPOSER)
    return deposes.annotate(centimes_demande=_centimes("demande"), centimes_accorde=_centimes("accorde"))


_PROPOSEE = date_dans("initiative__proposee_le")
_FINANCEMENT = {"lignes": _deposes, "conseil": "initiative__conseil", "detail": "source"}
_INITIATIVE = {"conseil": "conseil", "detail": "route"}

MESURES: tuple[Comptage, ...] = (
    Mesure(
        "effets_initiatives",
        "Initiatives évaluées dont le résultat est atteint",
        Initiative.objects.filter(resultat=Initiative.Resultat.ATTEINT).all,
        date_dans("fin"),
        "conseil",
        additif=True,
    ),
    Mesure(
        "initiatives",
        "Initiatives proposées, par route",
        Initiative.objects.all,
        date_dans("proposee_le"),
        additif=True,
        **_INITIATIVE,
    ),
    Mesure("initiatives_lancees", "Initiatives lancées", Initiative.objects.lancees, _jusqu_a("debut"), **_INITIATIVE),
    Mesure(
        "initiatives_abouties", "Initiatives abouties", Initiative.objects.abouties, _jusqu_a("fin"), **_INITIATIVE
    ),
    Mesure(
        "porteurs",
        "Habitants porteurs, par tranche d'âge",
        ComptagePorteurs.objects.all,
        _PROPOSEE,
        "initiative__conseil",
        sexe="sexe",
        detail="tranche_age",
        champ="nombre",
        somme=True,
        additif=True,
    ),
    Mesure("financements", "Demandes déposées, par source", dans=_PROPOSEE, additif=True, **_FINANCEMENT),
    Mesure("financements_accordes", "Demandes accordées, par source", dans=_accorde, **_FINANCEMENT),
    Mesure(
        "centimes_demandes",
        "Centimes demandés",
        dans=_PROPOSEE,
        champ="centimes_demande",
        somme=True,
        additif=True,
        **_FINANCEMENT,
    ),
    Mesure(
        "centimes_accordes", "Centimes accordés", dans=_accorde, champ="centimes_accorde", somme=True, **_FINANCEMENT
    ),
    Mesure(
        "part_budget",
        "Part du budget propre, en centimes",
        lambda: PartBudget.objects.annotate(centimes=_centimes("montant")),
        _de_l_exercice("enveloppe__"),
        "conseil",
        champ="centimes",
        somme=True,
    ),
    Mesure(
        "depenses",
        "Dépenses du budget propre, en centimes",
        lambda: Depense.objects.valables().annotate(centimes=_centimes("montant")),
        _depense_dans,
        "part__conseil",
        detail="poste",
        champ="centimes",
        somme=True,
    ),
)
