"""What helps to fill a week, and how long that takes."""

from __future__ import annotations

from django.db.models import QuerySet

from comptes.porte import QuerySetPorte


class LigneTypeQuerySet(QuerySetPorte):
    def pour_ecran(self) -> LigneTypeQuerySet:
        return self.select_related("type_activite", "mission", "quartier").order_by("jour", "pk")

    def de(self, semaine) -> LigneTypeQuerySet:
        """The « semaine type » to which that week may be compared."""
        return self.filter(affectation=semaine.affectation_id).pour_ecran()


class MesureSaisieQuerySet(QuerySet):
    """Over any table with a column ``secondes``: how long a week took to fill, without who filled it."""

    MESURES_MINIMALES = 5  # below, a median would tell about somebody

    def mediane(self) -> int | None:
        """The median, in seconds. ``None`` while there are too few measures."""
        nombre = self.count()
        if nombre < self.MESURES_MINIMALES:
            return None
        milieu = self.order_by("secondes").values_list("secondes", flat=True)[(nombre - 1) // 2 : nombre // 2 + 1]
        return round(sum(milieu) / len(milieu))
