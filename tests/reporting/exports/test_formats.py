"""The three formats: types kept, nothing that runs, and what the file says of itself."""

import io
import json
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from comptes.permissions import Permission as P
from reporting.exports.contenu import Contenu
from reporting.exports.declaration import Colonne, Filtres, Genre, Jeu
from reporting.exports.formats import FORMATS
from tests.reporting.exports.conftest import lire_classeur, lire_csv

COLONNES = tuple(Colonne(genre.name.lower(), genre.value, genre) for genre in Genre)
JEU = Jeu(
    code="essai", titre="Essai", theme="", permission=P.CONSEIL_VOIR, definition="Une ligne par essai.",
    colonnes=COLONNES,
)  # fmt: skip
ETABLI = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
TOUT = Filtres()
LIGNE = [
    "Zoé\nFleur", 2026, 1234, Decimal("2.5"), Decimal("52.4"), Decimal("-1234.50"), Decimal("1.25"),
    date(2026, 3, 1), datetime(2026, 7, 1, 8, 0, tzinfo=UTC), True,
]  # fmt: skip
PIEGES = ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1", "\r=1", " =1", "＝1"]


def produire(forme, *lignes, filtres=TOUT, colonnes=COLONNES):
    jeu = Jeu(**{**JEU.__dict__, "colonnes": colonnes})
    flux = io.BytesIO()
    FORMATS[forme].ecrire(Contenu(jeu, filtres, ETABLI, "Amina Animateur", iter(lignes)), flux)
    return flux.getvalue()


@pytest.mark.parametrize("forme", ["ods", "xlsx"])
def test_chaque_cellule_garde_son_type(forme):
    titres, lue = lire_classeur(produire(forme, LIGNE))["Essai"]
    assert titres == [genre.value for genre in Genre]
    assert lue == [
        "Zoé\nFleur", 2026.0, 1234.0, 2.5, 0.524, -1234.5, 1.25, date(2026, 3, 1),
        datetime(2026, 7, 1, 10, 0), True,  # noqa: DTZ001
    ]  # fmt: skip
    assert [type(v) for v in lue] == [str, float, float, float, float, float, float, date, datetime, bool]


@pytest.mark.parametrize("forme", ["ods", "xlsx"])
def test_une_cellule_vide_reste_vide(forme):
    assert lire_classeur(produire(forme, [None] * 9 + [True]))["Essai"][1] == [""] * 9 + [True]


def test_le_csv_s_ecrit_comme_en_francais():
    lue = lire_csv(produire("csv", LIGNE))[0]
    assert list(lue.values()) == [
        "Zoé\nFleur", "2026", "1234", "2,5", "52,4", "-1234,5", "1,25", "2026-03-01", "2026-07-01T10:00:00", "oui",
    ]  # fmt: skip


@pytest.mark.parametrize("forme", ["ods", "xlsx"])
def test_aucun_texte_n_est_une_formule(forme):
    texte = (Colonne("t", "Texte"),)
    octets = produire(forme, *[[p] for p in PIEGES], colonnes=texte)
    assert [r[0].lstrip() for r in lire_classeur(octets)["Essai"][1:]] == [p.strip() for p in PIEGES]
    if forme == "xlsx":
        cellules = [c for (c,) in load_workbook(io.BytesIO(octets))["Essai"].iter_rows(min_row=2)]
        assert {c.data_type for c in cellules} == {"s"}
        assert all(c.quotePrefix for c in cellules)
    else:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            assert b"table:formula" not in archive.read("content.xml")


@pytest.mark.parametrize("piege", PIEGES)
def test_le_csv_desarme_les_formules(piege):
    assert lire_csv(produire("csv", [piege], colonnes=(Colonne("t", "Texte"),)))[0]["t"] == f"'{piege}"


@pytest.mark.parametrize("sain", ["Semis", "a=b", "12-2", "'=1"])
def test_le_csv_ne_touche_pas_aux_autres_textes(sain):
    assert lire_csv(produire("csv", [sain], colonnes=(Colonne("t", "Texte"),)))[0]["t"] == sain


@pytest.mark.parametrize("forme", ["ods", "xlsx"])
def test_la_premiere_feuille_dit_ce_que_le_fichier_contient(forme):
    classeur = lire_classeur(produire(forme, LIGNE, filtres=Filtres(18, 2026)))
    assert list(classeur) == ["À propos", "Essai"]
    dit = dict(ligne[:2] for ligne in classeur["À propos"])
    assert dit["Définition"] == "Une ligne par essai."
    assert (dit["Conseil"], dit["Exercice"], dit["Par"]) == ("18e arrondissement", "2026", "Amina Animateur")
    assert dit["Établi le"] == datetime(2026, 11, 18, 10, 0)  # noqa: DTZ001


def test_le_csv_a_sa_notice_et_son_schema():
    with zipfile.ZipFile(io.BytesIO(produire("csv", LIGNE, filtres=Filtres(18)))) as archive:
        assert archive.namelist() == [
            "LISEZMOI.txt", "essai_18e_2026-11-18.schema.json", "essai_18e_2026-11-18.csv",
        ]  # fmt: skip
        notice = archive.read("LISEZMOI.txt").decode()
        champs = json.loads(archive.read("essai_18e_2026-11-18.schema.json"))["fields"]
        assert archive.read("essai_18e_2026-11-18.csv").startswith(b"\xef\xbb\xbf")
    assert "Titre : Essai" in notice
    assert "Établi le : 18/11/2026 10:00" in notice
    assert [c["type"] for c in champs] == [
        "string", "integer", "integer", "number", "number", "number", "number", "date", "datetime", "boolean",
    ]  # fmt: skip


def test_les_formats_de_nombre_sont_ceux_de_la_langue_du_lecteur():
    page = load_workbook(io.BytesIO(produire("xlsx", LIGNE)))["Essai"]
    formes = [cellule.number_format for cellule in page[2]]
    assert formes[4:8] == ["0.0%", '#,##0.00\\ "€"', '#,##0.00\\ "h"', "DD/MM/YYYY"]


def test_ce_que_xml_ne_peut_pas_contenir_est_ote():
    for forme in ("ods", "xlsx"):
        lu = lire_classeur(produire(forme, ["a\x00b\x0bc<&>"], colonnes=(Colonne("t", "Texte"),)))["Essai"]
        assert lu[1] == ["abc<&>"]


def test_deux_ecritures_donnent_le_meme_tableau():
    assert lire_csv(produire("csv", LIGNE)) == lire_csv(produire("csv", LIGNE))
