"""How an indicator is declared: a numerator and, for a rate, a denominator, both sums of counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from comptes.permissions import Permission


class Registre(Enum):
    """The three registers of the contract's evaluation."""

    EFFECTIVITE = "effectivité"
    EFFICACITE = "efficacité"
    IMPACT = "impact"


class Unite(Enum):
    """How a value is printed."""

    PERSONNES = "personnes"
    PARTICIPATIONS = "participations"
    REUNIONS = "réunions"
    POURCENT = "%"
    JOURS = "jours"
    SESSIONS = "sessions"
    HEURES = "heures"
    POINTS = "points"
    ACTES = "actes"
    INITIATIVES = "initiatives"
    REPONSES = "réponses"
    PROPOSITIONS = "propositions"
    MESURES = "mesures"
    EUROS = "€"
    PARTENAIRES = "partenaires"
    POUR_MILLE = "pour 1 000 habitants"
    ETAT = "état"

    @property
    def decimales(self) -> int:
        if self is Unite.EUROS:
            return 2
        return 1 if self in (Unite.JOURS, Unite.HEURES, Unite.POINTS, Unite.POUR_MILLE) else 0


class Famille(Enum):
    """Where the dashboard and the bilan place the indicator."""

    COMPOSITION = "Composition du groupe moteur"
    VIE = "Vie du conseil"
    FORMATION = "Formation et autonomie"
    PAROLE = "Parole du conseil"
    INSTANCES = "Place dans les instances"
    INITIATIVES = "Initiatives et moyens"
    ACCOMPAGNEMENT = "Accompagnement"
    CONTRAT = "Contrat de ville et quartiers"

    @property
    def code(self) -> str:
        """Its name in an address."""
        return self.name.lower()


@dataclass(frozen=True)
class Terme:
    """A count inside a formula: one mesure, narrowed to some details or sexes, added or subtracted."""

    cle: str
    details: tuple[str, ...] | None = None
    sexes: tuple[str, ...] | None = None
    signe: int = 1


Formule = tuple[Terme, ...]


@dataclass(frozen=True)
class Indicateur:
    """One declared figure.

    ``inconnus`` counts the people left out of a rate for want of an answer. ``sexue``: the same formula
    is also given for women, for men and for non renseigné. ``diviseur`` turns the numerator into its
    unit. ``mediane``: the value is the middle of the delays that the numerator holds, not their sum.
    ``reponses_min``: under that many answers a mean could be somebody's, and is not told. ``permission``:
    who may read it on a screen, beyond those who read the figures. ``reference`` is the contract's own
    reference value, printed beside the figure, never a target. ``etats``: a conseil is in one of these
    states rather than worth a number. ``de_paris``: has no value for one conseil. ``par_quartier``: has one
    for each QPV. ``non_calculable``: why it cannot be worked out, where nothing can be counted.
    """

    code: str
    libelle: str
    definition: str
    source: str
    famille: Famille
    registre: Registre
    unite: Unite
    numerateur: Formule
    denominateur: Formule | None = None
    inconnus: Formule = ()
    sexue: bool = False
    diviseur: int = 1
    reponses_min: int = 0
    reference: str = ""
    court: str = ""
    mediane: bool = False
    permission: Permission | None = None
    etats: tuple[tuple[str, Formule], ...] = ()
    de_paris: bool = False
    par_quartier: bool = False
    non_calculable: str = ""

    @property
    def facteur(self) -> int:
        """A share is printed out of a hundred; a mean on its own scale."""
        return {Unite.POURCENT: 100, Unite.ETAT: 100, Unite.POUR_MILLE: 1000}.get(self.unite, 1)

    @property
    def du_conseil(self) -> bool:
        """Whether one conseil has a value, in numbers or in words."""
        return not (self.de_paris or self.non_calculable)

    @property
    def chiffre(self) -> bool:
        """Whether that value is a number: what a map, a chart or a bilan can print."""
        return self.du_conseil and not self.etats

    @property
    def termes(self) -> Formule:
        """Every count it rests on."""
        etats = tuple(terme for _, formule in self.etats for terme in formule)
        return (*self.numerateur, *(self.denominateur or ()), *self.inconnus, *etats)

    @property
    def titre_court(self) -> str:
        return self.court or self.libelle


def termes(*cles: str, **options) -> Formule:
    return tuple(Terme(cle, **options) for cle in cles)
