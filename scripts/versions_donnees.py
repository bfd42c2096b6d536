"""Fill every table of a past version, from its own models: rows that the base of that day agrees to hold.

Values are drawn, always the same: what a field may hold, a link to a row that exists, or nothing where nothing is
allowed. A row that a constraint refuses is drawn again, which finds what most constraints want without telling it
twice; ``VALEURS`` says the rest.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from random import Random

from django.apps.registry import Apps
from django.db import DatabaseError, models, transaction

ESSAIS = 4_000
# Forty weeks of this year: seals that hold for some months hold.
_AUJOURD_HUI = datetime.now(UTC).date()
LUNDI = _AUJOURD_HUI - timedelta(days=_AUJOURD_HUI.weekday(), weeks=41)

Modele = type[models.Model]
SANS_SUITE = dict.fromkeys(("structure_acteur", "structure_partenaire", "nee_de_decision", "nee_d_expression")) | {
    "route": "porte_directement",
    "motif": "",
}
EVALUEE = {"etat": "evaluee", "debut": LUNDI, "fin": LUNDI, "resultat": "atteint", "apprentissage": "appris"}
PUBLIE = {"etat": "publie", "html": "<p>figée</p>", "donnees": "{}"}
IDEE = {"etat": "idee", "fin": None, "resultat": "", "apprentissage": ""}


# What chance does not find, or too seldom, for the row of each rank: what migrations look for among the data, and
# rows that are sealed. Fields that a version does not have are passed over.
VALEURS: dict[str, Callable[[int], dict]] = {
    "animateurs.typeactivite": lambda rang: {} if rang else {"code": "autre"},
    "conseils.conseilcitoyen": lambda rang: {"structure_porteuse": f"Les Amis du {rang}"} if rang % 2 else {},
    "conseils.initiative": lambda rang: SANS_SUITE | (IDEE if rang % 2 else EVALUEE),
    "conseils.procesverbal": lambda rang: {} if rang % 2 else {"etat": "approuve"},
    # A year each: a document that no conseil asked for (NULL) could not be asked twice, which no constraint said yet.
    "reporting.rapport": lambda rang: {"exercice": 2015 + rang} | ({} if rang % 2 else PUBLIE),
    "territoires.arrondissement": lambda rang: {"numero": rang + 1},
}


@dataclass(frozen=True)
class Tirage:
    """What a value is drawn from: the field, a number that does not come twice, and chance."""

    champ: models.Field
    n: int
    hasard: Random


class Remplisseur:
    """Rows for the models of one state. The same state gets the same rows, their dates apart."""

    def __init__(self, apps: Apps, applications: Collection[str], combien: int) -> None:
        self.combien = combien
        siens = [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in applications]
        # The tables of the many-to-many fields last: they link rows that are there.
        self.modeles = sorted(siens, key=lambda modele: bool(modele._meta.auto_created))
        self.hasard = Random(len(self.modeles))  # noqa: S311  no secret: the same rows each time
        self.numeros = count(1)
        self.lignes: dict[str, list[models.Model]] = defaultdict(list)

    def remplir(self) -> int:
        """Fill, and return how many rows there are."""
        for modele in self.modeles:
            while len(self.lignes[modele._meta.label_lower]) < self.combien:
                self.creer(modele)
        return sum(map(len, self.lignes.values()))

    def creer(self, modele: Modele) -> models.Model:
        siennes = self.lignes[modele._meta.label_lower]
        dicter = VALEURS.get(modele._meta.label_lower)
        dictee = dicter(len(siennes)) if dicter else {}
        for _ in range(ESSAIS):
            objet = modele(**self._valeurs(modele, dictee))
            try:
                with transaction.atomic():
                    objet.save(force_insert=True)
            except DatabaseError as erreur:
                refus = erreur
            else:
                siennes.append(objet)
                return objet
        raise LookupError(f"{modele._meta.label} : aucune ligne trouvée, dites-en une dans VALEURS ({refus})")

    def _valeurs(self, modele: Modele, dictee: dict) -> dict:
        champs = [champ for champ in modele._meta.concrete_fields if not isinstance(champ, models.AutoField)]
        return {champ.name: dictee[champ.name] if champ.name in dictee else self._valeur(champ) for champ in champs}

    def _valeur(self, champ: models.Field) -> object:
        """Nothing, the default, or something: each in its turn where it is allowed."""
        if champ.null and self._pile():
            return None
        if champ.is_relation:
            return self._lien(champ)
        if champ.has_default() and self._pile():
            return champ.get_default()
        return self._texte_ou_nombre(champ)

    def _pile(self) -> bool:
        return self.hasard.random() < 0.5

    def _texte_ou_nombre(self, champ: models.Field) -> object:
        if champ.choices:
            return self.hasard.choice([cle for cle, _ in champ.flatchoices])
        if champ.blank and champ.empty_strings_allowed and self._pile():
            return ""
        return self._quelconque(champ)

    def _lien(self, champ: models.ForeignKey) -> models.Model | None:
        """A row that exists, and that this field does not hold yet when each may be held once; else a new one.

        Only a link that is required makes a row: these lead in no circle.
        """
        vers = champ.remote_field.model
        siennes = self.lignes[vers._meta.label_lower]
        prises = self._prises(champ) if champ.unique else set()
        libres = [ligne for ligne in siennes if ligne.pk not in prises]
        if not champ.null and (not libres or len(siennes) < self.combien):
            return self.creer(vers)
        return self.hasard.choice(libres) if libres else None

    def _prises(self, champ: models.ForeignKey) -> set:
        return {getattr(ligne, champ.attname) for ligne in self.lignes[champ.model._meta.label_lower]}

    def _quelconque(self, champ: models.Field) -> object:
        for sorte, tirer in SORTES.items():
            if isinstance(champ, sorte):
                return tirer(Tirage(champ, next(self.numeros), self.hasard))
        raise LookupError(f"{champ} : dites dans SORTES ce que contient un {type(champ).__name__}")


def _mot(tirage: Tirage) -> str:
    """Accents, an apostrophe, and no two alike."""
    return f"{tirage.n} é l’{tirage.champ.name}"[: tirage.champ.max_length]


def _entier(tirage: Tirage) -> int:
    """Small enough for the narrowest column."""
    seul = tirage.n % 30_000
    return seul if tirage.champ.unique else tirage.hasard.choice([0, 1, 2, 3, 6, 12, 30, 2026, seul])


def _jour(tirage: Tirage) -> date:
    """A Monday, one time in two."""
    return LUNDI + timedelta(days=tirage.hasard.choice([7 * (tirage.n % 40), tirage.n % 280]))


def _instant(tirage: Tirage) -> datetime:
    return datetime.combine(_jour(tirage), time(9, tirage.n % 60), tzinfo=UTC)


# The narrower kind before the wider one.
SORTES: dict[type[models.Field], Callable[[Tirage], object]] = {
    models.DateTimeField: _instant,
    models.DateField: _jour,
    models.TimeField: lambda tirage: time(tirage.n % 24, 30),
    models.DurationField: lambda tirage: timedelta(minutes=tirage.n),
    models.BooleanField: lambda tirage: tirage.hasard.random() < 0.5,
    models.DecimalField: lambda tirage: Decimal(tirage.n % 10),
    models.FloatField: lambda tirage: tirage.n / 4,
    models.IntegerField: _entier,
    models.UUIDField: lambda tirage: uuid.UUID(int=tirage.n),
    models.JSONField: lambda tirage: {"n": tirage.n},
    models.BinaryField: lambda tirage: bytes([tirage.n % 256]),
    models.EmailField: lambda tirage: f"e{tirage.n}@exemple.invalid",
    models.URLField: lambda tirage: f"https://exemple.invalid/{tirage.n}",
    models.SlugField: lambda tirage: f"s{tirage.n}",
    models.GenericIPAddressField: lambda tirage: f"192.0.2.{tirage.n % 256}",
    models.FileField: lambda tirage: f"essai/{tirage.n}.pdf",
    models.CharField: _mot,
    models.TextField: _mot,
}
