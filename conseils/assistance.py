"""Who came to a meeting, in counts. No name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conseils.models import ComptageEloignes, Membre, Reunion, Sexe, TrancheAge
from conseils.tableaux import Ligne, Tableau, croiser


@dataclass(frozen=True)
class Assistance:
    """``attendus``: members in mandate on the day. ``ages``: other people, by age band."""

    attendus: int
    membres: Ligne
    ages: Tableau
    reponses: Ligne
    eloignes: Ligne

    @property
    def public(self) -> int:
        return self.ages.ensemble.total

    @property
    def total(self) -> int:
        return self.membres.total + self.public


def assistance(reunion: Reunion) -> Assistance:
    """Count the people of a meeting, in four queries whatever their number."""
    eloignements = list(reunion.eloignements.all())
    presents = Membre.objects.presents_a(reunion)
    return Assistance(
        attendus=reunion.conseil.membres.en_mandat_le(reunion.date).count(),
        membres=_ligne("Membres présents", presents.par_sexe()),
        ages=croiser(TrancheAge, reunion.publics.par_sexe_et_age()),
        reponses=_ligne("Ont répondu", _par_sexe(eloignements, "reponses")),
        eloignes=_ligne("dont éloignés", _par_sexe(eloignements, "eloignes")),
    )


def _par_sexe(eloignements: Iterable[ComptageEloignes], champ: str) -> list[tuple[str, int]]:
    return [(comptage.sexe, getattr(comptage, champ)) for comptage in eloignements]


def _ligne(libelle: str, comptes: Iterable[tuple[str, int]]) -> Ligne:
    par_sexe = dict(comptes)
    return Ligne(libelle, *(par_sexe.get(sexe, 0) for sexe in Sexe.values))
