"""Applying the retention rules: each night, or by hand. What is forgotten is counted, never named."""

from __future__ import annotations

import logging
from datetime import date

from django.db import transaction
from django.utils import timezone

from comptes.models import Compte, Purge
from comptes.services.audit import tracer
from socle.rgpd import Regle, registre

logger = logging.getLogger(__name__)
LOT = 500


def compter() -> dict[str, int]:
    """How many rows each rule would forget today; writes nothing."""
    jour = timezone.localdate()
    return {regle.code: regle.echues(jour).count() for regle in _automatiques()}


def purger(*, par: Compte | None = None) -> Purge:
    """Apply every rule and keep the proof. A rule that fails is named on it, and stops no other."""
    jour = timezone.localdate()
    nombres, echecs = {}, []
    for regle in _automatiques():
        try:
            nombres[regle.code] = _appliquer(regle, jour)
        except Exception:
            logger.exception("purge : la règle « %s » a échoué", regle.code)
            echecs.append(regle.code)
    return _consigner(nombres, echecs, par)


def _automatiques() -> list[Regle]:
    return [regle for regle in registre().regles.values() if regle.automatique]


def _appliquer(regle: Regle, jour: date) -> int:
    """Batch by batch, each in its transaction; return how many rows were due."""
    total, dernier = 0, None
    while lot := _lot_suivant(regle, jour, dernier):
        with transaction.atomic():
            # Read again inside: another purge, or a person, may have come first.
            regle.appliquer(regle.echues(jour).filter(pk__in=lot))
        total, dernier = total + len(lot), lot[-1]
    return total


def _lot_suivant(regle: Regle, jour: date, dernier: object) -> list:
    lignes = regle.echues(jour).order_by("pk")
    if dernier is not None:
        lignes = lignes.filter(pk__gt=dernier)
    return list(lignes.values_list("pk", flat=True)[:LOT])


@transaction.atomic
def _consigner(nombres: dict[str, int], echecs: list[str], par: Compte | None) -> Purge:
    purge = Purge.objects.create(nombres=nombres, echecs=echecs, par_nom=str(par) if par else "Automatique")
    tracer(acte="purge", objet=purge, par=par, echecs=echecs, **{code: n for code, n in nombres.items() if n})
    return purge
