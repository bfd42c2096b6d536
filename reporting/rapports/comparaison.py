"""What differs between two sets of frozen data of one kind, figure by figure and record by record.

It walks any two instances of the same data class. Lines of a list are matched by what names them (a number, a
code, a date and a title), so that one more meeting is one addition and not a shift of all that follow.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from reporting.rapports.libelles import libelle
from socle.templatetags.typographie import date_fr, nombre

# What names a line: one of these alone, or all of those together.
NUMEROS = ("code", "numero")
NOMS = ("titre", "intitule", "instance", "libelle", "institution", "nom", "chiffre", "action", "date", "debut", "le")
# An indicator prints itself, with its unit and with what is too small to be told.
TEXTES = {"valeur": "texte", "avant": "texte_avant"}
MASQUES = ("masque", "avant_masque")


@dataclasses.dataclass(frozen=True)
class Difference:
    """One figure or one record. ``avant``: ``None`` when the record was not there; ``apres``: when it no longer is.

    ``chapitre`` is the part of the document, ``objet`` the record or the figure, ``champ`` what changed in it
    (empty when the whole record came or went).
    """

    chapitre: str
    objet: str
    champ: str
    avant: str | None
    apres: str | None

    @property
    def nature(self) -> str:
        if self.avant is None:
            return "ajout"
        return "retrait" if self.apres is None else "changement"

    @property
    def quoi(self) -> str:
        """The record and what changed in it, in one phrase."""
        return ", ".join(partie for partie in (self.objet, self.champ) if partie) or self.chapitre


@dataclasses.dataclass(frozen=True)
class Paire:
    """A figure on both sides, changed or not. ``None``: one side does not know it."""

    libelle: str
    a: str | None
    b: str | None

    @property
    def change(self) -> bool:
        return self.a != self.b


def comparer(avant: Any, apres: Any) -> tuple[Difference, ...]:
    """Every difference, in the order of the document, each one once."""
    vues: dict[tuple, Difference] = {}
    for champ in dataclasses.fields(avant):
        chapitre = _majuscule(libelle(champ))
        for ecart in _ecarts(chapitre, "", "", getattr(avant, champ.name), getattr(apres, champ.name)):
            vues.setdefault((ecart.objet or ecart.chapitre, ecart.champ, ecart.avant, ecart.apres), ecart)
    return tuple(vues.values())


def chiffres(avant: Any, apres: Any) -> list[Paire]:
    """The indicators of both, side by side, in the order of the document."""
    a, b = _indicateurs(avant), _indicateurs(apres)
    return [Paire(nom, a.get(nom), b.get(nom)) for nom in a | b]


def _indicateurs(donnees: Any) -> dict[str, str]:
    suites = (getattr(donnees, champ.name) for champ in dataclasses.fields(donnees))
    lignes = (ligne for suite in suites if isinstance(suite, tuple) for ligne in suite)
    return {ligne.libelle: ligne.texte for ligne in lignes if hasattr(ligne, "texte_avant")}


def _ecarts(chapitre: str, objet: str, champ: str, a: Any, b: Any) -> Iterator[Difference]:
    if a == b:
        return
    if isinstance(a, tuple) and isinstance(b, tuple):
        yield from _ecarts_des_lignes(chapitre, objet, champ, a, b)
    elif dataclasses.is_dataclass(a) and type(a) is type(b):
        yield from _ecarts_des_champs(chapitre, objet, a, b)
    elif dataclasses.is_dataclass(a) or dataclasses.is_dataclass(b):
        yield Difference(chapitre, objet, champ, _resume(a), _resume(b))
    else:
        yield Difference(chapitre, objet, champ, _imprimer(a), _imprimer(b))


def _ecarts_des_champs(chapitre: str, objet: str, a: Any, b: Any) -> Iterator[Difference]:
    indicateur = hasattr(a, "texte")
    for champ in dataclasses.fields(a):
        nom = champ.name
        if indicateur and nom in MASQUES:
            continue
        lu = TEXTES.get(nom, nom) if indicateur else nom
        # The value of a figure needs no other name than the figure's.
        titre = "" if lu == "texte" else libelle(champ)
        yield from _ecarts(chapitre, objet, titre, getattr(a, lu, None), getattr(b, lu, None))


def _ecarts_des_lignes(chapitre: str, objet: str, champ: str, a: tuple, b: tuple) -> Iterator[Difference]:
    avant, apres = _par_cle(a), _par_cle(b)
    for cle in avant | apres:
        x, y = avant.get(cle), apres.get(cle)
        ligne = _nom(x if y is None else y) or _rang(cle)
        if x is None or y is None:
            parent = ", ".join(partie for partie in (objet, champ) if partie)
            nom = f"{parent} : {ligne}" if parent else ligne
            yield Difference(chapitre, nom, "", _resume(x), _resume(y))
        else:
            yield from _ecarts(chapitre, f"{objet}, {ligne}" if objet else ligne, "", x, y)


def _par_cle(lignes: tuple) -> dict[tuple, Any]:
    """Each line under what names it; the second of two with the same name is told from the first."""
    vues: Counter = Counter()
    rangees = {}
    for ligne in lignes:
        cle = _cle(ligne)
        vues[cle] += 1
        rangees[*cle, vues[cle]] = ligne
    return rangees


def _cle(ligne: Any) -> tuple:
    if not dataclasses.is_dataclass(ligne):
        return (ligne,)
    seul = next((valeur for nom in NUMEROS if (valeur := getattr(ligne, nom, None))), None)
    return (seul,) if seul else tuple(getattr(ligne, nom) for nom in NOMS if hasattr(ligne, nom))


def _nom(ligne: Any) -> str:
    """« Assemblée de rentrée, 5 mai 2026 »."""
    if not dataclasses.is_dataclass(ligne):
        return _imprimer(ligne)
    valeurs = (getattr(ligne, nom, None) for nom in ("numero", *NOMS))
    return ", ".join(_imprimer(valeur) for valeur in valeurs if valeur)


def _rang(cle: tuple) -> str:
    return f"ligne {cle[-1]}"


def _resume(ligne: Any) -> str | None:
    """What a record holds besides its name, in short."""
    if ligne is None:
        return None
    if not dataclasses.is_dataclass(ligne):
        return _imprimer(ligne)
    if hasattr(ligne, "texte"):
        return ligne.texte
    champs = [c for c in dataclasses.fields(ligne) if c.name not in (*NUMEROS, *NOMS)]
    dits = ((libelle(c), getattr(ligne, c.name)) for c in champs)
    return " ; ".join(f"{nom} : {_imprimer(v)}" for nom, v in dits if v not in (None, "", ()) and _simple(v)) or "oui"


def _simple(valeur: Any) -> bool:
    return not isinstance(valeur, tuple) and not dataclasses.is_dataclass(valeur)


def _imprimer(valeur: Any) -> str:
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, date):
        return date_fr(valeur)
    if isinstance(valeur, int | Decimal):
        return nombre(valeur, 0 if valeur == int(valeur) else 2)
    return valeur or "–"


def _majuscule(texte: str) -> str:
    return texte[:1].upper() + texte[1:]
