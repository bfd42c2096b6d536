"""The line of attendance: what it reads, what it refuses and where."""

import pytest

from conseils.saisie_rapide import Lecture, lire

FEUILLE = range(1, 41)


def test_la_ligne_de_la_demande():
    lecture = lire("1-4, 7, 9 +3 F +2 H", FEUILLE)
    assert lecture == Lecture(presents={1, 2, 3, 4, 7, 9}, autres={"F": 3, "H": 2})


@pytest.mark.parametrize(
    "texte",
    [
        "1-3,7 +3F e5",
        "1 - 3 ; 7   + 3 f  E5",
        "7 1–3 exc 5 +3f",
        "excusée 5,1 2 3 et 7,+2 Femmes,+f",
        " exc. 5 1-2,2-3,7+3F ",
    ],
)
def test_espaces_virgules_et_casse_ne_comptent_pas(texte):
    assert lire(texte, FEUILLE) == Lecture(presents={1, 2, 3, 7}, excuses={5}, autres={"F": 3})


def test_excuser_une_suite():
    assert lire("e5-7 8", FEUILLE) == Lecture(presents={8}, excuses={5, 6, 7})


def test_pouvoir():
    assert lire("2, 6>2 7 > 2", FEUILLE) == Lecture(presents={2}, pouvoirs={6: 2, 7: 2})


def test_ligne_vide():
    assert lire("  , ", FEUILLE) == Lecture()


@pytest.mark.parametrize(
    ("texte", "place", "morceau", "dit"),
    [
        ("1-4, x7, 9", 6, "x7", "écrivez un numéro"),
        ("1 7x 9", 3, "7x", "écrivez un numéro"),
        ("1 +3 9", 3, "+3", "un nombre puis F, H ou N"),
        ("1 +3 filles", 3, "+3", "un nombre puis F, H ou N"),
        ("1, 41", 4, "41", "de 1 à 40"),
        ("38-41", 1, "38-41", "le numéro 41"),
        ("0-3", 1, "0-3", "le numéro 0"),
        ("9-4", 1, "9-4", "écrivez 4-9"),
        ("5 e5", 3, "e5", "déjà noté"),
        ("e5 1-6", 4, "1-6", "le numéro 5"),
        ("6>2 6", 5, "6", "déjà noté"),
        ("6 6>2", 3, "6>2", "déjà noté"),
        ("6>2 6>3", 5, "6>3", "déjà noté"),
        ("6>6", 1, "6>6", "elle-même"),
        ("6>99", 1, "6>99", "le numéro 99"),
        ("1-2-3", 1, "1-2-3", "écrivez un numéro"),
    ],
)
def test_ce_qui_ne_se_lit_pas_est_dit_a_sa_place(texte, place, morceau, dit):
    refus = lire(texte, FEUILLE).refus[0]
    assert (refus.place, refus.morceau) == (place, morceau)
    assert dit in refus.pourquoi
    assert str(refus).startswith(f"« {morceau} » (caractère {place}) : ")


def test_une_faute_n_empeche_pas_de_lire_le_reste():
    lecture = lire("1, x7, 9, +2 H", FEUILLE)
    assert (lecture.presents, lecture.autres, len(lecture.refus)) == ({1, 9}, {"H": 2}, 1)


def test_une_suite_saute_les_numeros_liberes():
    """Number 3 was printed, then its holder turned out to have left before that day."""
    assert lire("1-4", [1, 2, 4]).presents == {1, 2, 4}


def test_une_suite_demesuree_ne_coute_rien():
    assert lire("1-99999", FEUILLE).refus[0].pourquoi.startswith("le numéro 99999")
    assert lire("9" * 400, FEUILLE).refus


def test_feuille_vide():
    assert lire("1", []).refus[0].pourquoi == "la feuille n'a aucun membre."


@pytest.mark.parametrize("texte", ["+", ">", "-", "e", "exc", "6>", ">2", "–", "é", "1,,;;", "\t\n", "+99999F", "٣"])
def test_rien_ne_fait_tomber_la_lecture(texte):
    assert isinstance(lire(texte, FEUILLE), Lecture)
