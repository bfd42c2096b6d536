"""Propositions and mesures: what a consultation became."""

from __future__ import annotations

from django.db.models import Count, Prefetch, QuerySet

from conseils.querysets.communs import lies, total


class PropositionQuerySet(QuerySet):
    def retenues(self) -> PropositionQuerySet:
        """Those that stand: a duplicate lives on in the one it was merged into."""
        return self.filter(fusionnee_dans=None)

    def avec_suites(self) -> PropositionQuerySet:
        """Annotate ``nombre_extraits``; fetch the mesures."""
        extraits = total(lies(self, "extraits"), "proposition", Count("pk"))
        return (
            self.select_related("thematique", "quartier")
            .prefetch_related("mesures")
            .annotate(nombre_extraits=extraits)
        )

    def issues_de(self, reponse) -> PropositionQuerySet:
        """Those that one answer fed."""
        return self.retenues().filter(extraits__source__reponse=reponse).distinct()


class MesureQuerySet(QuerySet):
    def avec_propositions(self) -> MesureQuerySet:
        """With what each mesure comes from, down to the excerpts."""
        propositions = lies(self, "propositions").retenues().prefetch_related("extraits__source__reponse")
        return self.select_related("thematique").prefetch_related(Prefetch("propositions", propositions))

    def issues_de(self, reponse) -> MesureQuerySet:
        """Those that one answer fed, through its propositions."""
        return self.filter(propositions__extraits__source__reponse=reponse).distinct()
