"""The reminders that left: those of the schedule and those that the coordination sent by hand, read together.

Each kind looks here before it writes: nobody gets two e-mails about the same week on the same day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models.functions import TruncDate
from django.utils import timezone

from animateurs.models import Rappel, RappelEquipe
from comptes.models import Compte
from conseils.querysets.communs import BAIL
from socle import alphabet

RECUL = timedelta(days=14)
AUX_ANIMATEURS = (Rappel.Sorte.VENDREDI, Rappel.Sorte.LUNDI)


@dataclass(frozen=True)
class Parti:
    """One e-mail that left. ``heure`` is that of the schedule's; ``par``, who asked for the other kind."""

    jour: date
    compte: Compte
    quoi: str
    heure: datetime | None = None
    par: Compte | None = None


def partis(jour: date, compte: Compte | None = None) -> list[Parti]:
    """Those of the last fourteen days, the latest first; everybody's, or one person's."""
    trouves = [*_de_l_echeancier(jour - RECUL, compte), *_de_la_coordination(jour - RECUL, compte)]
    return sorted(trouves, key=lambda p: (-p.jour.toordinal(), alphabet.nom_prenom(p.compte)))


def _de_l_echeancier(depuis: date, compte: Compte | None) -> Iterator[Parti]:
    lus = Rappel.objects.filter(envoye_le__date__gte=depuis, **({"compte": compte} if compte else {}))
    for rappel in lus.select_related("compte"):
        quand = timezone.localtime(rappel.envoye_le)
        yield Parti(quand.date(), rappel.compte, rappel.get_sorte_display(), heure=quand)


def _de_la_coordination(depuis: date, compte: Compte | None) -> Iterator[Parti]:
    lus = RappelEquipe.objects.filter(jour__gte=depuis, **({"animateur": compte} if compte else {}))
    for rappel in lus.select_related("animateur", "par"):
        combien = f"{rappel.semaines} semaines" if rappel.semaines > 1 else "une semaine"
        yield Parti(rappel.jour, rappel.animateur, f"{combien} en retard", par=rappel.par)


def derniers_jours(depuis: date, comptes: Collection[int]) -> dict[int, date]:
    """When each of them was last reminded of late weeks, by either kind; one query."""
    siens = Rappel.objects.filter(compte__in=comptes, sorte__in=AUX_ANIMATEURS)
    de_l_echeancier = siens.filter(envoye_le__date__gte=depuis)
    lus = (
        RappelEquipe.objects.order_by()
        .filter(animateur__in=comptes, jour__gte=depuis)
        .values_list("animateur", "jour")
        .union(de_l_echeancier.order_by().values_list("compte", TruncDate("envoye_le")))
    )
    derniers: dict[int, date] = {}
    for animateur, jour in lus:
        derniers[animateur] = max(jour, derniers.get(animateur, jour))
    return derniers


def rappele_par_l_echeancier(animateur: Compte, instant: datetime) -> bool:
    """Whether the schedule wrote to this person that day, or is writing now."""
    siens = Rappel.objects.filter(compte=animateur, sorte__in=AUX_ANIMATEURS)
    envoyes = siens.filter(envoye_le__date=timezone.localdate(instant))
    return (envoyes | siens.filter(envoye_le=None, pris_le__gte=instant - BAIL)).exists()


def rappele_par_la_coordination(animateur: Compte, jour: date) -> bool:
    return RappelEquipe.objects.filter(animateur=animateur, jour=jour).exists()
