"""The bilan that a short document is written from: which ones may be chosen, and what is printed of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from comptes.models import Compte
from comptes.permissions import Permission as P
from reporting.models import Rapport
from reporting.rapports import canonique
from reporting.rapports.sujet import Objets, Sujet


@dataclass(frozen=True)
class Source:
    """The document summed up. ``empreinte``: sha256 of its frozen data, which publishing does not change."""

    numero: str
    titre: str
    publie: bool
    produit_le: datetime
    empreinte: str


def bilans(sorte: str) -> Objets:
    """The finished documents of one kind, as things to write about."""

    def a_portee(compte: Compte | None) -> QuerySet:
        acheves = Rapport.objects.acheves().filter(sorte=sorte).pour_la_liste().order_by("-produit_le", "-pk")
        return acheves.pour(compte, P.RAPPORT_DEMANDER) if compte else acheves

    return Objets("Bilan", a_portee, lambda r: Sujet(r.exercice, r.conseil, str(r.pk)))


def lire(sujet: Sujet) -> tuple[Source, Any]:
    """The bilan that the subject points at, and its data as they were frozen."""
    rapport = Rapport.objects.acheves().get(pk=sujet.objet)
    source = Source(
        numero=rapport.numero,
        titre=rapport.titre,
        publie=rapport.etat == Rapport.Etat.PUBLIE,
        produit_le=timezone.localtime(rapport.produit_le),
        empreinte=rapport.donnees_sha256,
    )
    return source, canonique.lire(import_string(rapport.la_sorte.donnees), rapport.donnees)
