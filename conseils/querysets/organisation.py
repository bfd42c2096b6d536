"""Portage, means lent, règlement intérieur."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, FilteredRelation, Max, OuterRef, Prefetch

from comptes.porte import QuerySetPorte
from conseils.querysets.communs import lies
from socle.dates import chevauche


class DateesQuerySet(QuerySetPorte):
    """Rows that run from ``du`` to ``au`` (both days included; no ``au``: still running)."""

    def en_cours_le(self, jour: date) -> DateesQuerySet:
        return self.chevauchant(jour, jour)

    def chevauchant(self, du: date, au: date | None) -> DateesQuerySet:
        """Those that share at least one day with ``du`` – ``au`` (``None``: no end)."""
        return self.filter(chevauche(du, au, debut="du", fin="au"))


class VersionReglementQuerySet(QuerySetPorte):
    def completes(self) -> VersionReglementQuerySet:
        """With their meeting of adoption and their verifications, in two queries."""
        verifications = lies(self, "verifications").select_related("par")
        return self.select_related("adoptee_en").prefetch_related(Prefetch("verifications", verifications))

    def avec_avis(self) -> VersionReglementQuerySet:
        """For their state alone, without their text: one row for each opinion (``donne``), or one without."""
        liens = self.annotate(donne=FilteredRelation("verifications")).select_related("adoptee_en", "donne")
        return liens.defer("texte").order_by("-numero", "donne__le", "donne__pk")

    def prochain_numero(self) -> int:
        return (self.aggregate(dernier=Max("numero"))["dernier"] or 0) + 1

    def a_verifier_par(self, institution: str) -> VersionReglementQuerySet:
        """In force (the last adopted of its conseil), and of which ``institution`` has said nothing yet."""
        suivantes = self.model.objects.filter(
            conseil=OuterRef("conseil"), numero__gt=OuterRef("numero"), adoptee_en__isnull=False
        )
        dites = lies(self, "verifications").filter(version=OuterRef("pk"), institution=institution)
        return self.filter(~Exists(suivantes), ~Exists(dites), adoptee_en__isnull=False).order_by(
            "adoptee_en__date", "pk"
        )
