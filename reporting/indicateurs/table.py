"""Collecting: one statement reads the counts, and every surface (screen, PDF, export) asks the same table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import add
from types import MappingProxyType

from django.utils import timezone

from conseils.models import Sexe
from reporting.indicateurs.catalogue import INDICATEURS
from reporting.indicateurs.declaration import Formule, Indicateur, Unite
from reporting.indicateurs.lecture import lire
from reporting.indicateurs.mesures import MESURES
from reporting.indicateurs.mesures.avis import delai
from socle.periode import Periode
from socle.templatetags.typographie import euros, nombre, pourcent

_AUCUNE: MappingProxyType = MappingProxyType({})
SEXES = tuple(Sexe.values)  # a list made anew each time it is asked for, and each figure asks


@dataclass(frozen=True)
class Part:
    """A count, or a count over another. ``valeur`` is ``None`` when there is nothing to divide by.

    ``facteur``: 100 for a share, 1 for a mean. ``seuil``: fewer answers than that are not told.
    """

    numerateur: int
    denominateur: int | None = None
    diviseur: int = 1
    facteur: int = 100
    seuil: int = 0

    @property
    def valeur(self) -> Decimal | None:
        if self.denominateur is None:
            return Decimal(self.numerateur) / self.diviseur
        if not self.denominateur or self.denominateur < self.seuil:
            return None
        return Decimal(self.facteur * self.numerateur) / (self.denominateur * self.diviseur)


@dataclass(frozen=True)
class Valeur(Part):
    """The value of one indicator for one conseil (or all) and one period.

    ``femmes``, ``hommes``, ``non_renseigne``: the same formula for each sex, when the indicator is
    sexed. ``inconnus``: people left out for want of an answer.
    """

    indicateur: Indicateur | None = None
    femmes: Part | None = None
    hommes: Part | None = None
    non_renseigne: Part | None = None
    inconnus: int = 0
    etat: str = ""

    @property
    def texte(self) -> str:
        """« 52 % », « 31 », « 104,5 », « adopté »; « – » when it cannot be computed."""
        return self.etat or self.imprimer(self)

    @property
    def textes_par_sexe(self) -> list[tuple[str, str]]:
        """(« Femmes », « 16 »)… for sexed indicators; empty for the others."""
        parts = (("Femmes", self.femmes), ("Hommes", self.hommes), ("Non renseigné", self.non_renseigne))
        return [(nom, self.imprimer(part)) for nom, part in parts if part is not None]

    def imprimer(self, part: Part) -> str:
        """Print a part of this value in the indicator's unit."""
        if self.indicateur.unite is Unite.POURCENT:
            return pourcent(part.valeur)
        if self.indicateur.unite is Unite.EUROS:
            return euros(part.valeur)
        return nombre(part.valeur, self.indicateur.unite.decimales)


