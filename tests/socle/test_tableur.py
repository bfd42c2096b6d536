"""What a spreadsheet holds, read back by a program that did not write it."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from socle.tableur import TYPES, Onglet, ecrire

FORMES = ["ods", "xlsx"]
PIEGES = ["=1+1", "+33 1 23", "-1", "@SUM(A1)", '=HYPERLINK("http://exemple.invalid")', "'=1+1", "\t=1"]


def relire(forme, *onglets):
    """Every cell as calamine understands it, by sheet."""
    classeur = CalamineWorkbook.from_filelike(io.BytesIO(ecrire(forme, onglets)))
    return {nom: classeur.get_sheet_by_name(nom).to_python(skip_empty_area=False) for nom in classeur.sheet_names}


@pytest.mark.parametrize("forme", FORMES)
def test_chaque_valeur_garde_son_type(forme):
    ligne = ["Zoé", 12, Decimal("2.5"), 1.25, date(2026, 3, 1), datetime(2026, 3, 1, 18, 30), True, None, "fin"]  # noqa: DTZ001
    lues = relire(forme, Onglet("Essai", [f"c{i}" for i in range(9)], [ligne]))["Essai"][1]
    assert lues == ["Zoé", 12.0, 2.5, 1.25, date(2026, 3, 1), datetime(2026, 3, 1, 18, 30), True, "", "fin"]  # noqa: DTZ001
    assert [type(v) for v in lues[:6]] == [str, float, float, float, date, datetime]


@pytest.mark.parametrize("forme", FORMES)
def test_un_texte_n_est_jamais_une_formule(forme):
    assert relire(forme, Onglet("Essai", ["texte"], [[p] for p in PIEGES]))["Essai"][1:] == [[p] for p in PIEGES]


def test_aucune_formule_dans_les_fichiers():
    onglet = Onglet("Essai", ["=A1"], [[p] for p in PIEGES], entete=[("=B1", "=C1")])
    page = load_workbook(io.BytesIO(ecrire("xlsx", [onglet]))).active
    cellules = [cellule for rangee in page.iter_rows() for cellule in rangee if cellule.value is not None]
    assert {cellule.data_type for cellule in cellules} == {"s"}
    assert [c.quotePrefix for c in cellules[3:]] == [True, True, True, True, True, False, False]
    with zipfile.ZipFile(io.BytesIO(ecrire("ods", [onglet]))) as archive:
        assert b"table:formula" not in archive.read("content.xml")


@pytest.mark.parametrize("forme", FORMES)
def test_le_bloc_d_entete_dit_ce_que_le_fichier_contient(forme):
    entete = [("Exercice", 2026), ("Établi le", date(2026, 11, 18)), ("Par", "Amina Animateur")]
    lues = relire(forme, Onglet("Actions", ["Intitulé", "Échéance"], [["Semis", date(2026, 4, 1)]], entete))["Actions"]
    assert lues[0][:2] == ["Exercice", 2026.0]
    assert lues[1][:2] == ["Établi le", date(2026, 11, 18)]
    assert not any(lues[3])
    assert lues[4:] == [["Intitulé", "Échéance"], ["Semis", date(2026, 4, 1)]]


@pytest.mark.parametrize("forme", FORMES)
def test_plusieurs_feuilles_et_des_noms_acceptables(forme):
    classeur = relire(forme, Onglet("Actions [18/2026]", ["a"], []), Onglet("x" * 40, ["b"], [["y"]]))
    assert list(classeur) == ["Actions  18 2026", "x" * 31]


@pytest.mark.parametrize("forme", FORMES)
def test_ce_que_xml_ne_peut_pas_contenir_est_ote(forme):
    lues = relire(forme, Onglet("Essai", ["t"], [["a\x00b\x0bc"], ["é" * 40_000], ["deux\nlignes"]]))["Essai"]
    assert lues[1] == ["abc"]
    assert len(lues[2][0]) == 32_767
    assert lues[3] == ["deux\nlignes"]


@pytest.mark.parametrize("forme", FORMES)
def test_une_heure_est_celle_de_paris(forme):
    lues = relire(forme, Onglet("Essai", ["quand"], [[datetime(2026, 7, 1, 8, 0, tzinfo=UTC)]]))["Essai"]
    assert lues[1] == [datetime(2026, 7, 1, 10, 0)]  # noqa: DTZ001


def test_seulement_deux_formats():
    assert set(TYPES) == {"ods", "xlsx"}
    with pytest.raises(KeyError):
        ecrire("csv", [])
