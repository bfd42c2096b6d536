"""Reads of the territories, with domain names."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum

# The scheme was drawn on the priority neighbourhoods of this year: they say which arrondissements it covers.
GENERATION_DU_DISPOSITIF = 2015


class ArrondissementQuerySet(QuerySet):
    def avec_contour(self) -> ArrondissementQuerySet:
        """With the real outline of each, when it has been imported."""
        return self.select_related("geometrie")

    def avec_quartiers(self, generation: int) -> ArrondissementQuerySet:
        """The twenty, each with ``quartiers_touches`` (this generation's) and ``du_dispositif``."""
        quartiers = self.model.quartiers.rel.related_model.objects.filter(generation=generation)
        prioritaires = self.model.quartiers.rel.related_model.objects.filter(
            generation=GENERATION_DU_DISPOSITIF, categorie="QPV", arrondissements=OuterRef("pk")
        )
        return self.annotate(du_dispositif=Exists(prioritaires)).prefetch_related(
            Prefetch(
                "quartiers",
                queryset=quartiers.prefetch_related("arrondissements", "mesures"),
                to_attr="quartiers_touches",
            )
        )


class QuartierQuerySet(QuerySet):
    def generations(self) -> list[int]:
        """The years of the geographies known, oldest first."""
        return list(self.order_by("generation").values_list("generation", flat=True).distinct())

    def nombre_par_categorie(self, generation: int) -> dict[str, int]:
        """How many of each category in this generation; a quartier over several arrondissements counts once."""
        comptes = self.filter(generation=generation).order_by().values("categorie").annotate(nombre=Count("pk"))
        return {c["categorie"]: c["nombre"] for c in comptes}

    def avec_contours(self) -> QuartierQuerySet:
        """With the real outline of each, and those of the quartiers that it became."""
        return self.select_related("geometrie").prefetch_related("successions__nouveau__geometrie")

    def avec_fiche(self) -> QuartierQuerySet:
        """With everything that its page shows."""
        return self.prefetch_related(
            "arrondissements",
            "mesures",
            "successions__nouveau",
            "origines__ancien",
            "perimetres__arrondissements",
            "reperes",
        )


class MesureQuerySet(QuerySet):
    def populations(self, generation: int) -> QuerySet:
        """Inhabitants of the priority neighbourhoods, by year: ``annee``, ``total``, ``quartiers`` counted.

        For Paris as a whole only: see docs/donnees-de-reference.md.
        """
        return (
            self.filter(indicateur="population", quartier__generation=generation, quartier__categorie="QPV")
            .order_by("annee")
            .values("annee")
            .annotate(total=Sum("valeur"), quartiers=Count("quartier"))
        )

    def populations_par_code(self, codes: list[str]) -> dict[str, int]:
        """The last known number of inhabitants of these quartiers, by code."""
        mesures = self.filter(indicateur="population", quartier__code__in=codes).order_by("annee")
        return {code: int(valeur) for code, valeur in mesures.values_list("quartier__code", "valeur")}


class MesureCibleQuerySet(QuerySet):
    def dernieres_au(self, jour: date) -> MesureCibleQuerySet:
        """The last known of each target on that day."""
        suivantes = self.model.objects.filter(cible=OuterRef("cible"), date__gt=OuterRef("date"), date__lte=jour)
        return self.filter(~Exists(suivantes), date__lte=jour)


class RepereQuerySet(QuerySet):
    def avec_lieux(self) -> RepereQuerySet:
        """With the places that each speaks of."""
        return self.prefetch_related("arrondissements", "quartiers")

    def touchant(self, numero: int) -> RepereQuerySet:
        """Those of an arrondissement, named itself or by one of its quartiers."""
        return self.filter(Q(arrondissements__numero=numero) | Q(quartiers__arrondissements__numero=numero)).distinct()
