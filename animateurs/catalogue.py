"""What the page of the kinds of activity shows. Plain values, no writing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from animateurs.models import Mission, Registre, TypeActivite
from animateurs.precisions import Precision, precisions
from socle.periode import Periode


@dataclass(frozen=True)
class Catalogue:
    """The kinds and the registres, with how often each kind was used in ``exercice``. Three queries."""

    exercice: Periode

    @cached_property
    def types(self) -> list[TypeActivite]:
        return list(TypeActivite.objects.avec_usages_pendant(self.exercice))

    @property
    def par_mission(self) -> list[tuple[Mission, list[TypeActivite]]]:
        """The kinds offered, mission by mission, in the order of the journal."""
        offerts = [type_activite for type_activite in self.types if type_activite.actif]
        return [(mission, list(types)) for mission, types in groupby(offerts, key=lambda t: t.mission)]

    @property
    def retires(self) -> list[TypeActivite]:
        return [type_activite for type_activite in self.types if not type_activite.actif]

    @cached_property
    def registres(self) -> list[Registre]:
        return list(Registre.objects.all())

    @cached_property
    def precisions(self) -> list[Precision]:
        return precisions()
