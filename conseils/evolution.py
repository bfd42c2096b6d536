"""Who came and who left between two days, and the balance. No name: the view asks the door for those."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from conseils.models import ConseilCitoyen, Mandat
from conseils.querysets.composition import MandatQuerySet
from conseils.tableaux import Tableau, croiser

UN_JOUR = timedelta(days=1)


@dataclass(frozen=True)
class Mouvement:
    """Entries, or exits, crossed with sex. ``motifs`` is empty for entries."""

    colleges: Tableau
    origines: Tableau
    motifs: Tableau | None = None

    @property
    def total(self) -> int:
        return self.colleges.ensemble.total


@dataclass(frozen=True)
class Evolution:
    """From the evening of ``du`` to the evening of ``au``: ``avant`` + entries − exits = ``apres``."""

    du: date
    au: date
    avant: int
    apres: int
    entrees: Mouvement
    sorties: Mouvement

    @property
    def solde(self) -> int:
        return self.apres - self.avant

    @property
    def ecart(self) -> int:
        """The balance without its sign."""
        return abs(self.solde)


def entrees_entre(mandats: MandatQuerySet, du: date, au: date) -> MandatQuerySet:
    """Entered after ``du``, on ``au`` at the latest."""
    return mandats.entrees().filter(debut__range=(du + UN_JOUR, au)).order_by("debut", "membre__nom", "membre__prenom")


def sorties_entre(mandats: MandatQuerySet, du: date, au: date) -> MandatQuerySet:
    """Still there on ``du``, or come since, and gone on ``au``: a mandat covers its last day."""
    return mandats.sorties().filter(fin__range=(du, au - UN_JOUR)).order_by("fin", "membre__nom", "membre__prenom")


def evolution(conseil: ConseilCitoyen, du: date, au: date) -> Evolution:
    """Count the moves of a conseil, in three queries whatever their number."""
    mandats = Mandat.objects.filter(groupe__conseil=conseil)
    avant, apres = mandats.effectifs(du, au)
    entrees = entrees_entre(mandats, du, au).par_mouvement()
    sorties = sorties_entre(mandats, du, au).par_mouvement()
    return Evolution(du, au, avant, apres, _mouvement(entrees), _mouvement(sorties, avec_motifs=True))


def _mouvement(lignes: list[tuple[str, str, str, str, int]], *, avec_motifs: bool = False) -> Mouvement:
    motifs = ((motif, sexe, n) for _, _, motif, sexe, n in lignes)
    return Mouvement(
        colleges=croiser(Mandat.College, ((college, sexe, n) for college, _, _, sexe, n in lignes)),
        origines=croiser(Mandat.Origine, ((origine, sexe, n) for _, origine, _, sexe, n in lignes)),
        motifs=croiser(Mandat.MotifFin, motifs) if avec_motifs else None,
    )
