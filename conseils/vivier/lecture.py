"""From the lines of a file to people for the pool: all the errors, by line, or all the people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from conseils.vivier import valeurs
from conseils.vivier.colonnes import COLONNES, aplatir
from conseils.vivier.fichiers import Ligne
from socle.imports import FichierRefuse
from territoires.models import Quartier

LONGUEURS = {"nom": 80, "prenom": 80, "contact": 160}


@dataclass(frozen=True)
class Personne:
    """One line understood. ``cle`` tells namesakes, ``contact`` tells two entries of one person."""

    ligne: int
    nom: str
    prenom: str
    contact: str
    sexe: str
    tranche_age: str
    quartier: Quartier | None
    college: str

    @property
    def cle(self) -> str:
        return cle_du_nom(self.nom, self.prenom)


def cle_du_nom(nom: str, prenom: str) -> str:
    """The same for « Ana Da Silva » in one column or two, in any order, case or accents."""
    return " ".join(sorted(filter(None, (aplatir(mot) for mot in f"{nom} {prenom}".replace("-", " ").split()))))


@dataclass(frozen=True)
class Lecture:
    """How to read the lines: the columns named, the perimeter, the day that ages are counted on."""

    colonnes: Mapping[str, int | None]
    quartiers: Iterable[Quartier]
    jour: date

    def personnes(self, lignes: Sequence[Ligne]) -> tuple[list[Personne], list[str]]:
        """Everybody that could be read, and every error of the others, beginning with its line."""
        lecteurs = self._lecteurs()
        personnes, erreurs = [], []
        for numero, cellules in lignes[1:]:
            lues, fautes = self._ligne(cellules, lecteurs)
            erreurs += [f"ligne {numero} : {faute}" for faute in fautes]
            if not fautes:
                personnes.append(Personne(numero, **lues))
        return personnes, erreurs

    def _lecteurs(self) -> dict[str, Callable[[str], object]]:
        connus = valeurs.index_des_quartiers(self.quartiers)
        return {
            **{champ: partial(_texte, champ) for champ in LONGUEURS},
            "sexe": valeurs.sexe,
            "age": partial(valeurs.tranche_age, jour=self.jour),
            "quartier": partial(valeurs.quartier, connus=connus),
            "college": valeurs.college,
        }

    def _ligne(self, cellules: list[str], lecteurs: Mapping[str, Callable]) -> tuple[dict, list[str]]:
        lues, fautes = {}, []
        for colonne in COLONNES:
            try:
                lues["tranche_age" if colonne.champ == "age" else colonne.champ] = lecteurs[colonne.champ](
                    self._cellule(cellules, colonne.champ)
                )
            except ValueError as faute:
                fautes.append(str(faute))
        return lues, fautes

    def _cellule(self, cellules: list[str], champ: str) -> str:
        rang = self.colonnes.get(champ)
        return cellules[rang] if rang is not None and rang < len(cellules) else ""


def _texte(champ: str, cellule: str) -> str:
    if champ == "nom" and not cellule:
        raise ValueError("nom vide")
    if len(cellule) > LONGUEURS[champ]:
        raise ValueError(f"{champ} de plus de {LONGUEURS[champ]} caractères")
    return cellule


def erreurs_de_doublons(
    personnes: Sequence[Personne], deja: Mapping[str, set[str]], *, homonymes: bool
) -> Iterator[str]:
    """Namesakes within the file and with the pool (``deja``: contacts by key).

    ``homonymes`` says that namesakes are different people; the same name with the same contact stays refused.
    """
    vues: dict[str, dict[str, int]] = {}
    for personne in personnes:
        cle, contact = personne.cle, aplatir(personne.contact)
        memes = vues.setdefault(cle, {})
        if memes and (not homonymes or contact in memes):
            premiere = memes.get(contact, next(iter(memes.values())))
            yield f"ligne {personne.ligne} : même nom que la ligne {premiere}"
        elif cle in deja and (not homonymes or contact in deja[cle]):
            yield f"ligne {personne.ligne} : une personne de ce nom est déjà dans le vivier"
        memes.setdefault(contact, personne.ligne)


def exiger(fichier: str, erreurs: Sequence[str]) -> None:
    """Refuse the whole file when anything is wrong, its errors in the order of its lines."""
    if erreurs:
        raise FichierRefuse(fichier, sorted(erreurs, key=_numero))


def _numero(erreur: str) -> int:
    return int(erreur.removeprefix("ligne ").partition(" ")[0])
