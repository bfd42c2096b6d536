"""``docs/exigences.csv`` says what became of each requirement; what it names must exist."""

import ast
import csv
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parent.parent
ETATS = {"tenue", "partielle", "prevue", "ecartee"}


def lignes() -> list[dict[str, str]]:
    with (RACINE / "docs/exigences.csv").open(encoding="utf-8", newline="") as fichier:
        return list(csv.DictReader(fichier, delimiter=";"))


def fonctions_de_test(chemin: str) -> set[str]:
    """Names of the test functions of a file, in classes too; empty when there is no such file."""
    fichier = RACINE / chemin
    if not fichier.is_file():
        return set()
    noeuds = ast.walk(ast.parse(fichier.read_text(encoding="utf-8")))
    return {noeud.name for noeud in noeuds if isinstance(noeud, ast.FunctionDef) and noeud.name.startswith("test_")}


def test_three_hundred_requirements_once_each():
    assert [ligne["numero"] for ligne in lignes()] == [f"R{numero:03d}" for numero in range(1, 301)]


def test_every_row_has_a_wording_and_a_known_state():
    assert [ligne["numero"] for ligne in lignes() if not ligne["libelle"] or ligne["etat"] not in ETATS] == []


def test_every_place_exists():
    assert [ligne["numero"] for ligne in lignes() if not (RACINE / ligne["ou"]).exists()] == []


def test_every_test_exists():
    nommes = [(ligne["numero"], *ligne["test"].split("::")) for ligne in lignes() if ligne["test"]]
    assert [numero for numero, chemin, nom in nommes if nom not in fonctions_de_test(chemin)] == []


@pytest.mark.parametrize(
    ("etat", "colonnes"),
    [
        ("tenue", ["ou", "test"]),
        ("partielle", ["ou", "remarque"]),  # what is missing
        ("prevue", ["remarque"]),  # when it will come
        ("ecartee", ["remarque"]),  # why
    ],
)
def test_a_state_says_what_it_must(etat, colonnes):
    incompletes = [
        (ligne["numero"], colonne)
        for ligne in lignes()
        for colonne in colonnes
        if ligne["etat"] == etat and not ligne[colonne]
    ]
    assert incompletes == []


def test_what_is_planned_belongs_to_a_chantier():
    """The remark begins with « its chantier », a heading of docs/chantiers.md."""
    chantiers = (RACINE / "docs/chantiers.md").read_text(encoding="utf-8")
    themes = {
        ligne["remarque"].partition(" »")[0].removeprefix("« ") for ligne in lignes() if ligne["etat"] == "prevue"
    }
    assert [theme for theme in themes if f"## {theme}\n" not in chantiers] == []
