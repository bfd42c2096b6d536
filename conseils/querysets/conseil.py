"""The conseils and the texts that rule them."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

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
        """Prefetch ``prochaines`` and ``dernieres``: the next meeting and the last one held, if any."""
        reunions = lies(self, "reunions")
        return self.prefetch_related(
            Prefetch("reunions", reunions.a_venir(jour)[:1], to_attr="prochaines"),
            Prefetch("reunions", reunions.tenues().order_by("-date", "-pk")[:1], to_attr="dernieres"),
        )

    def avec_perimetre(self) -> ConseilQuerySet:
        """Prefetch ``perimetre``: its quartiers, each with its last known ``population`` and ``population_annee``."""
        mesures = MesureQuartier.objects.filter(
            quartier=OuterRef("pk"), indicateur=MesureQuartier.Indicateur.POPULATION
        ).order_by("-annee")[:1]
        quartiers = Quartier.objects.annotate(
            population=Subquery(mesures.values("valeur")), population_annee=Subquery(mesures.values("annee"))
        ).prefetch_related("arrondissements")
        return self.prefetch_related(Prefetch("quartiers", quartiers, to_attr="perimetre"))


class RegimeQuerySet(QuerySet):
    def en_vigueur_le(self, jour: date) -> RegimeQuerySet:
        """The texts in force on that day, the latest of each kind first."""
        return self.filter(actif_le(jour)).order_by("-debut")
