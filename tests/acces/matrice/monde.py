"""Who asks, and what there is to ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PUBLIC, TOUT_COMPTE = "public", "tout compte"
LUNDI, LUNDI_SANS_SEMAINE = date(2026, 11, 16), date(2026, 11, 30)
ABSENT = 20  # no conseil there, and no object of it
PK_ABSENT = 999_999


@dataclass(frozen=True)
class Persona:
    """Somebody of ``tests/personnes.py``, her role, where she holds it (``None``: all of Paris) and for whom.

    ``aussi``: a second role, elsewhere.
    """

    role: str | None
    arrondissement: int | None = None
    institution: str | None = None
    aussi: Persona | None = None


PERSONAS = {
    "coordinatrice": Persona("coordination"),
    "animatrice": Persona("animateur", 18),
    "prefecture": Persona("prefecture", institution="prefecture-de-paris"),
    "ville": Persona("ville", institution="ville-de-paris"),
    "partenaire": Persona("partenaire"),
    "lecteur": Persona("lecteur", 18),
    "bailleur": Persona("institution", institution="bailleurs-sociaux"),
    "administrateur": Persona("administration"),
    "personne_sans_droit": Persona(None),
    "lectrice_du_19e": Persona("animateur", 18, aussi=Persona("lecteur", 19)),
    "animatrice_et_ville": Persona("animateur", 18, aussi=Persona("ville", institution="ville-de-paris")),
}
# See there what they may not change: they alone tell whether a page asks for the right to act on its own object.
VOIENT_SANS_AGIR, AILLEURS = {"lectrice_du_19e", "animatrice_et_ville"}, 19
TITULAIRES = {18: "animatrice", 19: "animateur_du_19e"}


class Monde(dict):
    """The objects of the test by kind, then by arrondissement."""

    def pk(self, sorte: str, numero: int) -> int:
        return self[sorte][numero].pk if numero in self[sorte] else PK_ABSENT


@dataclass(frozen=True)
class Cible:
    """One object that an address may name. ``arrondissement`` is ``None`` when it does not exist."""

    nom: str
    cle: dict
    arrondissement: int | None
    publie: bool = True
    soumis: bool = False  # to the commanditaires
    institution: str | None = None  # to which it is addressed


EXERCICES = {18: 2026}  # that of the 19e is another, so that its address under the 18e names nothing
INSTITUTIONS = {18: "ville-de-paris", 19: "bailleurs-sociaux"}
