"""The dashboard: the figures are those of the indicators, for those who may ask, at a constant cost."""

from datetime import date

import pytest
from django.urls import reverse

from reporting.indicateurs import INDICATEURS
from tests import fabriques as f

ADRESSE = "/tableau-de-bord/"


@pytest.fixture
def deux_conseils(dix_huitieme, dix_neuvieme):
    for conseil, femmes, hommes in ((dix_huitieme, 3, 1), (dix_neuvieme, 1, 1)):
        for sexe in "F" * femmes + "H" * hommes:
            f.MandatFabrique(membre=f.MembreFabrique(conseil=conseil, sexe=sexe), debut=date(2025, 6, 1))
    return dix_huitieme, dix_neuvieme


@pytest.mark.parametrize("role", ["coordinatrice", "prefecture", "ville", "partenaire"])
def test_open_to_those_who_read_figures(request, role, connecte, deux_conseils):
    assert connecte(request.getfixturevalue(role)).get(ADRESSE).status_code == 200


@pytest.mark.parametrize("role", ["animatrice", "lecteur", "administrateur", "personne_sans_droit"])
def test_refused_to_the_others(request, role, connecte):
    assert connecte(request.getfixturevalue(role)).get(ADRESSE).status_code == 403


def test_figures_of_each_conseil_and_of_paris(connecte, prefecture, deux_conseils):
    contexte = connecte(prefecture).get(ADRESSE).context
    composition = contexte["tableau"]
    taille, _, femmes = composition.lignes[0].cases[:3]
    assert (taille.valeur.texte, femmes.valeur.texte) == ("4", "75\u00a0%")
    assert [c.valeur.texte for c in composition.total.cases[:3]] == ["6", "100\u00a0%", "67\u00a0%"]
    assert [c.numero for c in (ligne.conseil.arrondissement for ligne in composition.lignes)] == [18, 19]


def test_last_year_at_the_same_date_stands_beside(connecte, prefecture, deux_conseils):
    page = connecte(prefecture).get(ADRESSE)
    assert page.context["avant"].fin == date(2025, 11, 18)
    assert page.context["chiffres"][0].avant.texte == "6"
    avant_l_entree = connecte(prefecture).get(ADRESSE, {"exercice": 2025})
    # Nobody had a mandat on 31 December 2024: the exercice proposed is the current one only.
    assert avant_l_entree.context["periode"].debut == date(2026, 1, 1)


def test_past_exercice_is_compared_whole(connecte, prefecture, deux_conseils):
    f.AffectationFabrique(conseil=deux_conseils[0])  # the convention begins in 2020
    page = connecte(prefecture).get(ADRESSE, {"exercice": 2025})
    assert (page.context["periode"].fin, page.context["avant"].fin) == (date(2025, 12, 31), date(2024, 12, 31))
    assert [c.texte for c in (page.context["chiffres"][0].valeur, page.context["chiffres"][0].avant)] == ["6", "0"]


def test_weeks_due_and_late(connecte, coordinatrice, deux_conseils):
    affectation = f.AffectationFabrique(conseil=deux_conseils[0])
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 2))
    f.SemaineFabrique(
        affectation=affectation, lundi=date(2026, 11, 9), etat="transmise", transmise_le="2026-11-13T16:00:00Z"
    )
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 16))
    page = connecte(coordinatrice).get(ADRESSE, {"famille": "accompagnement"})
    premiere = page.context["semaines"][0]
    assert (premiere.dues, premiere.transmises, premiere.en_retard) == (2, 1, 1)
    html = page.content.decode()
    assert ">1 en retard</a>" in html
    # Each figure opens the list that it counts.
    for adresse in (premiere.adresse_des_dues, premiere.adresse_des_transmises, premiere.adresse_des_retards):
        assert adresse.replace("&", "&amp;") in html
    client = connecte(coordinatrice)
    assert client.get(premiere.adresse_des_dues).context["releve"].actif.total == 2
    assert client.get(premiere.adresse_des_transmises).context["releve"].actif.total == 1
    assert len(client.get(premiere.adresse_des_retards).context["page"].object_list) == 1


def test_weeks_late_open_no_list_to_who_does_not_review_them(connecte, prefecture, deux_conseils):
    affectation = f.AffectationFabrique(conseil=deux_conseils[0])
    f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 2))
    html = connecte(prefecture).get(ADRESSE, {"famille": "accompagnement"}).content.decode()
    assert "1 en retard" in html
    assert "vue=en-retard" not in html


@pytest.mark.parametrize(
    "question", [{"exercice": "abc"}, {"exercice": 1900}, {"indicateur": "I99"}, {"famille": "bourse"}]
)
def test_wrong_address_falls_back(connecte, prefecture, deux_conseils, question):
    page = connecte(prefecture).get(ADRESSE, question)
    assert page.status_code == 200
    assert (page.context["choix"].indicateur.code, page.context["choix"].famille.code) == ("I01", "composition")
    assert page.context["periode"].debut == date(2026, 1, 1)


