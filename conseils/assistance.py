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
    deja_venus: Ligne | None
    premieres: Ligne
    provenances: tuple[tuple[str, int], ...]

    @property
    def public(self) -> int:
        return self.ages.ensemble.total

    @property
    def total(self) -> int:
        return self.membres.total + self.public


def assistance(reunion: Reunion) -> Assistance:
    """Count the people of a meeting, in six queries whatever their number."""
    eloignements = list(reunion.eloignements.all())
    presents = Membre.objects.presents_a(reunion)
    return Assistance(
        attendus=reunion.conseil.membres.en_mandat_le(reunion.date).count(),
        membres=_ligne("Membres présents", presents.par_sexe()),
        ages=croiser(TrancheAge, reunion.publics.par_sexe_et_age()),
        reponses=_ligne("Ont répondu", _par_sexe(eloignements, "reponses")),
        eloignes=_ligne("dont éloignés", _par_sexe(eloignements, "eloignes")),
        deja_venus=_deja_venus(eloignements),
        premieres=_ligne("Pour la première fois", reunion.premieres.values_list("sexe", "nombre")),
        provenances=tuple(reunion.provenances.values_list("quartier__nom", "nombre")),
    )


def _deja_venus(eloignements: Iterable[ComptageEloignes]) -> Ligne | None:
    """``None`` when the question was put to nobody: not asked is not zero."""
    connus = [comptage for comptage in eloignements if comptage.deja_venus is not None]
    return _ligne("dont déjà venus", _par_sexe(connus, "deja_venus")) if connus else None


def _par_sexe(eloignements: Iterable[ComptageEloignes], champ: str) -> list[tuple[str, int]]:
    return [(comptage.sexe, getattr(comptage, champ)) for comptage in eloignements]


def _ligne(libelle: str, comptes: Iterable[tuple[str, int]]) -> Ligne:
    par_sexe = dict(comptes)
    return Ligne(libelle, *(par_sexe.get(sexe, 0) for sexe in Sexe.values))
