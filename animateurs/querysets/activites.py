"""The kinds of activity."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from animateurs.querysets.lignes import SEMAINES_D_USAGE, dates_dans
from conseils.querysets.communs import lies, total
from socle.periode import Periode


class TypeActiviteQuerySet(QuerySet):
    def en_usage(self, gardant: int | None = None) -> TypeActiviteQuerySet:
        return self.filter(Q(actif=True) | Q(pk=gardant)).select_related("mission")

    def avec_usages_pendant(self, periode: Periode) -> TypeActiviteQuerySet:
        """Every kind in the order of the journal, with how many lines bear it in the period (``usages``)."""
        return (
            self.annotate(usages=Count("lignes", filter=dates_dans(periode, "lignes__")))
            .select_related("mission", "registre")
            .order_by("mission__ordre", "ordre", "libelle")
        )

    def deplacables(self, mission: int) -> TypeActiviteQuerySet:
        """The kinds offered under a mission, in order; « Autre » stays behind them."""
        return self.filter(mission=mission, actif=True).exclude(code="autre").order_by("ordre", "libelle")

    def avec_usages_de(self, animateur: int) -> TypeActiviteQuerySet:
        """Every kind in the order of the journal, with how often this person has chosen it lately (``usages``)."""
        lignes = lies(self, "lignes")
        # The weeks first: they are few, whatever the journal holds.
        semaines = lies(lignes, "semaine").filter(
            affectation__animateur=animateur, lundi__gte=timezone.localdate() - SEMAINES_D_USAGE
        )
        recentes = lignes.filter(semaine__in=semaines.order_by().values("pk"))
        return (
            self.select_related("mission")
            .annotate(usages=total(recentes, "type_activite", Count("pk")))
            .order_by("mission__ordre", "ordre", "libelle")
        )
