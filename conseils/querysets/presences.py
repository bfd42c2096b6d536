"""Who came to a meeting."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from comptes.porte import QuerySetPorte

# A person who asked to be contacted is forgotten after that (docs/donnees-personnelles.md).
CONSERVATION_CONTACT = timedelta(days=365)


class PresenceQuerySet(QuerySet):
    def presents(self) -> PresenceQuerySet:
        """Those who came: the only ones that any figure counts."""
        return self.filter(nature="present")

    def natures(self, *, depuis: date, membres: QuerySet) -> dict[tuple[int, int], str]:
        """What is known of these ``membres``, by (réunion, membre)."""
        lignes = self.filter(reunion__date__gt=depuis, membre__in=membres)
        return {(r, m): nature for r, m, nature in lignes.values_list("reunion", "membre", "nature")}


class DemandeContactQuerySet(QuerySetPorte):
    def echues(self, jour: date) -> DemandeContactQuerySet:
        """Those whose twelve months are over: hidden at once, erased by the night's task."""
        return self.filter(consenti_le__lt=jour - CONSERVATION_CONTACT)

    def en_cours(self, jour: date) -> DemandeContactQuerySet:
        return self.filter(consenti_le__gte=jour - CONSERVATION_CONTACT)


class ComptagePublicQuerySet(QuerySet):
    def par_sexe_et_age(self) -> list[tuple[str, str, int]]:
        """Triples (age band, sex, people), for ``conseils.tableaux.croiser``."""
        return list(self.values_list("tranche_age", "sexe", "nombre"))
