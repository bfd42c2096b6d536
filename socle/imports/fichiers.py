"""Reading one CSV file: UTF-8, semicolons, exactly the expected columns. All the errors, or the lines."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SEPARATEUR = ";"


class FichierRefuse(Exception):
    """A file is refused whole. ``erreurs`` are French sentences that begin with their line number."""

    def __init__(self, fichier: str, erreurs: Sequence[str]) -> None:
        self.fichier = fichier
        self.erreurs = list(erreurs)
        super().__init__(f"{fichier} : fichier refusé, rien n'a été écrit.\n" + "\n".join(f"  {e}" for e in erreurs))


@dataclass(frozen=True)
class Ligne:
    """One record: the line of the file where it begins, and its cells by column."""

    numero: int
    cellules: dict[str, str]


def lire_lignes(chemin: Path, colonnes: Sequence[str]) -> list[Ligne]:
    """Read the records of a file. Raises ``FichierRefuse`` with everything that is wrong in its form."""
    enregistrements = _enregistrements(chemin, _texte(chemin))
    _, entete = next(enregistrements, (1, []))
    if erreurs := _erreurs_entete(entete, colonnes):
        raise FichierRefuse(chemin.name, erreurs)
    lignes, erreurs = [], []
    for numero, cellules in enregistrements:
        if len(cellules) == len(entete):
            lignes.append(Ligne(numero, dict(zip(entete, map(str.strip, cellules), strict=True))))
        else:
            erreurs.append(f"ligne {numero} : {len(cellules)} cellules lues, {len(entete)} attendues")
    if erreurs:
        raise FichierRefuse(chemin.name, erreurs)
    return lignes


def _texte(chemin: Path) -> str:
    try:
        octets = chemin.read_bytes()
    except OSError:
        raise FichierRefuse(chemin.name, [f"fichier introuvable ou illisible dans {chemin.parent}"]) from None
    try:
        texte = octets.decode("utf-8-sig")  # spreadsheets begin UTF-8 files with a mark
    except UnicodeDecodeError as erreur:
        raise _pas_en_utf8(chemin, octets, erreur.start) from None
    if "\0" in texte:  # no text holds one, and PostgreSQL refuses it
        raise _pas_en_utf8(chemin, octets, octets.index(b"\0"))
    return texte


def _pas_en_utf8(chemin: Path, octets: bytes, position: int) -> FichierRefuse:
    numero = octets[:position].count(b"\n") + 1
    return FichierRefuse(
        chemin.name, [f"ligne {numero} : le fichier n'est pas en UTF-8 ; enregistrez-le dans ce codage"]
    )


def _enregistrements(chemin: Path, texte: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (first line, cells); a cell between quotes may span several lines, empty lines are skipped."""
    lecteur = csv.reader(io.StringIO(texte, newline=""), delimiter=SEPARATEUR, strict=True)
    debut = 1
    try:
        for cellules in lecteur:
            if cellules:
                yield debut, cellules
            debut = lecteur.line_num + 1
    except csv.Error:
        raise FichierRefuse(chemin.name, [f"ligne {debut} : guillemets mal fermés ou cellule démesurée"]) from None


def _erreurs_entete(entete: Sequence[str], colonnes: Sequence[str]) -> list[str]:
    if len(entete) == 1 and "," in entete[0]:
        return ["ligne 1 : les colonnes se séparent par des points-virgules, pas par des virgules"]
    erreurs = [f"ligne 1 : colonne manquante « {nom} »" for nom in colonnes if nom not in entete]
    erreurs += [f"ligne 1 : colonne inconnue « {nom} »" for nom in entete if nom not in colonnes]
    erreurs += [f"ligne 1 : colonne donnée deux fois « {nom} »" for nom in colonnes if entete.count(nom) > 1]
    return erreurs
