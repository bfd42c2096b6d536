"""Open data: aggregates, described column by column, the same bytes for the same data."""

import csv
import io
import json
import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from reporting.confidentialite import NON_COMMUNIQUE
from reporting.exports.ouvertes import JEUX_OUVERTS, archive, fichiers
from tests import fabriques as f
from tests import personnes

JOUR = date(2026, 11, 18)
NOM = "Zébulon-Habitante"


@pytest.fixture
def publies(db):
    conseil = personnes.conseil(18)
    for sexe in "F" * 6 + "H" * 3:
        f.MandatFabrique(membre__conseil=conseil, membre__nom=NOM, membre__sexe=sexe, debut=date(2026, 2, 1))
    f.AvisFabrique(conseil=conseil, sujet_libre="La rue")
    f.BrouillonFabrique(conseil=conseil)
    f.SeanceFabrique(arrondissement=conseil.arrondissement, date=date(2026, 5, 4), statut="tenue")
    f.SeanceFabrique(arrondissement=conseil.arrondissement, date=date(2026, 12, 4))
    return fichiers(JOUR)


def lire(octets):
    return list(csv.DictReader(io.StringIO(octets.decode())))


LECTURES = {
    "string": lambda texte, _: texte,
    "integer": lambda texte, _: int(texte),
    "number": lambda texte, champ: float(texte.replace(champ["decimalChar"], ".")),
    "date": lambda texte, _: date.fromisoformat(texte),
    "datetime": lambda texte, _: re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", texte)[0],
    "boolean": lambda texte, champ: (champ["trueValues"] + champ["falseValues"]).index(texte),
}


@pytest.mark.parametrize("jeu", JEUX_OUVERTS, ids=lambda jeu: jeu.code)
def test_chaque_table_est_conforme_a_son_dictionnaire(jeu, publies):
    """Read as Table Schema says: the headings in order, and every cell of its type or declared missing."""
    schema = json.loads(publies[f"{jeu.code}.schema.json"])
    table = list(csv.reader(io.StringIO(publies[f"{jeu.code}.csv"].decode())))
    assert table[0] == [champ["name"] for champ in schema["fields"]]
    assert all(set(champ) <= {"name", "title", "type", "description", "decimalChar", "trueValues", "falseValues"}
               and champ["description"] for champ in schema["fields"])  # fmt: skip
    for ligne in table[1:]:
        for champ, cellule in zip(schema["fields"], ligne, strict=True):
            if cellule not in schema["missingValues"]:
                LECTURES[champ["type"]](cellule, champ)


def test_les_indicateurs_sont_masques_et_sans_argent(publies):
    lues = {(x["code"], x["exercice"], x["arrondissement"]): x for x in lire(publies["indicateurs.csv"])}
    seul = lues["I01", "2026", "18"]
    assert (seul["femmes"], seul["hommes"]) == (NON_COMMUNIQUE, NON_COMMUNIQUE)
    assert not any(code.startswith("I29") for code, *_ in lues)


def test_les_actes_adoptes_se_comptent_par_theme(publies):
    assert lire(publies["avis.csv"]) == [
        {"exercice": "2026", "arrondissement": "18", "objectif": "", "theme": "Sujet libre", "actes": "1"}
    ]


def test_seules_les_seances_tenues(publies):
    assert [x["date"] for x in lire(publies["instances.csv"])] == ["2026-05-04"]


def test_aucun_nom_et_toutes_les_pieces(publies):
    assert set(publies) == {"LICENCE.txt", "LISEZMOI.md"} | {
        f"{jeu.code}.{suite}" for jeu in JEUX_OUVERTS for suite in ("csv", "schema.json")
    }
    assert not any(NOM.encode() in octets for octets in publies.values())
    assert b"version 2.0 (Etalab" in publies["LICENCE.txt"]
    presentation = publies["LISEZMOI.md"].decode()
    assert all(f"`{c.nom}`" in presentation for jeu in JEUX_OUVERTS for c in jeu.colonnes)


def test_les_memes_donnees_donnent_les_memes_octets(publies):
    assert fichiers(JOUR) == publies
    assert archive(JOUR) == archive(JOUR)


def test_la_commande_ecrit_le_dossier(db, tmp_path, capsys):
    call_command("exporter_donnees_ouvertes", dossier=tmp_path / "ouvertes", jour=JOUR)
    assert len(list((tmp_path / "ouvertes").iterdir())) == 10
    assert "indicateurs.csv" in capsys.readouterr().out
    fichier = tmp_path / "fichier"
    fichier.touch()
    with pytest.raises(CommandError, match="n'est pas un dossier"):
        call_command("exporter_donnees_ouvertes", dossier=fichier)
