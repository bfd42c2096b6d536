"""Actors and expressions of a territory."""

from __future__ import annotations

from django.db.models import Count

from comptes.porte import QuerySetPorte
from conseils.definitions import SEUIL_QUARTIER_VECU
from conseils.querysets.communs import mots
from territoires.models import Quartier


class ExpressionQuerySet(QuerySetPorte):
    def filtrees(self, q: str | None, quartier: Quartier | None, genre: str | None) -> ExpressionQuerySet:
        """Those that a list shows: ``genre`` is the source; what is empty filters nothing."""
        choix = {"quartier": quartier, "source": genre}
        filtres = {champ: valeur for champ, valeur in choix.items() if valeur}
        return self.filter(mots(("theme", "texte", "lieu", "objectif__intitule"), q), **filtres)


class ActeurQuerySet(QuerySetPorte):
    def du_quartier_vecu(self) -> ActeurQuerySet:
        """``conseils.definitions.QUARTIER_VECU``."""
        return self.filter(part_qpv__gte=SEUIL_QUARTIER_VECU)

    def filtres(
        self, q: str | None, quartier: Quartier | None, genre: str | None, public: str | None = None
    ) -> ActeurQuerySet:
        """Those that the annuaire shows: ``genre`` is the nature; what is empty filters nothing."""
        choix = {"quartier": quartier, "nature": genre}
        filtres = {champ: valeur for champ, valeur in choix.items() if valeur}
        # By key: a search among the interlocuteurs would repeat their structure.
        trouves = self.model.objects.filter(mots(("nom", "interlocuteurs__fonction"), q)).values("pk")
        retenus = self.filter(pk__in=trouves, **filtres)
        return retenus.du_quartier_vecu() if public else retenus

    def avec_contacts(self) -> ActeurQuerySet:
        """Annotate ``contacts``: how many people may be reached there."""
        return self.annotate(contacts=Count("interlocuteurs"))