class Table:
    """Every count of the conseils and periods asked for, and the indicators made of them."""

    def __init__(self, conseils: Collection[int], periodes: Sequence[Periode], lignes: Iterable[tuple]) -> None:
        self.conseils = list(conseils)
        self.periodes = list(periodes)
        # Of each count, the parts of each conseil, and of all under ``None``: every figure asks for one or the other.
        self._parts: dict[tuple[str, int | None], dict[tuple[str, str], Sequence[int]]] = defaultdict(dict)
        for conseil, cle, sexe, detail, *nombres in lignes:
            for qui in {conseil, None}:
                parts = self._parts[cle, qui]
                deja = parts.get((sexe, detail))
                parts[sexe, detail] = tuple(map(add, deja, nombres)) if deja else nombres

    def mesure(
        self,
        cle: str,
        conseil: int | None = None,
        periode: int = 0,
        *,
        sexes: Collection[str] | None = None,
        details: Collection[str] | None = None,
    ) -> int:
        """Sum one count. ``conseil=None`` adds up all the conseils of the table."""
        if cle not in MESURES:
            raise KeyError(f"mesure inconnue : {cle}")
        return sum(
            nombres[periode]
            for (sexe, detail), nombres in self._parts.get((cle, conseil), _AUCUNE).items()
            if (sexes is None or sexe in sexes) and (details is None or detail in details)
        )

    def valeur(self, code: str, conseil: int | None = None, periode: int = 0) -> Valeur:
        """The value of an indicator. ``conseil=None`` is the total: a sum over a sum."""
        indicateur = INDICATEURS[code]
        if indicateur.non_calculable or (indicateur.de_paris and conseil is not None):
            return Valeur(0, 0, indicateur=indicateur)
        if indicateur.etats:
            return self._etat(indicateur, conseil, periode)
        if indicateur.mediane:
            return self._mediane(indicateur, conseil, periode)
        return self._rapport(indicateur, conseil, periode)

    def valeur_du_quartier(self, code: str, quartier: str, periode: int = 0) -> Valeur:
        """The value of an indicator that each QPV has too: the same formula, narrowed to it."""
        indicateur = INDICATEURS[code]
        parts = (
            sum(t.signe * self.mesure(t.cle, periode=periode, details=(quartier,)) for t in formule)
            for formule in (indicateur.numerateur, indicateur.denominateur)
        )
        return Valeur(*parts, indicateur.diviseur, indicateur.facteur, indicateur=indicateur)

    def delais(self, cle: str, conseil: int | None = None, periode: int = 0) -> list[int]:
        """Every delay in days, the shortest first."""
        parts = self._parts.get((cle, conseil), _AUCUNE)
        return sorted(delai(detail) for (_, detail), nombres in parts.items() for _ in range(nombres[periode]))

    def _rapport(self, indicateur: Indicateur, conseil: int | None, periode: int) -> Valeur:
        """A sum, or a sum over a sum; and the same for each sex where it is split."""
        echelle = (indicateur.diviseur, indicateur.facteur, indicateur.reponses_min)
        par_sexe = {}
        if indicateur.sexue:
            sexes = zip(("femmes", "hommes", "non_renseigne"), SEXES, strict=True)
            par_sexe = {nom: Part(*self._part(indicateur, conseil, periode, (s,)), *echelle) for nom, s in sexes}
        inconnus = self._formule(indicateur.inconnus, conseil, periode, None)
        part = self._part(indicateur, conseil, periode)
        return Valeur(*part, *echelle, indicateur=indicateur, inconnus=inconnus, **par_sexe)

    def _part(
        self, indicateur: Indicateur, conseil: int | None, periode: int, sexes: Collection[str] | None = None
    ) -> tuple[int, int | None]:
        haut, bas = indicateur.numerateur, indicateur.denominateur
        return (
            self._formule(haut, conseil, periode, sexes),
            None if bas is None else self._formule(bas, conseil, periode, sexes),
        )

    def _etat(self, indicateur: Indicateur, conseil: int | None, periode: int) -> Valeur:
        """The state of one conseil; for several, how many are in each."""
        nombres = [(nom, self._formule(formule, conseil, periode, None)) for nom, formule in indicateur.etats]
        trouves = [(nom, nombre) for nom, nombre in nombres if nombre]
        noms = [nom if conseil is not None else f"{nombre} {nom}" for nom, nombre in trouves]
        parts = (self._formule(f, conseil, periode, None) for f in (indicateur.numerateur, indicateur.denominateur))
        return Valeur(*parts, facteur=indicateur.facteur, indicateur=indicateur, etat=", ".join(noms))

    def _mediane(self, indicateur: Indicateur, conseil: int | None, periode: int) -> Valeur:
        """The middle of the delays: the mean of the two in the middle, which are one when their number is odd."""
        delais = [d for terme in indicateur.numerateur for d in self.delais(terme.cle, conseil, periode)]
        milieu = delais[(len(delais) - 1) // 2 : len(delais) // 2 + 1]
        return Valeur(sum(milieu), len(milieu), facteur=indicateur.facteur, indicateur=indicateur)

    def _formule(self, formule: Formule, conseil: int | None, periode: int, sexes: tuple | None) -> int:
        return sum(
            t.signe * self.mesure(t.cle, conseil, periode, sexes=sexes or t.sexes, details=t.details) for t in formule
        )


def collecter(
    conseils: Collection[int],
    periodes: Sequence[Periode],
    *,
    cles: Collection[str] | None = None,
    jour: date | None = None,
) -> Table:
    """Read in one statement the counts ``cles`` (all by default) of these conseils over these periods.
    (``reporting.indicateurs.lecture``).

    ``conseils``: keys of the conseils that the reader may ask about; the right to ask is settled before
    and never enters a calculation. ``jour``: today, for what is due or late.
    """
    jour = jour or timezone.localdate()
    return Table(conseils, periodes, lire(cles or MESURES, conseils, periodes, jour) if conseils else ())
