"""Reads of what others observe and hand over, for the documents: targets, money, ranks, opinions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import F, QuerySet, Sum

from socle.periode import Periode
from territoires.models import Appreciation, Cible, Engagement, MesureCible, MesureParis, MesureQuartier


def dernieres_mesures_des_cibles(le: date) -> QuerySet[MesureCible]:
    """Where each target stood at its last measure, in the order of the contract, those of no objective last."""
    mesures = MesureCible.objects.dernieres_au(le).select_related("cible__element")
    return mesures.order_by(F("cible__element__code").asc(nulls_last=True), "cible__code")


def nombre_de_cibles() -> int:
    return Cible.objects.count()


def engagements_par_signataire(annees: Collection[int]) -> QuerySet:
    """Euros of each signatory: ``signataire__nom``, ``nature``, ``annee``, ``arrondissement``, ``source``, ``total``.

    ``arrondissement`` is that of local money, ``None`` for all of Paris.
    """
    lignes = Engagement.objects.filter(annee__in=annees).order_by("signataire__nom", "nature", "annee", "source")
    return lignes.values("signataire__nom", "nature", "annee", "arrondissement", "source").annotate(
        total=Sum("montant")
    )


def pauvrete_de_paris(annee: int) -> dict[int, MesureParis]:
    """What the quartiers are compared with, year by year up to that one."""
    series = MesureParis.objects.filter(indicateur=MesureQuartier.Indicateur.PAUVRETE, annee__lte=annee)
    return {mesure.annee: mesure for mesure in series}


def appreciations_de_la_periode(periode: Periode) -> QuerySet:
    """Answers and notes of each débat or enquête: ``date``, ``moyen``, ``arrondissement``, ``reponses``, ``somme``."""
    lignes = Appreciation.objects.filter(date__range=(periode.debut, periode.fin))
    lignes = lignes.order_by("arrondissement__numero", "date", "moyen", "source")
    # Not named like the columns: a sum under the name of a column is read instead of it.
    return lignes.values("arrondissement", "arrondissement__numero", "date", "moyen", "source").annotate(
        total_reponses=Sum("reponses"), total_notes=Sum("somme")
    )
