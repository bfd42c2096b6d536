"""What the application keeps about people, declared once: every field, whose it is, why, and for how long.

Each app describes its own models in a module ``rgpd`` (``FICHES``, ``REGLES``, ``TRAITEMENTS``, ``CHAMPS``,
``LECTURES``); this module puts the pieces together without knowing any app. The public notice, the register of
processing, ``docs/donnees-personnelles.md``, a person's export and the nightly purge all read the result.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.models import Field, Model, QuerySet

# A field about nobody; a text where nobody should be named, and whose screen says so.
AUCUNE, LIBRE = "aucune", "libre"


class Sort(Enum):
    """What becomes of a row whose time has come."""

    EFFACE = "effacé"
    ANONYMISE = "anonymisé"
    GESTE = "retiré par une personne, sur demande ou à la revue"
    GARDE = "gardé : personne n’est désigné"


@dataclass(frozen=True)
class Traitement:
    """A line of the register (article 30): a purpose, its legal basis, and who receives the data."""

    code: str
    intitule: str
    finalite: str
    base: str
    destinataires: str


@dataclass(frozen=True)
class Regle:
    """How long: ``titre`` and ``phrase`` are what people read; ``lignes`` finds what is due, ``appliquer`` forgets it.

    ``lignes`` is given the last day that is forgotten no more: what counts from before it is due. Where no date
    tells, ``revue`` says who looks at it and when.
    """

    code: str
    titre: str
    phrase: str
    sort: Sort
    depart: str = ""
    revue: str = ""
    mois: int = 0
    jours: int = 0
    lignes: Callable[[date], QuerySet] | None = None
    appliquer: Callable[[QuerySet], int] | None = None

    @property
    def automatique(self) -> bool:
        return self.lignes is not None

    def seuil(self, jour: date) -> date:
        return il_y_a(jour, mois=self.mois, jours=self.jours)

    def echues(self, jour: date) -> QuerySet:
        return self.lignes(self.seuil(jour))


@dataclass(frozen=True)
class Fiche:
    """Some people and what is kept about them, in the words of the public notice."""

    code: str
    personnes: str
    donnees: str
    pourquoi: str
    vues_par: str
    regle: str
    traitement: str


@dataclass(frozen=True)
class Registre:
    """All that the apps declare. ``champs``: by model label, the class of each field."""

    traitements: dict[str, Traitement]
    fiches: dict[str, Fiche]
    regles: dict[str, Regle]
    champs: dict[str, dict[str, str]]
    lectures: dict[str, tuple[str, str | None]]

    def personnels(self, modele: type[Model]) -> list[Field]:
        """The fields of ``modele`` that are about somebody."""
        classes = self.champs.get(modele._meta.label, {})
        return [champ for champ in champs_de(modele) if classes.get(champ.name) in self.fiches]

    def modeles(self, fiche: str) -> dict[str, list[str]]:
        """Where a fiche is kept: the names of its fields, by model."""
        lieux = {
            modele: [c for c, classe in champs.items() if classe == fiche] for modele, champs in self.champs.items()
        }
        return {modele: champs for modele, champs in lieux.items() if champs}


def champs_de(modele: type[Model]) -> list[Field]:
    """The fields that are kept, but for automatic keys."""
    champs = (*modele._meta.concrete_fields, *modele._meta.many_to_many)
    return [champ for champ in champs if not (champ.primary_key and champ.get_internal_type().endswith("AutoField"))]


@cache
def registre() -> Registre:
    """What the ``rgpd`` modules of the installed apps declare, from the lowest to the highest."""
    modules = [import_module(nom) for nom in _modules()]
    return Registre(
        traitements=_par_code(modules, "TRAITEMENTS"),
        fiches=_par_code(modules, "FICHES"),
        regles=_par_code(modules, "REGLES"),
        champs={modele: _champs(classes) for m in modules for modele, classes in m.CHAMPS.items()},
        lectures={nom: page for m in modules for nom, page in getattr(m, "LECTURES", {}).items()},
    )


def _modules() -> Iterable[str]:
    noms = (f"{app.name}.rgpd" for app in apps.get_app_configs() if app.name != "socle")
    return [nom for nom in noms if find_spec(nom)]


def _par_code(modules: Iterable, attribut: str) -> dict:
    return {objet.code: objet for module in modules for objet in getattr(module, attribut, ())}


def _champs(classes: dict[str, str]) -> dict[str, str]:
    """From « class: names of fields » to « field: class »."""
    return {champ: classe for classe, champs in classes.items() for champ in champs.split()}


def il_y_a(jour: date, *, mois: int = 0, jours: int = 0) -> date:
    """The same day so many months before, or the last of its month when there is no such day."""
    rang = jour.year * 12 + jour.month - 1 - mois
    annee, numero = divmod(rang, 12)
    dernier = monthrange(annee, numero + 1)[1]
    return date(annee, numero + 1, min(jour.day, dernier)) - timedelta(days=jours)
