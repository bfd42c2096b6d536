"""Propositions and mesures: what a consultation became."""

from __future__ import annotations

from django.db.models import Count, Prefetch, QuerySet

from comptes.models import Compte
from conseils.querysets.communs import lies, total


class PropositionQuerySet(QuerySet):
    def retenues(self) -> PropositionQuerySet:
        """Those that stand: a duplicate lives on in the one it was merged into."""
        return self.filter(fusionnee_dans=None)

    def lisibles(self, compte: Compte) -> PropositionQuerySet:
        return self.filter(consultation__in=lies(self, "consultation").lues_en_entier(compte))

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
    def lisibles(self, compte: Compte) -> MesureQuerySet:
        consultations = lies(lies(self, "journee"), "consultation")
        return self.filter(journee__consultation__in=consultations.lues_en_entier(compte))

    def avec_propositions(self) -> MesureQuerySet:
        """With what each mesure comes from, down to the excerpts."""
        propositions = lies(self, "propositions").retenues().prefetch_related("extraits__source__reponse")
        return self.select_related("thematique").prefetch_related(Prefetch("propositions", propositions))

    def issues_de(self, reponse) -> MesureQuerySet:
        """Those that one answer fed, through its propositions."""
        return self.filter(propositions__extraits__source__reponse=reponse).distinct()
