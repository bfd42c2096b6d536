"""How an exportable list is declared: what it is, who may read it, its columns and where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cached_property
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.porte import detient
from conseils.models import ConseilCitoyen
from reporting.confidentialite import NON_COMMUNIQUE, masquer_ligne, petit
from socle.exercice import periode_de_l_exercice

Valeur = str | int | Decimal | bool | date | datetime | None
PAR_LOT = 500  # rows held in memory at once
ENTRE_VALEURS = " | "
MINUTES_PAR_HEURE = 60


class Genre(Enum):
    """What the cells of a column hold."""

    TEXTE = "texte"
    ENTIER = "nombre entier"
    PERSONNES = "nombre de personnes"
    DECIMAL = "nombre décimal"
    POURCENT = "pourcentage"
    EUROS = "montant en euros"
    HEURES = "durée en heures"
    DATE = "date"
    INSTANT = "date et heure"
    BOOLEEN = "oui ou non"


@dataclass(frozen=True)
class Colonne:
    """One column. ``nom`` heads it in a CSV, ``titre`` in a spreadsheet.

    ``chemin`` leads from the row to the value: « conseil.arrondissement.numero », or a function. ``partie``:
    of a count of people that others make up to the ``somme`` of the same line.
    """

    nom: str
    titre: str
    genre: Genre = Genre.TEXTE
    chemin: str | Callable[[Any], Valeur] = ""
    description: str = ""
    partie: bool = False
    somme: bool = False

    def lire(self, objet: Any) -> Valeur:
        """The value in a row. An object that is missing on the way gives an empty cell."""
        if callable(self.chemin):
            return self._ranger(self.chemin(objet))
        for etape in self._etapes:
            if objet is None:
                return None
            objet = objet.get(etape) if isinstance(objet, dict) else getattr(objet, etape)
            objet = objet() if callable(objet) else objet
        return self._ranger(objet)

    @cached_property
    def _etapes(self) -> list[str]:
        return (self.chemin or self.nom).split(".")

    def _ranger(self, valeur: Any) -> Valeur:
        if valeur is None or valeur == "":
            return None
        return Decimal(valeur) / MINUTES_PAR_HEURE if self._en_minutes else valeur

    @cached_property
    def _en_minutes(self) -> bool:
        """How durations are kept; read once for a column of a thousand cells."""
        return self.genre is Genre.HEURES


@dataclass(frozen=True)
class Choix:
    """A filter of the list's own: the name in the address, and the field whose choices it takes."""

    titre: str
    champ: str
    choix: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Filtres:
    """What the rows are narrowed to; everything is optional."""

    conseil: int | None = None
    exercice: int | None = None
    autres: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Jeu:
    """What every exportable list says of itself.

    ``personnelles``: it names inhabitants. ``choix``: the filters of its own, beside conseil and exercice.
    """

    code: str
    titre: str
    theme: str
    permission: P
    definition: str
    colonnes: tuple[Colonne, ...]
    personnelles: bool = False
    choix: Mapping[str, Choix] = field(default_factory=dict)

    def compter(self, compte: Compte, filtres: Filtres) -> int:
        """How many lines the file would have."""
        raise NotImplementedError

    def objets(self, compte: Compte, filtres: Filtres) -> Iterable[Any]:
        """The rows within reach, a lot at a time."""
        raise NotImplementedError

    def lignes(self, compte: Compte, filtres: Filtres) -> Iterator[list[Valeur]]:
        """The cells of each row, the small counts of people hidden where names may not be read."""
        clairs = conseils_nommes(compte) if self.masque else frozenset()
        rang = next((i for i, c in enumerate(self.colonnes) if c.nom == "arrondissement"), None)
        for objet in self.objets(compte, filtres):
            cellules = [colonne.lire(objet) for colonne in self.colonnes]
            en_clair = not self.masque or (rang is not None and cellules[rang] in clairs)
            yield cellules if en_clair else masquer(self.colonnes, cellules)

    @property
    def par_conseil(self) -> bool:
        return True

    @property
    def par_exercice(self) -> bool:
        return True

    @property
    def masque(self) -> bool:
        """Whether it counts people, whose small counts are hidden."""
        return any(c.genre is Genre.PERSONNES for c in self.colonnes)


