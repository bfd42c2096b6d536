"""Who was trained and what they declare, in counts. No name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from conseils.models import CompetencesDeclarees, ComptageFormation, DelegationFormation, Membre, Sexe
from conseils.models.formations import CENTIEMES
from conseils.tableaux import Ligne, Tableau, croiser

# Under that many answers, a mean could be somebody's answer: only who entered it reads it.
REPONSES_MIN = 5


@dataclass(frozen=True)
class Competences:
    """Answers of one sex, or of all: means are made from sums, here and only to be printed."""

    libelle: str
    reponses: int = 0
    somme_avant: int = 0
    somme_apres: int = 0

    @property
    def avant(self) -> Decimal | None:
        return self._moyenne(self.somme_avant)

    @property
    def apres(self) -> Decimal | None:
        return self._moyenne(self.somme_apres)

    @property
    def ecart(self) -> Decimal | None:
        return self._moyenne(self.somme_apres - self.somme_avant)

    @property
    def communicable(self) -> bool:
        return self.reponses >= REPONSES_MIN

    def _moyenne(self, somme: int) -> Decimal | None:
        return Decimal(somme) / (self.reponses * CENTIEMES) if self.reponses else None


@dataclass(frozen=True)
class Apprentissage:
    """``membres``: members trained; ``autres``: other people by public; ``competences``: by sex."""

    membres: Ligne
    autres: Tableau
    competences: tuple[Competences, ...]
    ensemble: Competences

    @property
    def lignes(self) -> tuple[Ligne, ...]:
        return (self.membres, *self.autres.lignes)

    @property
    def tableau(self) -> Tableau:
        return Tableau(self.lignes)

    @property
    def total(self) -> int:
        return self.membres.total + self.autres.ensemble.total


def apprentissage(delegation: DelegationFormation) -> Apprentissage:
    """Count what one conseil's part in a formation gave, in three queries."""
    declarees = list(delegation.competences.all())
    formes = dict(Membre.objects.filter(formations__delegation=delegation).par_sexe())
    comptages = delegation.comptages.values_list("public", "sexe", "nombre")
    return Apprentissage(
        membres=Ligne("Membres du conseil", *(formes.get(sexe, 0) for sexe in Sexe.values)),
        autres=croiser(ComptageFormation.Public, comptages),
        competences=tuple(_competences(sexe.label, [c for c in declarees if c.sexe == sexe]) for sexe in Sexe),
        ensemble=_competences("Ensemble", declarees),
    )


def _competences(libelle: str, declarees: Iterable[CompetencesDeclarees]) -> Competences:
    declarees = list(declarees)
    sommes = (sum(getattr(c, champ) for c in declarees) for champ in ("reponses", "somme_avant", "somme_apres"))
    return Competences(libelle, *sommes)
