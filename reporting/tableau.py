"""The dashboard, as plain values ready to print. No query and no arithmetic in the template."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from comptes.models import Compte
from conseils.models import ConseilCitoyen
from reporting.indicateurs import INDICATEURS, Famille, Indicateur, Part, Table, Valeur
from socle.exercice import exercice_courant
from socle.templatetags.typographie import nombre, pourcent

CHIFFRES_CLES = ("I01", "I03", "I06", "I07", "I31", "I21")
_PERSONNE = (Part(0), Part(0, 0))


@dataclass(frozen=True)
class Case:
    """One figure and the same one a year before. ``adresse``: the records that it counts."""

    valeur: Valeur
    avant: Valeur
    adresse: str = ""

    @property
    def indicateur(self) -> Indicateur:
        return self.valeur.indicateur

    @property
    def sexes(self) -> list[tuple[str, str]]:
        """The sexed split; « non renseigné » is left out where it concerns nobody."""
        personne = self.valeur.non_renseigne in (None, *_PERSONNE)
        return self.valeur.textes_par_sexe[: 2 if personne else 3]

    @property
    def note(self) -> str:
        """How many people a rate leaves out for want of an answer."""
        inconnus = self.valeur.inconnus
        return f"{nombre(inconnus)} sans réponse" if inconnus else ""


@dataclass(frozen=True)
class Ligne:
    """One conseil (``None``: all those of the table) and its figures, in the columns' order."""

    conseil: ConseilCitoyen | None
    cases: list[Case]


@dataclass(frozen=True)
class TableauFamille:
    """The conseils side by side on one family of indicators, in arrondissement order, never ranked."""

    famille: Famille
    indicateurs: list[Indicateur]
    lignes: list[Ligne]
    total: Ligne


@dataclass(frozen=True)
class Semaines:
    """Weeks of journal of one conseil: over, handed in, late. ``adresse``: the records of their completeness."""

    conseil: ConseilCitoyen | None
    dues: int
    transmises: int
    adresse: str

    @property
    def adresse_des_transmises(self) -> str:
        """The first count of the formula."""
        return f"{self.adresse}&compte=0"

    @property
    def adresse_des_dues(self) -> str:
        """The second."""
        return f"{self.adresse}&compte=1"

    @property
    def adresse_des_retards(self) -> str:
        """The list of those that nobody handed in, for who reviews them."""
        du_conseil = f"&conseil={self.conseil.arrondissement.numero}" if self.conseil else ""
        return f"{reverse('semaines')}?vue=en-retard{du_conseil}"

    @property
    def en_retard(self) -> int:
        return self.dues - self.transmises

    @property
    def completude(self) -> str:
        return pourcent(100 * self.transmises / self.dues if self.dues else None)


def cles(indicateurs: Collection[Indicateur]) -> set[str]:
    """The counts that these figures and the weeks of the journal are made of: no other is read."""
    return {terme.cle for i in indicateurs for terme in i.termes} | {"semaines_dues", "semaines_transmises"}


def cles_du_resume() -> set[str]:
    """The counts of the six figures of the top."""
    return cles([INDICATEURS[code] for code in CHIFFRES_CLES])


def chiffres_cles(table: Table) -> list[Case]:
    """The six figures of the whole, at the top of the page."""
    return [_case(table, INDICATEURS[code], None) for code in CHIFFRES_CLES]


def lisibles(compte: Compte) -> list[Indicateur]:
    """The indicators that this account may read: money asks for a right of its own."""
    permissions = compte.permissions_en_cours
    return [i for i in INDICATEURS.values() if i.permission is None or i.permission in permissions]


def des_conseils(indicateurs: Collection[Indicateur]) -> list[Indicateur]:
    """Those of which each conseil has a value: what stands side by side."""
    return [i for i in indicateurs if i.du_conseil]


def semaines(table: Table, conseils: Sequence[ConseilCitoyen]) -> list[Semaines]:
    """Weeks due and late of each conseil, then of all."""
    return [_semaines(table, conseil) for conseil in (*conseils, None)]


def _semaines(table: Table, conseil: ConseilCitoyen | None) -> Semaines:
    dues, transmises = (
        table.mesure(cle, conseil.pk if conseil else None) for cle in ("semaines_dues", "semaines_transmises")
    )
    return Semaines(conseil, dues, transmises, adresse_du_releve(INDICATEURS["I21"], _exercice(table), conseil))


def colonne(table: Table, conseils: Sequence[ConseilCitoyen], code: str) -> list[Ligne]:
    """One indicator for each conseil: what the map and the chart show."""
    return [Ligne(c, [_case(table, INDICATEURS[code], c)]) for c in conseils]


def tableau_de(
    famille: Famille, table: Table, conseils: Sequence[ConseilCitoyen], indicateurs: list[Indicateur]
) -> TableauFamille:
    """The conseils side by side on these indicators, which are those of the family."""

    def ligne(conseil: ConseilCitoyen | None) -> Ligne:
        return Ligne(conseil, [_case(table, i, conseil) for i in indicateurs])

    return TableauFamille(famille, indicateurs, [ligne(c) for c in conseils], ligne(None))


def _case(table: Table, indicateur: Indicateur, conseil: ConseilCitoyen | None) -> Case:
    valeurs = (table.valeur(indicateur.code, conseil.pk if conseil else None, rang) for rang in (0, 1))
    return Case(*valeurs, adresse_du_releve(indicateur, _exercice(table), conseil))


def _exercice(table: Table) -> int:
    return exercice_courant(table.periodes[0].debut)


def adresse_du_releve(indicateur: Indicateur, exercice: int, conseil: ConseilCitoyen | None) -> str:
    """The page of the records that this figure counts; none where nothing can be counted."""
    if indicateur.non_calculable:
        return ""
    du_conseil = f"&conseil={conseil.arrondissement.numero}" if conseil else ""
    return f"{_releve(indicateur.code)}?exercice={exercice}{du_conseil}"


@cache
def _releve(code: str) -> str:
    return reverse("indicateur_releve", args=[code])
