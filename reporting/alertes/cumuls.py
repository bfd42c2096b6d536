"""What the nightly recount found: figures that were wrong, put right since, and read by somebody in between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from comptes.models import Compte, LigneAudit
from comptes.permissions import Permission as P
from conseils.models import ConseilCitoyen
from reporting.alertes.declaration import PLAFOND, Alerte, rare
from reporting.querysets.cumuls import corrections_depuis
from socle.templatetags.typographie import date_fr, nombre

RECENTE = timedelta(days=7)  # how long a correction is told


def _corrections(compte: Compte, jour: date) -> QuerySet[LigneAudit]:
    return corrections_depuis(ConseilCitoyen.objects.pour(compte, P.RAPPORT_PUBLIER).values("pk"), jour - RECENTE)


@rare(_corrections)
def ecarts(compte: Compte, jour: date) -> Iterator[Alerte]:
    """One line a night and a conseil: whoever read its figures the day before may have read wrong ones."""
    lignes = _corrections(compte, jour)[:PLAFOND]
    par_cle = ConseilCitoyen.objects.select_related("arrondissement").in_bulk([ligne.objet_id for ligne in lignes])
    for ligne in lignes:
        conseil, combien = par_cle[ligne.objet_id], ligne.detail["nombre"]
        s = "s" if combien > 1 else ""
        yield Alerte(
            f"{nombre(combien)} cumul{s} mensuel{s} du {conseil.arrondissement} remis d'aplomb : "
            "ses chiffres étaient faux",
            f"constaté le {date_fr(timezone.localdate(ligne.quand), 'j F')}",
            "Relire ses chiffres",
            f"{reverse('indicateurs')}?conseil={conseil.arrondissement.numero}",
            pressant=True,
        )
