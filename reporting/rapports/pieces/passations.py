"""The note de passation: the frozen text of what was open when a posting ended."""

from __future__ import annotations

from django.db.models import QuerySet

from animateurs.models import Passation
from comptes.models import Compte
from comptes.permissions import Permission as P
from reporting.rapports.sujet import Objets, Sujet


def assembler(passation: Passation) -> dict:
    return {"passation": passation, "note": passation.contenu}


def _a_portee(compte: Compte | None) -> QuerySet:
    passations = Passation.objects.select_related("affectation__conseil__arrondissement", "faite_par")
    passations = passations.order_by("-dernier_jour", "pk")
    return passations.pour(compte, P.MEMBRE_VOIR) if compte else passations


def _sujet(passation: Passation) -> Sujet:
    return Sujet(passation.dernier_jour.year, passation.affectation.conseil, str(passation.pk))


OBJETS = Objets("Passation", _a_portee, _sujet)
