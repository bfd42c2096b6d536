"""Periods of time: a week, a month, a quarter, an exercice. One place for ISO weeks and year ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from socle.templatetags.typographie import date_fr


@dataclass(frozen=True, order=True)
class Periode:
    """Days from ``debut`` to ``fin``, both included. Raises ``ValueError`` when they are not in order."""

    debut: date
    fin: date
    libelle: str = ""

    def __post_init__(self) -> None:
        if self.fin < self.debut:
            raise ValueError(f"période à l'envers : {self.debut} – {self.fin}")

    def __contains__(self, jour: date) -> bool:
        return self.debut <= jour <= self.fin

    @property
    def jours(self) -> int:
        return (self.fin - self.debut).days + 1

    @classmethod
    def semaine(cls, jour: date) -> Periode:
        """The week of ``jour``, Monday to Sunday."""
        debut = lundi_de(jour)
        return cls(debut, debut + timedelta(days=6), f"semaine du {date_fr(debut)}")

    @classmethod
    def mois(cls, annee: int, mois: int) -> Periode:
        """A calendar month; ``mois`` may overflow (13 is January of the next year)."""
        debut = _premier(annee, mois)
        return cls(debut, _premier(annee, mois + 1) - timedelta(days=1), date_fr(debut, "F Y"))

    @classmethod
    def exercice(cls, annee: int, premier_mois: int = 1) -> Periode:
        """Twelve months; an exercice is named after the year in which it begins."""
        debut = _premier(annee, premier_mois)
        fin = _premier(annee, premier_mois + 12) - timedelta(days=1)
        return cls(debut, fin, f"exercice {annee}" if premier_mois == 1 else f"exercice {annee}-{fin.year}")

    def mois_inclus(self) -> list[Periode]:
        """The calendar months that the period touches, in order."""
        nombre = (self.fin.year - self.debut.year) * 12 + self.fin.month - self.debut.month + 1
        return [Periode.mois(self.debut.year, self.debut.month + i) for i in range(nombre)]

    def jusqu_au(self, jour: date) -> Periode:
        """The part already elapsed on ``jour`` (the whole when it is over)."""
        return Periode(self.debut, max(self.debut, min(self.fin, jour)), self.libelle)


def lundi_de(jour: date) -> date:
    """The Monday of the week of ``jour``."""
    return jour - timedelta(days=jour.weekday())


def annee_exercice(jour: date, premier_mois: int = 1) -> int:
    """The year that names the exercice of ``jour``."""
    return jour.year if jour.month >= premier_mois else jour.year - 1


def _premier(annee: int, mois: int) -> date:
    return date(annee + (mois - 1) // 12, (mois - 1) % 12 + 1, 1)
