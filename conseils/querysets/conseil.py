"""The conseils and the texts that rule them."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from operator import attrgetter

from django.db.models import Count, F, Model, OuterRef, Prefetch, QuerySet, Subquery

from comptes.porte import QuerySetPorte
from conseils.querysets.communs import actif_le, lies, total
from territoires.models import MesureQuartier, Quartier


class ConseilQuerySet(QuerySetPorte):
    def ouverts_depuis(self, jour: date) -> ConseilQuerySet:
        """Those that lived on that day or since: a conseil closed before it has nothing more to tell."""
        return self.exclude(date_cloture__lt=jour)

    def publics(self) -> ConseilQuerySet:
        """Those whose page is open to everybody."""
        return self.filter(page_publique__ouverte=True).select_related("arrondissement", "page_publique")

    def avec_effectif(self, jour: date) -> ConseilQuerySet:
        """Annotate ``effectif``, the members in mandat on that day."""
        membres = lies(self, "membres").en_mandat_le(jour)
        return self.annotate(effectif=total(membres, "conseil", Count("pk", distinct=True)))

    def avec_reunions_proches(self, jour: date) -> ConseilQuerySet:
        """Prefetch what ``prochaines`` and ``dernieres`` tell: the next meeting and the last one held, if any."""
        proches = lies(self, "reunions").proches(jour)
        return self.prefetch_related(Prefetch("reunions", proches, to_attr="reunions_proches"))

    def avec_part(self, jour: date) -> ConseilQuerySet:
        """Annotate ``part`` and ``part_restante``, its share of the year's budget propre, once it is fixed."""
        parts = lies(self, "parts_budget").filter(conseil=OuterRef("pk")).courantes(jour)
        montants = {"part": "montant", "part_restante": "reste"}
        return self.annotate(**{nom: Subquery(parts.values(champ)[:1]) for nom, champ in montants.items()})

    def avec_perimetre(self) -> ConseilQuerySet:
        """Prefetch ``perimetre``: its quartiers, each with its last known ``population`` and ``population_annee``."""
        quartiers = _peuples().prefetch_related("arrondissements")
        return self.prefetch_related(Prefetch("quartiers", quartiers, to_attr="perimetre"))


class RegimeQuerySet(QuerySet):
    def en_vigueur_le(self, jour: date) -> RegimeQuerySet:
        """The texts in force on that day, the latest of each kind first."""
        return self.filter(actif_le(jour)).order_by("-debut")


def perimetre_de(conseil: Model) -> list[Quartier]:
    """Its quartiers as in ``avec_perimetre``, each with the ``numeros`` of its arrondissements, in one query."""
    lignes = _peuples().filter(conseils=conseil).annotate(numero=F("arrondissements__numero"))
    quartiers = []
    for _, siennes in groupby(lignes.order_by(*Quartier._meta.ordering, "pk", "numero"), key=attrgetter("pk")):
        quartier, *autres = siennes
        quartier.numeros = [ligne.numero for ligne in (quartier, *autres) if ligne.numero is not None]
        quartiers.append(quartier)
    return quartiers


def _peuples() -> QuerySet[Quartier]:
    mesures = MesureQuartier.objects.filter(
        quartier=OuterRef("pk"), indicateur=MesureQuartier.Indicateur.POPULATION
    ).order_by("-annee")[:1]
    return Quartier.objects.annotate(
        population=Subquery(mesures.values("valeur")), population_annee=Subquery(mesures.values("annee"))
    )
