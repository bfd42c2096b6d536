"""The days of the demonstration: two past exercices and the current one, up to today."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from socle.exercice import exercice_courant, periode_de_l_exercice
from socle.ouvres import nom_ferie
from socle.periode import Periode, lundi_de

HORIZON = timedelta(days=60)  # meetings are planned that far ahead


@dataclass(frozen=True)
class Calendrier:
    """Everything that depends on the date; ``aujourd_hui`` is the only thing taken from the clock."""

    aujourd_hui: date

    @cached_property
    def exercices(self) -> tuple[Periode, ...]:
        """The two exercices before the current one, then the current one, in order."""
        annee = exercice_courant(self.aujourd_hui)
        return tuple(map(periode_de_l_exercice, range(annee - 2, annee + 1)))

    @property
    def debut(self) -> date:
        return self.exercices[0].debut

    @property
    def fin(self) -> date:
        return self.exercices[-1].fin

    @property
    def lundi(self) -> date:
        """The Monday of the current week."""
        return lundi_de(self.aujourd_hui)

    @cached_property
    def mois(self) -> list[Periode]:
        """The months in which meetings are held or planned."""
        return Periode(self.debut, self.aujourd_hui + HORIZON).mois_inclus()

    def rang_exercice(self, jour: date) -> int:
        """0, 1 or 2: which of the three exercices (the last one also answers for what is planned after)."""
        return sum(jour >= exercice.debut for exercice in self.exercices[1:])

    def est_ouvre(self, jour: date) -> bool:
        """Monday to Friday, public holidays excepted."""
        return jour.weekday() < 5 and not nom_ferie(jour)

    def ouvre_des(self, jour: date) -> date:
        """That day, or the first working day after it."""
        while not self.est_ouvre(jour):
            jour += timedelta(days=1)
        return jour

    def ouvre_avant(self, jour: date, nombre: int = 1) -> date:
        """The working day that comes ``nombre`` working days before."""
        while nombre:
            jour -= timedelta(days=1)
            nombre -= self.est_ouvre(jour)
        return jour

    def ouvre_apres(self, jour: date, nombre: int) -> date:
        """The working day that comes ``nombre`` working days later."""
        while nombre:
            jour += timedelta(days=1)
            nombre -= self.est_ouvre(jour)
        return jour

    def semaines(self, debut: date, fin: date | None) -> list[date]:
        """The Mondays from the week of ``debut`` to that of ``fin``, the current week at most."""
        premier, dernier = lundi_de(debut), min(lundi_de(fin or self.lundi), self.lundi)
        return [premier + timedelta(weeks=i) for i in range((dernier - premier).days // 7 + 1)]


def a_l_heure(jour: date, heures: int, minutes: int = 0) -> datetime:
    """That day at that time, in Paris."""
    return timezone.make_aware(datetime.combine(jour, time(heures, minutes)))
