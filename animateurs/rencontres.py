"""Who knows whom: the structures that a conseil's journal says were met. Plain values, no writing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from animateurs.models import LigneJournal
from conseils.models import Acteur, ConseilCitoyen
from socle import alphabet
from socle.periode import Periode
from territoires.models import Partenaire

# Django's own abbreviations make « jui » of June.
MOIS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")


@dataclass
class Lien:
    """One structure and its meetings: those of the exercice, and the first of all."""

    structure: Acteur | Partenaire
    exercice: Periode
    dates: list[date] = field(default_factory=list)
    activites: Counter = field(default_factory=Counter)
    premiere: date = date.max

    def noter(self, jour: date, activite: str) -> None:
        self.premiere = min(self.premiere, jour)
        if jour in self.exercice:
            self.dates.append(jour)
            self.activites[activite] += 1

    @property
    def nom(self) -> str:
        return str(self.structure)

    @property
    def nature(self) -> str:
        return self.structure.get_nature_display()

    @property
    def nouveau(self) -> bool:
        """Met for the first time in the exercice."""
        return self.premiere in self.exercice

    @property
    def derniere(self) -> date:
        return max(self.dates)

    @property
    def par_activite(self) -> list[tuple[str, int]]:
        """The kinds of activity of its meetings, the most frequent first."""
        return sorted(self.activites.items(), key=lambda usage: (-usage[1], usage[0]))

    @property
    def par_mois(self) -> list[int]:
        mois = Counter((jour.year, jour.month) for jour in self.dates)
        return [mois[m.debut.year, m.debut.month] for m in self.exercice.mois_inclus()]


@dataclass(frozen=True)
class CarteDesPartenaires:
    """The structures met by a conseil in an exercice, in the order of the alphabet. Four queries."""

    conseil: ConseilCitoyen
    exercice: Periode

    @property
    def liens(self) -> list[Lien]:
        return [lien for lien in self._tous if lien.dates]

    @property
    def a_reprendre(self) -> list[Lien]:
        """Met before, and not in the exercice."""
        return [lien for lien in self._tous if not lien.dates and lien.premiere < self.exercice.debut]

    @property
    def jamais(self) -> list[Acteur]:
        """In the annuaire, and never met, in any year."""
        connus = {lien.structure for lien in self._tous}
        return [acteur for acteur in self._annuaire if acteur not in connus]

    @property
    def mois(self) -> list[str]:
        """« janv. », « févr. »…"""
        return [MOIS[mois.debut.month - 1] for mois in self.exercice.mois_inclus()]

    @property
    def rencontres(self) -> int:
        return sum(len(lien.dates) for lien in self.liens)

    @property
    def nouveaux(self) -> int:
        return sum(lien.nouveau for lien in self.liens)

    @cached_property
    def _annuaire(self) -> list[Acteur]:
        return list(self.conseil.acteurs.all())

    @cached_property
    def _tous(self) -> list[Lien]:
        institutions = self._lier("partenaires", Partenaire.objects.filter(lignes__in=self._lignes).distinct())
        return sorted([*self._lier("acteurs", self._annuaire), *institutions], key=lambda lien: alphabet.cle(lien.nom))

    @property
    def _lignes(self):
        return LigneJournal.objects.du_conseil(self.conseil)

    def _lier(self, champ: str, structures: Iterable[Acteur | Partenaire]) -> list[Lien]:
        """The structures that were met, each with its meetings."""
        liens = {structure.pk: Lien(structure, self.exercice) for structure in structures}
        for structure, lundi, jour, activite in self._lignes.rencontres(champ):
            liens[structure].noter(lundi + timedelta(days=jour), activite)
        return [lien for lien in liens.values() if lien.premiere < date.max]
