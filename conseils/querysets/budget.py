"""Money: sums in euros, and what remains."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Case, DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from comptes.porte import QuerySetPorte
from conseils.querysets.communs import lies
from socle.exercice import exercice_courant

EUROS = DecimalField(max_digits=12, decimal_places=2)
ZERO = Value(Decimal(0), output_field=EUROS)
CENTIME = Decimal("0.01")


def somme(lignes: QuerySet, cle: str, champ: str) -> Coalesce:
    """A subquery that adds ``champ`` over the ``lignes`` of one row; zero when there is none."""
    par_cle = lignes.filter(**{cle: OuterRef("pk")}).order_by().values(cle)
    return Coalesce(Subquery(par_cle.annotate(total=Sum(champ)).values("total"), output_field=EUROS), ZERO)


class FinancementQuerySet(QuerySetPorte):
    def avec_depense(self) -> FinancementQuerySet:
        """Annotate ``montant_depense``: what was typed, or the sum of the expenses of the budget propre."""
        # One initiative for each row, so this join repeats nothing.
        propre = Sum("initiative__depenses__montant", filter=Q(initiative__depenses__annulee_le=None))
        return self.annotate(
            montant_depense=Case(When(source="budget_propre", then=Coalesce(propre, ZERO)), default=F("depense"))
        )


class EnveloppeQuerySet(QuerySet):
    def avec_repartition(self) -> EnveloppeQuerySet:
        """Annotate ``reparti``, the sum of the parts, and ``a_repartir``."""
        reparti = somme(lies(self, "parts"), "enveloppe", "montant")
        return self.annotate(reparti=reparti).annotate(a_repartir=F("montant") - F("reparti"))


class PartBudgetQuerySet(QuerySetPorte):
    def avec_depense(self) -> PartBudgetQuerySet:
        """Annotate ``depense`` (without what was cancelled) and ``reste``."""
        depense = somme(lies(self, "depenses").valables(), "part", "montant")
        return self.annotate(depense=depense).annotate(reste=F("montant") - F("depense"))

    def courantes(self, jour: date) -> PartBudgetQuerySet:
        """Those of the exercice of ``jour``, with what remains of them."""
        return self.filter(enveloppe__exercice=exercice_courant(jour)).avec_depense()

    def totaux(self) -> dict[str, Decimal]:
        """``montant``, ``depense`` and ``reste`` of all these parts."""
        noms = ("montant", "depense", "reste")
        sommes = self.avec_depense().aggregate(**{f"total_{nom}": Sum(nom) for nom in noms})
        return {nom: (sommes[f"total_{nom}"] or Decimal(0)).quantize(CENTIME) for nom in noms}


class DepenseQuerySet(QuerySetPorte):
    def valables(self) -> DepenseQuerySet:
        """Those that count: not cancelled."""
        return self.filter(annulee_le=None)

    def par_poste(self) -> list[tuple[str, Decimal]]:
        """Sum of each poste, the postes without any left out."""
        lignes = self.valables().order_by("poste").values_list("poste").annotate(total=Sum("montant"))
        return [(poste, total.quantize(CENTIME)) for poste, total in lignes]

    def total(self, *, sans=None) -> Decimal:
        """What was spent, ``sans`` one expense that is being corrected."""
        autres = self.valables().filter(~Q(pk=sans.pk) if sans is not None else Q())
        return (autres.aggregate(total=Sum("montant"))["total"] or Decimal(0)).quantize(CENTIME)