def test_without_any_data(connecte, prefecture):
    page = connecte(prefecture).get(ADRESSE)
    assert page.status_code == 200


def test_every_indicator_is_one_click_away(connecte, coordinatrice, deux_conseils):
    """A family shows all of its own, and leads to the others; nothing of the whole is left out."""
    client = connecte(coordinatrice)
    vus = []
    for famille in client.get(ADRESSE).context["familles"]:
        page = client.get(ADRESSE, {"famille": famille.code})
        assert f'famille={famille.code}#famille"\n               aria-current="page"' in page.text
        vus += [i.code for i in page.context["tableau"].indicateurs]
        assert page.context["choix"].indicateur.code in vus
    assert sorted(vus) == sorted(i.code for i in INDICATEURS.values() if i.du_conseil)


@pytest.mark.parametrize(
    ("question", "attendu"),
    [
        ({"indicateur": "I06"}, ("vie", "I06")),
        ({"famille": "parole"}, ("parole", "I14")),
        ({"famille": "parole", "indicateur": "I23"}, ("parole", "I23")),
        ({"famille": "parole", "indicateur": "I06"}, ("parole", "I14")),
        ({"indicateur": "I18"}, ("composition", "I01")),  # a state: no map to draw
    ],
)
def test_the_map_is_of_the_family_shown(connecte, prefecture, deux_conseils, question, attendu):
    choix = connecte(prefecture).get(ADRESSE, question).context["choix"]
    assert (choix.famille.code, choix.indicateur.code) == attendu


def test_the_page_stays_light(connecte, prefecture, dix_huitieme):
    """One family: two hundred kilobytes when it showed them all."""
    for numero in (10, 11, 13, 14, 17, 19, 20):
        f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=numero))
    page = connecte(prefecture).get(ADRESSE)
    assert len(page.context["tableau"].lignes) == 8
    assert len(page.content) < 60_000
    assert not page.context["semaines"]


def test_map_and_chart_follow_the_indicator(connecte, prefecture, deux_conseils):
    page = connecte(prefecture).get(ADRESSE, {"indicateur": "I03"})
    assert page.context["choix"].indicateur.libelle == "Taux de féminisation"
    assert {t.libelle: t.valeur for t in page.context["tuiles"]} == {"18e": "75\u00a0%", "19e": "50\u00a0%"}
    assert "75\u00a0%" in page.content.decode()


def test_the_council_s_word_its_seats_and_its_initiatives_are_shown(connecte, prefecture, deux_conseils):
    avis = f.AvisFabrique(conseil=deux_conseils[0])
    f.DestinataireFabrique(avis=avis, repondu_le=date(2026, 4, 20))
    page = connecte(prefecture).get(ADRESSE, {"indicateur": "I23"})
    parole = {c.indicateur.code: c.valeur.texte for c in page.context["tableau"].lignes[0].cases}
    assert (parole["I14"], parole["I22"], parole["I23"]) == ("1", "100\u00a0%", "39,0")
    assert page.context["tuiles"][0].valeur == "39,0"
    assert {"instances", "initiatives"} <= {famille.code for famille in page.context["familles"]}


@pytest.mark.parametrize(("role", "lit"), [("prefecture", True), ("coordinatrice", True), ("partenaire", False)])
def test_the_budget_is_read_by_those_who_may_read_the_budget(request, role, lit, connecte, deux_conseils):
    f.PartBudgetFabrique(conseil=deux_conseils[0])
    page = connecte(request.getfixturevalue(role)).get(ADRESSE, {"indicateur": "I29r"})
    assert (page.context["choix"].indicateur.code == "I29r") is lit
    assert ("2\u202f500\u00a0€" in page.content.decode()) is lit


def test_no_citizen_s_name(connecte, prefecture, deux_conseils):
    assert "Membre0" not in connecte(prefecture).get(ADRESSE).content.decode()


REQUETES = 5  # the session, its account and its habilitations; the exercices, the conseils, the counts


def test_same_number_of_queries_at_one_and_at_three_conseils(
    connecte, prefecture, dix_huitieme, django_assert_num_queries
):
    client = connecte(prefecture)
    with django_assert_num_queries(REQUETES):
        client.get(ADRESSE)
    for numero in (19, 20):
        f.MandatFabrique(
            membre=f.MembreFabrique(conseil=f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=numero)))
        )
    with django_assert_num_queries(REQUETES):
        client.get(ADRESSE)


def test_address_of_ux(db):
    assert reverse("tableau_de_bord") == ADRESSE
