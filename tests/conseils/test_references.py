"""The dated reference values: which text counts on which day, and what its file says."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django.asserts import assertContains

from conseils.models import RegimeReference
from conseils.references import References, references_le
from conseils.services.reference import DONNEES, TABLES
from socle.imports import importer
from tests import fabriques as f


@pytest.fixture
def regimes(db):
    """The project's own file."""
    importer([t for t in TABLES if t.fichier == "regimes.csv"], dossier=DONNEES, a_blanc=False)


# day, law, contract, size, share of inhabitants, draw imposed: typed from the texts.
ORACLE = [
    (date(2014, 2, 20), None, None, None, None, None),
    (date(2014, 2, 21), "loi-2014", None, None, "1/2", True),
    (date(2014, 12, 31), "loi-2014", None, None, "1/2", True),
    (date(2015, 1, 1), "loi-2014", "contrat-paris", (20, 50), "2/3", True),
    (date(2017, 2, 1), "loi-2014", "contrat-paris", (20, 50), "2/3", True),
    (date(2017, 2, 2), "circulaire-2017", "contrat-paris", (20, 50), "2/3", True),
    (date(2024, 11, 17), "circulaire-2017", "contrat-paris", (20, 50), "2/3", True),
    (date(2024, 11, 18), "decrets-2024", "contrat-paris", (20, 50), "2/3", False),
]


@pytest.mark.parametrize(("jour", "droit", "contrat", "taille", "habitants", "tirage"), ORACLE)
def test_les_textes_en_vigueur(regimes, jour, droit, contrat, taille, habitants, tirage):
    lues = references_le(jour)
    assert (getattr(lues.droit, "code", None), getattr(lues.contrat, "code", None)) == (droit, contrat)
    assert (lues.taille and (lues.taille.taille_min, lues.taille.taille_max)) == taille
    assert lues.part_habitants == habitants
    assert getattr(lues.droit, "tirage_impose", None) is tirage


def test_le_contrat_passe_avant_le_droit_et_le_droit_le_supplee(regimes):
    lues = references_le(date(2020, 1, 1))
    assert [texte.code for texte in lues.textes] == ["contrat-paris", "circulaire-2017"]
    assert (lues.habitants_pourcent, lues.part_acteurs) == (67, "1/3")
    RegimeReference.objects.filter(code="contrat-paris").update(fin=date(2019, 12, 31))
    lues = references_le(date(2020, 1, 1))
    assert (lues.taille.taille_min, lues.taille_etendue, lues.part_habitants) == (15, 35, "1/2")
    assert (lues.parite_min, lues.parite_max) == (45, 55)


def test_sans_texte_rien_n_est_trace():
    lues = References(date(2020, 1, 1))
    assert (lues.taille, lues.taille_etendue, lues.part_acteurs, lues.habitants_pourcent) == (None, 0, None, None)
    assert lues.axe(12) == 22


def test_une_requete(regimes, django_assert_num_queries):
    with django_assert_num_queries(1):
        references_le(date(2020, 1, 1))


@pytest.mark.parametrize(
    "champs",
    [
        {"taille_min": 50, "taille_max": 20},
        {"taille_min": 20},
        {"taille_max": 20},
        {"parite_min": 45, "parite_max": 101},
        {"parite_min": 45},
        {"part_habitants": "0,6"},
        {"fin": date(2019, 1, 1)},
    ],
)
def test_un_regime_incoherent_est_refuse(db, champs):
    regime = RegimeReference(
        code="x", nature="droit", intitule="X", debut=date(2020, 1, 1), source="essai", tirage_impose=None, **champs
    )
    with pytest.raises(ValidationError):
        regime.full_clean()


def test_la_page_nomme_le_texte_et_sa_source(regimes, connecte, prefecture, dix_huitieme):
    f.MandatFabrique(membre__conseil=dix_huitieme)
    page = connecte(prefecture).get(reverse("groupe_moteur", args=[18]))
    assertContains(page, "Décrets 2024-1036 et 2024-1037 du 15 novembre 2024")
    assertContains(page, "Contrat de ville de Paris 2015-2020")
    assertContains(page, "environ 20 à 50")
    assertContains(page, "Tirage au sort des habitants&nbsp;: non imposé")


def test_sans_valeurs_importees_la_page_s_ouvre(connecte, prefecture, dix_huitieme):
    f.MandatFabrique(membre__conseil=dix_huitieme)
    assertContains(connecte(prefecture).get(reverse("groupe_moteur", args=[18])), "Aucun texte connu")
