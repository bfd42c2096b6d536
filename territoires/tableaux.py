"""What the page of the territories shows: sections by arrondissement, columns of figures, the map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from socle.graphiques import Tuile
from territoires.models import Arrondissement, MesureQuartier, Quartier

Repere = tuple[str, int]
# The other measures are read on the page of each quartier.
INDICATEURS = (MesureQuartier.Indicateur.POPULATION, MesureQuartier.Indicateur.REVENU_MEDIAN)


@dataclass(frozen=True)
class LigneQuartier:
    """One quartier and its figures, column by column; ``None`` where the source is silent."""

    quartier: Quartier
    mesures: list[MesureQuartier | None]


@dataclass(frozen=True)
class Section:
    """One arrondissement with its quartiers."""

    arrondissement: Arrondissement
    lignes: list[LigneQuartier]


@dataclass(frozen=True)
class Geographie:
    """A whole generation of quartiers."""

    sections: list[Section]
    colonnes: list[str]  # headings of the figures
    partages: list[Quartier]
    reserves: list[MesureQuartier]
    sources: list[str]
    tuiles: list[Tuile]

    @property
    def largeur(self) -> int:
        """Columns of the table, the names included."""
        return len(self.colonnes) + 1


def geographie(generation: int) -> Geographie:
    """Everything that the page shows of one generation, whatever the number of quartiers."""
    arrondissements = list(Arrondissement.objects.avec_quartiers(generation))
    quartiers = {q.pk: q for a in arrondissements for q in a.quartiers_touches}.values()
    mesures = [m for q in quartiers for m in q.mesures.all() if m.indicateur in INDICATEURS]
    reperes = _reperes(mesures)
    return Geographie(
        sections=[_section(a, reperes) for a in arrondissements if a.quartiers_touches or a.du_dispositif],
        colonnes=[f"{MesureQuartier.Indicateur(i).label} {annee}".capitalize() for i, annee in reperes],
        partages=[q for q in quartiers if len(q.arrondissements.all()) > 1],
        reserves=[m for m in mesures if m.reserve],
        sources=sorted({m.source for m in mesures} | {q.source for q in quartiers}),
        tuiles=[_tuile(a) for a in arrondissements],
    )


def mesures_ordonnees(quartier: Quartier) -> list[MesureQuartier]:
    """Every measure of a quartier: population first, each indicator by year."""
    ordre = MesureQuartier.Indicateur.values
    return sorted(quartier.mesures.all(), key=lambda m: (ordre.index(m.indicateur), m.annee))


def _reperes(mesures: Iterable[MesureQuartier]) -> list[Repere]:
    """The columns: one per indicator and year that at least one quartier has."""
    return sorted({(m.indicateur, m.annee) for m in mesures}, key=lambda r: (INDICATEURS.index(r[0]), r[1]))


def _section(arrondissement: Arrondissement, reperes: list[Repere]) -> Section:
    return Section(arrondissement, [_ligne(quartier, reperes) for quartier in arrondissement.quartiers_touches])


def _ligne(quartier: Quartier, reperes: list[Repere]) -> LigneQuartier:
    mesures = {(m.indicateur, m.annee): m for m in quartier.mesures.all()}
    return LigneQuartier(quartier, [mesures.get(repere) for repere in reperes])


def _tuile(arrondissement: Arrondissement) -> Tuile:
    nombre = len(arrondissement.quartiers_touches)
    return Tuile(
        colonne=arrondissement.colonne,
        ligne=arrondissement.ligne,
        libelle=arrondissement.ordinal,
        valeur=str(nombre or ""),
        intensite=_intensite(nombre),
        adresse=f"#arrondissement-{arrondissement.numero}" if nombre else "",
    )


def _intensite(nombre: int) -> int | None:
    """A shade for one or two quartiers, a deeper one for three to five, the deepest beyond."""
    if not nombre:
        return None
    return 1 if nombre <= 2 else 2 if nombre <= 5 else 3
