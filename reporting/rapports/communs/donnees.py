"""Plain frozen values that several kinds of documents hold and print.

Small counts of people are already hidden here (``None`` in a sexed table), so neither the file nor the
frozen data hold what must not be found again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reporting.indicateurs import Unite
from socle.graphiques import Donnees, Serie
from socle.templatetags.typographie import euros, nombre, pourcent


@dataclass(frozen=True)
class Case:
    """A value with last year's. ``masque``: the count behind it is too small to be printed."""

    unite: str
    valeur: Decimal | None
    avant: Decimal | None
    masque: bool
    avant_masque: bool

    @property
    def texte(self) -> str:
        return "n. c." if self.masque else self._imprimer(self.valeur)

    @property
    def texte_avant(self) -> str:
        return "n. c." if self.avant_masque else self._imprimer(self.avant)

    def _imprimer(self, valeur: Decimal | None) -> str:
        if self.unite == "%":
            return pourcent(valeur)
        if self.unite == "€":
            return euros(valeur)
        return nombre(valeur, Unite(self.unite).decimales)


@dataclass(frozen=True)
class Chiffre(Case):
    """An indicator, defined.

    ``inconnus``: people left out for want of an answer; ``None`` where a sexed table tells it, or hides it.
    """

    code: str
    libelle: str
    definition: str
    source: str
    registre: str
    reference: str
    inconnus: int | None


@dataclass(frozen=True)
class LigneSexuee:
    """A count of people, split. ``None`` is « non communiqué »."""

    libelle: str
    femmes: int | None
    hommes: int | None
    non_renseigne: int | None
    total: int | None

    @property
    def effectifs(self) -> tuple[int | None, ...]:
        return (self.femmes, self.hommes, self.non_renseigne, self.total)


@dataclass(frozen=True)
class TableauSexue:
    """A sexed table with its sums. ``en_bref``: its name on the chart of sums, if it belongs there."""

    titre: str
    en_bref: str
    lignes: tuple[LigneSexuee, ...]
    ensemble: LigneSexuee


@dataclass(frozen=True)
class PartSexuee:
    """A share of one sex, out of a hundred. ``None``: nobody to divide by, or « non communiqué »."""

    libelle: str
    valeur: Decimal | None
    masque: bool

    @property
    def texte(self) -> str:
        return "n. c." if self.masque else pourcent(self.valeur)


@dataclass(frozen=True)
class Decompte:
    """A count, this year and the year before (``None``: there was no year before)."""

    libelle: str
    nombre: int
    avant: int | None


@dataclass(frozen=True)
class TempsParMission:
    """Days of seven hours."""

    libelle: str
    intitule: str
    jours: Decimal
    avant: Decimal | None
    part: Decimal | None


@dataclass(frozen=True)
class Cadre:
    """Under which convention, for whom, about which days."""

    convention: str
    commanditaires: tuple[str, ...]
    partenaire: str
    fictif: bool
    exercice: str
    debut: date
    arrete_au: date
    en_cours: bool
    comparaison: str


@dataclass(frozen=True)
class SuiteEngagee:
    """An action promised, and what was seen of it. ``effet``: empty as long as nobody went to see."""

    action: str
    responsable: str
    echeance: date | None
    etat: str
    effet: str
    preuve: str


@dataclass(frozen=True)
class ActeAdresse:
    """An act as one institution received it. ``reponse``: where it stands, in words; ``delai``: in days."""

    institution: str
    reponse: str
    repondu_le: date | None
    delai: int | None
    suites: tuple[SuiteEngagee, ...]


@dataclass(frozen=True)
class Acte:
    """One act sent; the opinions that differ are reported with it."""

    numero: str
    type: str
    titre: str
    objectifs: tuple[str, ...]
    transmis_le: date
    votes: str
    divergences: tuple[str, ...]
    adresses: tuple[ActeAdresse, ...]


@dataclass(frozen=True)
class DemandesDuneSource:
    """What was asked of one source of money for the initiatives proposed in the exercice."""

    libelle: str
    deposees: int
    accordees: int
    demande: Decimal
    accorde: Decimal


@dataclass(frozen=True)
class PosteBudget:
    """Euros spent of the budget propre, this year and the year before."""

    libelle: str
    montant: Decimal
    avant: Decimal | None


@dataclass(frozen=True)
class BudgetPropre:
    part: Decimal
    depense: Decimal
    reste: Decimal
    postes: tuple[PosteBudget, ...]


def graphique_des_sexes(tableaux: Sequence[TableauSexue]) -> Donnees | None:
    """Shares of women and men wherever no count is hidden."""
    lignes = [
        (tableau.en_bref, tableau.ensemble)
        for tableau in tableaux
        if tableau.en_bref and tableau.ensemble.total and None not in tableau.ensemble.effectifs
    ]
    if not lignes:
        return None
    series = [
        Serie("Femmes", [e.femmes for _, e in lignes]),
        Serie("Hommes", [e.hommes for _, e in lignes]),
        Serie("Non renseigné", [e.non_renseigne for _, e in lignes]),
    ]
    return Donnees([titre for titre, _ in lignes], series)


def graphique_du_temps(missions: Sequence[TempsParMission]) -> Donnees:
    """Days by mission, this year and the year before."""
    series = [Serie("Cet exercice", [m.jours for m in missions])]
    if any(m.avant is not None for m in missions):
        series.append(Serie("Exercice précédent", [m.avant for m in missions]))
    return Donnees([m.libelle for m in missions], series, unite="j", decimales=1)
