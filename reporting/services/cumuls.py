"""Keeping the rollups: counting again the months that were written, and the nightly recount of all."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db import connection, transaction
from django.utils import timezone

from comptes.services.audit import tracer
from conseils.models import ConseilCitoyen
from reporting.cumuls.declencheurs import mois_des_sources
from reporting.indicateurs.lecture import unir
from reporting.indicateurs.mesures import MESURES
from reporting.models import Cumul, MoisTouche
from socle.periode import Periode

journal = logging.getLogger(__name__)

# A transaction, and a statement: small enough for SQLite to let the others write between two.
CONSEILS_PAR_LOT = 20
MOIS_PAR_LECTURE = 12
ECARTS_TRACES = 20  # told one by one in the audit line; their number is always told

Cellule = tuple[int, date, str, str, str]


@dataclass(frozen=True)
class Ecart:
    """A cell of the rollup that the rows gainsay."""

    conseil: int
    mois: date
    cle: str
    sexe: str
    detail: str
    attendu: int
    trouve: int

    def __str__(self) -> str:
        part = "".join(f", {mot}" for mot in (self.sexe, self.detail) if mot)
        return (
            f"conseil {self.conseil}, {self.mois:%m/%Y}, {self.cle}{part} : "
            f"{self.attendu} attendu, {self.trouve} trouvé"
        )


def rafraichir() -> int:
    """Count again every month that was written since it was counted. Return how many."""
    return sum(_rafraichir(conseils, mois) for conseils, mois in _lots(MoisTouche.objects.tous()))


def recompter() -> list[Ecart]:
    """Count everything again from the rows, put right what differs, and tell it."""
    tous = sorted(ConseilCitoyen.objects.values_list("pk", flat=True))
    ecarts = [ecart for conseils in _par(tous, CONSEILS_PAR_LOT) for ecart in _recompter(conseils)]
    for conseil, siens in groupby(ecarts, key=lambda ecart: ecart.conseil):
        _dire(conseil, list(siens))
    return ecarts


def tenir_les_statistiques() -> None:
    """SQLite chooses its indexes by them, and takes them when asked only. PostgreSQL does it by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as curseur:
            curseur.execute("ANALYZE")


@transaction.atomic
def _rafraichir(conseils: Sequence[int], mois: Sequence[date]) -> int:
    """The marks are read once the conseils are held, and the rows after the marks: what a mark tells is seen."""
    _tenir(conseils)
    marques = list(MoisTouche.objects.filter(conseil__in=conseils, mois__in=mois).values_list("pk", flat=True))
    _ecrire(conseils, mois, _compter(conseils, mois))
    MoisTouche.objects.filter(pk__in=marques).delete()
    return len(conseils) * len(mois)


@transaction.atomic
def _recompter(conseils: Sequence[int]) -> list[Ecart]:
    """A month marked is known to be out of date: the next refresh counts it again, and it is no mismatch."""
    _tenir(conseils)
    connues = {cellule[:-1]: cellule[-1] for cellule in Cumul.objects.cellules(conseils)}
    mois = sorted(mois_des_sources("default", conseils) | {cle[1] for cle in connues})
    comptees = _compter(conseils, mois)
    marques = set(MoisTouche.objects.tous(conseils))
    ecarts = [
        Ecart(*cle, attendu=comptees.get(cle, 0), trouve=connues.get(cle, 0))
        for cle in sorted(connues.keys() | comptees.keys())
        if comptees.get(cle) != connues.get(cle) and cle[:2] not in marques
    ]
    for conseil, siens in groupby(ecarts, key=lambda ecart: ecart.conseil):
        faux = sorted({ecart.mois for ecart in siens})
        _ecrire([conseil], faux, {c: n for c, n in comptees.items() if c[0] == conseil and c[1] in faux})
    return ecarts


def _tenir(conseils: Sequence[int]) -> None:
    """One worker at a time on a conseil. Whoever writes about it is not held back."""
    list(
        ConseilCitoyen.objects.select_for_update(no_key=True).filter(pk__in=conseils).order_by("pk").values_list("pk")
    )


def _compter(conseils: Sequence[int], mois: Sequence[date]) -> dict[Cellule, int]:
    """The cells that are not zero, from the rows."""
    additives, jour = [m for m in MESURES.values() if m.additif], timezone.localdate()
    comptees = {}
    for debuts in _par(mois, MOIS_PAR_LECTURE):
        periodes = [Periode.mois(debut.year, debut.month) for debut in debuts]
        for conseil, cle, sexe, detail, *nombres in unir([m.requete(conseils, periodes, jour) for m in additives]):
            comptees |= {(conseil, d, cle, sexe, detail): n for d, n in zip(debuts, nombres, strict=True) if n}
    return comptees


def _ecrire(conseils: Sequence[int], mois: Sequence[date], comptees: dict[Cellule, int]) -> None:
    Cumul.objects.filter(conseil__in=conseils, mois__in=mois).delete()
    champs = ("conseil_id", "mois", "cle", "sexe", "detail")
    cellules = (Cumul(**dict(zip(champs, cle, strict=True)), nombre=nombre) for cle, nombre in comptees.items())
    Cumul.objects.bulk_create(cellules, batch_size=1_000)


def _dire(conseil: int, ecarts: list[Ecart]) -> None:
    for ecart in ecarts:
        journal.error("Cumul faux, remis d'aplomb : %s", ecart)
    tracer(
        acte="cumul.corriger",
        objet=ConseilCitoyen(pk=conseil),
        par=None,
        nombre=len(ecarts),
        ecarts=[str(ecart) for ecart in ecarts[:ECARTS_TRACES]],
    )


def _lots(touches: Iterable[tuple[int, date]]) -> Iterator[tuple[Sequence[int], Sequence[date]]]:
    """Conseils that have the same months to count again, so many at a time."""
    par_conseil: dict[int, set[date]] = defaultdict(set)
    for conseil, mois in touches:
        par_conseil[conseil].add(mois)
    semblables: dict[tuple[date, ...], list[int]] = defaultdict(list)
    for conseil, mois in sorted(par_conseil.items()):
        semblables[tuple(sorted(mois))].append(conseil)
    for mois, conseils in semblables.items():
        yield from ((lot, mois) for lot in _par(conseils, CONSEILS_PAR_LOT))


def _par(suite: Sequence, taille: int) -> Iterator[Sequence]:
    return (suite[i : i + taille] for i in range(0, len(suite), taille))