@dataclass(frozen=True, kw_only=True)
class Liste(Jeu):
    """Rows of a model. ``source`` gives them all; ``.pour`` and the filters are applied here, never forgotten.

    ``conseil``: path to the arrondissement's number. ``jour`` or ``annee``: path to what places a row in an
    exercice. ``portee``: how rights narrow rows that hang on no conseil, instead of ``.pour``.
    """

    source: Callable[[], QuerySet]
    portee: Callable[[QuerySet, Compte], QuerySet] | None = None
    conseil: str = "conseil__arrondissement__numero"
    jour: str = ""
    annee: str = ""

    @property
    def par_conseil(self) -> bool:
        return bool(self.conseil)

    @property
    def par_exercice(self) -> bool:
        return bool(self.jour or self.annee)

    def lignes_de(self, compte: Compte, filtres: Filtres) -> QuerySet:
        """The rows of ``source`` that this account may reach today, narrowed."""
        lignes = self.source()
        atteintes = self.portee(lignes, compte) if self.portee else lignes.pour(compte, self.permission)
        return atteintes.filter(**self._conditions(filtres))

    def compter(self, compte: Compte, filtres: Filtres) -> int:
        return self.lignes_de(compte, filtres).order_by().count()

    def objets(self, compte: Compte, filtres: Filtres) -> Iterator[Any]:
        return self.lignes_de(compte, filtres).iterator(chunk_size=PAR_LOT)

    def _conditions(self, filtres: Filtres) -> dict[str, Any]:
        conditions = {self.choix[nom].champ: valeur for nom, valeur in filtres.autres}
        if filtres.conseil and self.conseil:
            conditions[self.conseil] = filtres.conseil
        if filtres.exercice and self.annee:
            conditions[self.annee] = filtres.exercice
        if filtres.exercice and self.jour:
            periode = periode_de_l_exercice(filtres.exercice)
            conditions[f"{self.jour}__range"] = (periode.debut, periode.fin)
        return conditions


@dataclass(frozen=True, kw_only=True)
class Calcul(Jeu):
    """Figures rather than rows: ``produire`` counts them within the account's reach, and hides what must be."""

    produire: Callable[[Compte, Filtres], Sequence[Any]]

    def compter(self, compte: Compte, filtres: Filtres) -> int:
        return len(self.produire(compte, filtres))

    def objets(self, compte: Compte, filtres: Filtres) -> Sequence[Any]:
        return self.produire(compte, filtres)


def sans_territoire(lignes: QuerySet, compte: Compte) -> QuerySet:
    """Rows about the whole dispositif: the permission that opens the list opens them all."""
    return lignes


def conseils_nommes(compte: Compte) -> frozenset[int]:
    """The arrondissements of the conseils whose members this account may read by name."""
    conseils = ConseilCitoyen.objects.pour(compte, P.MEMBRE_VOIR).order_by()
    return frozenset(conseils.values_list("arrondissement__numero", flat=True))


def arrondissements_portes(compte: Compte, permission: P) -> list[int]:
    """How far the account reaches with this permission, in order."""
    conseils = ConseilCitoyen.objects.pour(compte, permission).order_by("arrondissement__numero")
    return list(conseils.values_list("arrondissement__numero", flat=True))


def lisible(jeu: Jeu, compte: Compte) -> bool:
    """Whether the account may export something of it today."""
    return detient(compte, jeu.permission)


def masquer(colonnes: Sequence[Colonne], cellules: list[Valeur]) -> list[Valeur]:
    """The same line, its small counts of people hidden, and what would give them back."""
    caches = {i for i, c in enumerate(colonnes) if c.genre is Genre.PERSONNES and petit(cellules[i] or 0)}
    parties = [i for i, c in enumerate(colonnes) if c.partie]
    caches |= {parties[i] for i in masquer_ligne([cellules[i] or 0 for i in parties])} if parties else set()
    # A small sum is told by its parts when none of them is hidden, and a single hidden part by its sum.
    sommes = {i for i, c in enumerate(colonnes) if c.somme}
    if sommes & caches:
        caches |= {i for i in parties if cellules[i]}
    return [NON_COMMUNIQUE if i in caches else valeur for i, valeur in enumerate(cellules)]


def noms(objets: Iterable[Any], champ: str = "nom") -> str:
    """Several values in one cell."""
    return ENTRE_VALEURS.join(str(getattr(objet, champ)) for objet in objets)


def registre(*listes: Iterable[Jeu]) -> dict[str, Jeu]:
    """The lists by code, in their order. Raises ``ValueError`` when two have the same code."""
    jeux = list(chain(*listes))
    codes = {jeu.code: jeu for jeu in jeux}
    if len(codes) != len(jeux):
        raise ValueError("deux listes exportables portent le même code")
    return codes
