"""The procès-verbal of a drawing of lots: everything in it is sealed with the draw."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.models import Tirage
from conseils.tirages import tours_publies
from reporting.rapports.sujet import Objets, Sujet


def assembler(tirage: Tirage) -> dict:
    """Raises ``ValidationError`` while nothing is sealed."""
    if tirage.en_preparation:
        raise ValidationError("Ce tirage est en préparation : scellez d'abord son vivier et ses quotas.")
    return {"tirage": tirage, "tours": tours_publies(tirage)}


def _a_portee(compte: Compte | None) -> QuerySet:
    tirages = Tirage.objects.select_related("conseil__arrondissement").exclude(etat=Tirage.Etat.PREPARATION)
    tirages = tirages.order_by("-numero")
    return tirages.pour(compte, P.CONSEIL_VOIR) if compte else tirages


OBJETS = Objets("Tirage", _a_portee, lambda t: Sujet(t.cree_le.year, t.conseil, str(t.pk)))
