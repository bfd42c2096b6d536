"""What a meeting leaves."""

from __future__ import annotations

from django.db.models import F

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import QuerySetPorte


class ProcesVerbalQuerySet(QuerySetPorte):
    def courants(self) -> ProcesVerbalQuerySet:
        """The last version of each: the one that nothing corrects yet."""
        return self.filter(rectificatif=None)

    def lisibles(self, compte: Compte) -> ProcesVerbalQuerySet:
        """Approved, for whoever sees the conseil; a draft, for those who keep its meetings."""
        approuves = self.pour(compte, P.CONSEIL_VOIR).filter(etat="approuve")
        return approuves | self.pour(compte, P.REUNION_MODIFIER)


class DecisionQuerySet(QuerySetPorte):
    def decidees(self) -> DecisionQuerySet:
        return self.filter(nature="decision")

    def ouvertes(self) -> DecisionQuerySet:
        """Decided and not done yet, the most pressing first."""
        return self.decidees().filter(etat="a_faire").order_by(F("echeance").asc(nulls_last=True), "pk")


class DocumentQuerySet(QuerySetPorte):
    def diffusables(self) -> DocumentQuerySet:
        """Those that go out of the team."""
        return self.filter(diffusable=True)

    def lisibles(self, compte: Compte) -> DocumentQuerySet:
        """Those without names, for whoever sees the conseil; all of them, for those who see its members."""
        diffusables = self.pour(compte, P.CONSEIL_VOIR).diffusables()
        return diffusables | self.pour(compte, P.MEMBRE_VOIR)
