"""Every indicator with what it means, what it is worth and where it comes from, ready to print."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from conseils.models import ConseilCitoyen
from reporting.indicateurs import Famille, Indicateur, Table, Valeur
from reporting.indicateurs.evolution import evolution
from reporting.indicateurs.mots import formule_en_mots, masquage
from reporting.tableau import Case, adresse_du_releve
from territoires.models import Quartier


@dataclass(frozen=True)
class Notice:
    """One indicator in words."""

    indicateur: Indicateur

    @property
    def numerateur(self) -> str:
        return formule_en_mots(self.indicateur.numerateur)

    @property
    def denominateur(self) -> str:
        return formule_en_mots(self.indicateur.denominateur or ())

    @property
    def inconnus(self) -> str:
        return formule_en_mots(self.indicateur.inconnus)

    @property
    def masquage(self) -> str:
        return masquage(self.indicateur)


@dataclass(frozen=True)
class Lecture(Case):
    """A figure of a ``sujet``: a conseil, a QPV, or Paris."""

    sujet: ConseilCitoyen | Quartier | None = None

    @property
    def notice(self) -> Notice:
        return Notice(self.indicateur)

    @property
    def evolution(self) -> str:
        return evolution(self.valeur, self.avant)


def lire(table: Table, indicateur: Indicateur, conseil: ConseilCitoyen | None, exercice: int) -> Lecture:
    """For one conseil, or for all; what belongs to Paris alone is that of Paris."""
    sujet = None if indicateur.de_paris else conseil
    valeurs = (table.valeur(indicateur.code, sujet.pk if sujet else None, rang) for rang in (0, 1))
    return Lecture(*valeurs, adresse_du_releve(indicateur, exercice, sujet), sujet)


def par_famille(
    table: Table, indicateurs: Collection[Indicateur], conseil: ConseilCitoyen | None, exercice: int
) -> list[tuple[Famille, list[Lecture]]]:
    """In the order of the families."""
    lectures = [lire(table, i, conseil, exercice) for i in indicateurs]
    siennes = {f: [lecture for lecture in lectures if lecture.indicateur.famille is f] for f in Famille}
    return [(famille, liste) for famille, liste in siennes.items() if liste]


def cote_a_cote(
    table: Table, indicateur: Indicateur, conseils: Sequence[ConseilCitoyen], exercice: int
) -> list[Lecture]:
    """Each conseil in the order of the arrondissements, never ranked, then Paris."""
    sujets = [*conseils, None] if indicateur.du_conseil else [None]
    return [lire(table, indicateur, conseil, exercice) for conseil in sujets]


def par_quartier(table: Table, indicateur: Indicateur, quartiers: Sequence[Quartier]) -> list[Lecture]:
    """Each QPV of which something is known, where the indicator has a value for one."""

    def valeurs(quartier: Quartier) -> tuple[Valeur, ...]:
        return tuple(table.valeur_du_quartier(indicateur.code, quartier.code, rang) for rang in (0, 1))

    lues = [(quartier, valeurs(quartier)) for quartier in quartiers] if indicateur.par_quartier else []
    return [Lecture(*v, sujet=quartier) for quartier, v in lues if any(x.valeur is not None for x in v)]
