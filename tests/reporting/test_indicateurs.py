"""The explorer and the page of an indicator: what it means, what it is worth, for whom."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from reporting.indicateurs import INDICATEURS, Valeur, documentation
from reporting.indicateurs.evolution import evolution
from reporting.indicateurs.mots import formule_en_mots, masquage
from territoires.models import MesureParis, MesureQuartier
from tests import fabriques as f


@pytest.fixture
def deux_conseils(dix_huitieme, dix_neuvieme):
    for conseil, femmes, hommes in ((dix_huitieme, 3, 1), (dix_neuvieme, 1, 1)):
        for sexe in "F" * femmes + "H" * hommes:
            f.MandatFabrique(membre=f.MembreFabrique(conseil=conseil, sexe=sexe), debut=date(2026, 6, 1))
    return dix_huitieme, dix_neuvieme


def lectures(page):
    return {lecture.indicateur.code: lecture for _, liste in page.context["familles"] for lecture in liste}


@pytest.mark.parametrize("adresse", ["/indicateurs/", "/indicateurs/I01/", "/indicateurs/I01/releve/"])
def test_closed_to_those_who_do_not_read_figures(connecte, animatrice, adresse):
    assert connecte(animatrice).get(adresse).status_code == 403


def test_every_indicator_with_its_value(connecte, prefecture, deux_conseils):
    page = connecte(prefecture).get("/indicateurs/")
    lues = lectures(page)
    assert set(lues) == set(INDICATEURS)
    assert (lues["I01"].valeur.texte, lues["I01"].avant.texte, lues["I01"].evolution) == ("6", "0", "+6")
    assert lues["I01"].adresse == "/indicateurs/I01/releve/?exercice=2026"
    html = page.content.decode()
    assert "Non calculable" in html
    assert "ne sont jamais nommés" in html


def test_of_one_conseil(connecte, prefecture, deux_conseils):
    lues = lectures(connecte(prefecture).get("/indicateurs/", {"conseil": 19}))
    assert (lues["I01"].valeur.texte, lues["I01"].adresse) == (
        "2",
        "/indicateurs/I01/releve/?exercice=2026&conseil=19",
    )
    assert lues["I43"].sujet is None  # still that of Paris


def test_the_budget_for_those_who_read_the_budget(connecte, partenaire, deux_conseils):
    client = connecte(partenaire)
    assert "I29" not in lectures(client.get("/indicateurs/"))
    assert client.get("/indicateurs/I29/").status_code == 404


def test_one_indicator_conseil_by_conseil(connecte, prefecture, deux_conseils):
    page = connecte(prefecture).get("/indicateurs/I03/")
    lues = page.context["lectures"]
    assert [(str(x.sujet or "Paris"), x.valeur.texte) for x in lues][-1] == ("Paris", "67\u00a0%")
    assert [x.valeur.texte for x in lues[:2]] == ["75\u00a0%", "50\u00a0%"]
    assert "Mandats" in page.content.decode()


def test_the_sexed_split_stands_in_columns(connecte, prefecture, deux_conseils):
    html = connecte(prefecture).get("/indicateurs/I01/").content.decode()
    assert '<th scope="col">Non renseigné</th>' in html


def test_quartier_by_quartier_where_it_makes_sense(connecte, prefecture, dix_huitieme):
    nord = f.QuartierFabrique(code="QPNORD")
    f.QuartierFabrique(code="QPSUD")
    MesureQuartier.objects.create(quartier=nord, indicateur="taux_pauvrete", annee=2022, valeur=40, source="x")
    MesureParis.objects.create(indicateur="taux_pauvrete", annee=2022, valeur=Decimal("15.5"), source="x")
    page = connecte(prefecture).get("/indicateurs/I41/")
    assert [(x.sujet.code, x.valeur.texte) for x in page.context["quartiers"]] == [("QPNORD", "24,5")]
    assert [x.sujet for x in page.context["lectures"]] == [None]


REQUETES = 5


@pytest.mark.parametrize("adresse", ["/indicateurs/", "/indicateurs/I01/"])
@pytest.mark.parametrize("nombre", [1, 3])
def test_same_number_of_queries_at_one_and_at_three_conseils(
    connecte, prefecture, dix_huitieme, django_assert_num_queries, adresse, nombre
):
    for numero in range(19, 18 + nombre):
        f.ConseilFabrique(arrondissement__numero=numero)
    client = connecte(prefecture)
    with django_assert_num_queries(REQUETES):
        client.get(adresse)


# -- Words --------------------------------------------------------------------------------------------------


def test_formulas_in_words():
    assert formule_en_mots(INDICATEURS["I02"].numerateur) == ("Membres en fin de période : habitants")
    assert formule_en_mots(INDICATEURS["I29r"].numerateur) == (
        "Part du budget propre, en centimes moins dépenses du budget propre, en centimes"
    )
    assert formule_en_mots(INDICATEURS["I03"].numerateur).endswith(" : femmes")


def test_every_indicator_says_what_it_hides():
    assert masquage(INDICATEURS["I36"]).startswith("Moins de cinq réponses")
    assert all("n. c." in masquage(INDICATEURS[code]) for code in ("I01", "I03", "I09", "I12r"))
    assert masquage(INDICATEURS["I06"]).startswith("Sans objet")


@pytest.mark.parametrize(
    ("code", "valeur", "avant", "attendu"),
    [
        ("I01", (6, None), (4, None), "+2"),
        ("I01", (4, None), (6, None), "−2"),
        ("I01", (4, None), (4, None), "stable"),
        ("I03", (1, 2), (1, 4), "+25 points"),
        ("I03", (51, 100), (50, 100), "+1 point"),
        ("I03", (1, 2), (0, 0), ""),
    ],
)
def test_change_from_one_year_to_the_next(code, valeur, avant, attendu):
    indicateur = INDICATEURS[code]
    lues = (Valeur(*v, facteur=indicateur.facteur, indicateur=indicateur) for v in (valeur, avant))
    assert evolution(*lues) == attendu


# -- Document -----------------------------------------------------------------------------------------------


def test_the_page_of_the_indicators_is_up_to_date():
    assert documentation.CHEMIN.read_text() == documentation.page_des_indicateurs(), (
        "lancez manage.py documenter_indicateurs"
    )


def test_the_command_writes_the_page(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("reporting.management.commands.documenter_indicateurs.CHEMIN", tmp_path / "indicateurs.md")
    call_command("documenter_indicateurs")
    assert (tmp_path / "indicateurs.md").read_text() == documentation.page_des_indicateurs()
