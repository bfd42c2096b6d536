"""Counts of people crossed with sex, ready to be printed. No query here: rows in, table out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices

from socle.graphiques import Donnees, Serie


@dataclass(frozen=True)
class Ligne:
    """One heading and its people. « Non renseigné » is always printed, so it is always counted."""

    libelle: str
    femmes: int = 0
    hommes: int = 0
    non_renseigne: int = 0

    @property
    def total(self) -> int:
        return self.femmes + self.hommes + self.non_renseigne


@dataclass(frozen=True)
class Tableau:
    """The lines of a table, in the order of their choices, and their sum."""

    lignes: tuple[Ligne, ...]

    @property
    def ensemble(self) -> Ligne:
        return Ligne(
            "Ensemble",
            sum(ligne.femmes for ligne in self.lignes),
            sum(ligne.hommes for ligne in self.lignes),
            sum(ligne.non_renseigne for ligne in self.lignes),
        )

    @property
    def donnees(self) -> Donnees:
        """The same people as a chart of bars, one per line."""
        return Donnees(
            [ligne.libelle[:1].upper() + ligne.libelle[1:] for ligne in self.lignes],
            [Serie("Membres", [ligne.total for ligne in self.lignes])],
        )


def croiser(choix: type[TextChoices], comptes: Iterable[tuple[str, str, int]]) -> Tableau:
    """Lay out ``(value of choix, sex, count)`` triples: one line for each choice, empty ones included."""
    return croiser_sur(choix.choices, comptes)


def croiser_sur(entetes: Iterable[tuple[str, str]], comptes: Iterable[tuple[str, str, int]]) -> Tableau:
    """The same over ``(value, heading)`` pairs."""
    cases: dict[tuple[str, str], int] = {}
    for valeur, sexe, nombre in comptes:
        cases[valeur, sexe] = cases.get((valeur, sexe), 0) + nombre
    return Tableau(
        tuple(
            Ligne(libelle, *(cases.get((valeur, sexe), 0) for sexe in ("F", "H", "N"))) for valeur, libelle in entetes
        )
    )
