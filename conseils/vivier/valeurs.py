"""What a cell of a list means: sex, age band, quartier, collège. Raises ``ValueError`` fit for the screen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from conseils.models import Mandat, Sexe, TrancheAge
from conseils.vivier.colonnes import aplatir
from socle.entiers import entier
from territoires.models import Quartier

INCONNU = {"", "n", "nr", "nc", "nsp", "autre", "inconnu", "nonrenseigne", "x"}
SEXES = {
    **dict.fromkeys(("f", "femme", "femmes", "feminin", "fille", "mme", "madame", "mlle", "mademoiselle"), Sexe.FEMME),
    **dict.fromkeys(("h", "homme", "hommes", "m", "masculin", "garcon", "mr", "monsieur"), Sexe.HOMME),
    **dict.fromkeys(INCONNU, Sexe.NON_RENSEIGNE),
}
COLLEGES = {
    **dict.fromkeys(("", "habitants", "habitant", "habitante", "h", "citoyen", "citoyens"), Mandat.College.HABITANTS),
    **dict.fromkeys(
        ("acteurs", "acteur", "actrice", "acteurslocaux", "acteurlocal", "association", "a"), Mandat.College.ACTEURS
    ),
}
# The first age of each band, oldest first.
BORNES = (
    (60, TrancheAge.PLUS_60),
    (40, TrancheAge.DE_40_A_59),
    (26, TrancheAge.DE_26_A_39),
    (18, TrancheAge.DE_18_A_25),
    (0, TrancheAge.MOINS_18),
)
TRANCHES = {
    **{aplatir(valeur): tranche for tranche in TrancheAge for valeur in (tranche.value, tranche.label)},
    # Flattened, « -18 » is an age like another: the band is told by its words.
    **dict.fromkeys(("60etplus", "plusde60ans", "plusde60"), TrancheAge.PLUS_60),
    **dict.fromkeys(("moinsde18", "mineur", "mineure"), TrancheAge.MOINS_18),
    **dict.fromkeys(INCONNU, TrancheAge.NON_RENSEIGNE),
}
AGE_MAX = 120
PREMIERE_ANNEE = 1900


def sexe(cellule: str) -> Sexe:
    try:
        return SEXES[aplatir(cellule)]
    except KeyError:
        raise ValueError(f"sexe « {cellule} » non reconnu (F, H, femme, homme, ou vide)") from None


def college(cellule: str) -> Mandat.College:
    try:
        return COLLEGES[aplatir(cellule)]
    except KeyError:
        raise ValueError(f"collège « {cellule} » non reconnu (habitants ou acteurs locaux)") from None


def quartier(cellule: str, connus: Mapping[str, Quartier]) -> Quartier | None:
    """``connus`` gives the perimeter by flattened code and name (see ``index_des_quartiers``)."""
    cle = aplatir(cellule)
    if cle in INCONNU:
        return None
    if cle not in connus:
        raise ValueError(f"quartier « {cellule} » absent du périmètre du conseil (son nom, son code, ou vide)")
    return connus[cle]


def index_des_quartiers(quartiers) -> dict[str, Quartier]:
    return {aplatir(nom): q for q in quartiers for nom in (q.code, q.nom)}


def tranche_age(cellule: str, jour: date) -> TrancheAge:
    """From an age, a band, a year or a date of birth: nothing finer than the band is kept."""
    if cellule == TrancheAge.MOINS_18:
        return TrancheAge.MOINS_18
    if (nombre := entier(cellule)) is not None:
        return _tranche(_age(nombre, jour), cellule)
    if ne_le := _date(cellule):
        anniversaire_passe = (jour.month, jour.day) >= (ne_le.month, ne_le.day)
        return _tranche(jour.year - ne_le.year - (not anniversaire_passe), cellule)
    texte = aplatir(cellule)
    if texte not in TRANCHES:
        raise ValueError(f"âge « {cellule} » non reconnu (34, 26-39, 1992 ou 05/03/1992)")
    return TRANCHES[texte]


def _age(nombre: int, jour: date) -> int:
    return jour.year - nombre if nombre >= PREMIERE_ANNEE else nombre


def _tranche(age: int, cellule: str) -> TrancheAge:
    if not 0 <= age <= AGE_MAX:
        raise ValueError(f"âge « {cellule} » impossible : vérifiez le nombre ou l'année")
    return next(tranche for premier, tranche in BORNES if age >= premier)


def _date(cellule: str) -> date | None:
    """A date, if the cell has the shape of one. A shape without a day (31 February) is refused."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cellule):
        forme = "%Y-%m-%d"
    elif re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", cellule):
        forme = "%d/%m/%Y"
    else:
        return None
    try:
        return datetime.strptime(cellule, forme).date()  # noqa: DTZ007  a day has no time zone
    except ValueError:
        raise ValueError(f"date « {cellule} » : ce jour n'existe pas") from None
