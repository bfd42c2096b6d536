"""The composition of any day, and who came and left between two days: counted by hand.

Conseil of the 18e. Awa (F, habitants, drawn) since 2024-09-02. Bruno (H, acteurs, by his collège) since
2024-09-02, until 2025-03-10 (resigned). Chloé (F, habitants, volunteer) since 2025-03-11. Denis (N, habitants,
drawn) 2025-04-01 – 2025-05-31 (moved). Élie (H, acteurs, volunteer) since 2025-12-31.
"""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from conseils.evolution import evolution
from tests import fabriques as f


@pytest.fixture
def histoire(dix_huitieme):
    def entrer(nom, sexe, college, origine, debut, fin=None, motif_fin=""):
        membre = f.MembreFabrique(conseil=dix_huitieme, prenom=nom, nom=f"Zzyzx{nom}", sexe=sexe)
        f.MandatFabrique(membre=membre, college=college, origine=origine, debut=debut, fin=fin, motif_fin=motif_fin)

    entrer("Awa", "F", "habitants", "tirage", date(2024, 9, 2))
    entrer("Bruno", "H", "acteurs", "college", date(2024, 9, 2), date(2025, 3, 10), "demission")
    entrer("Chloé", "F", "habitants", "volontaire", date(2025, 3, 11))
    entrer("Denis", "N", "habitants", "tirage", date(2025, 4, 1), date(2025, 5, 31), "demenagement")
    entrer("Élie", "H", "acteurs", "volontaire", date(2025, 12, 31))
    return dix_huitieme


def ouvrir(client, nom="groupe_moteur", **jours):
    return client.get(reverse(nom, args=[18]), jours)


# from, to, then members before, in, out, after
BALANCES = [
    (date(2024, 9, 1), date(2024, 9, 2), 0, 2, 0, 2),
    (date(2024, 9, 2), date(2025, 3, 10), 2, 0, 0, 2),  # Bruno's last day counts
    (date(2025, 3, 10), date(2025, 3, 11), 2, 1, 1, 2),
    (date(2025, 1, 1), date(2025, 12, 31), 2, 3, 2, 3),
    (date(2025, 4, 30), date(2025, 5, 31), 3, 0, 0, 3),
    (date(2025, 4, 30), date(2025, 6, 1), 3, 0, 1, 2),
    (date(2020, 1, 1), date(2026, 11, 18), 0, 5, 2, 3),
    (date(2026, 1, 1), date(2026, 11, 18), 3, 0, 0, 3),
]


@pytest.mark.parametrize(("du", "au", "avant", "entrees", "sorties", "apres"), BALANCES)
def test_le_solde(histoire, du, au, avant, entrees, sorties, apres):
    lue = evolution(histoire, du, au)
    assert (lue.avant, lue.entrees.total, lue.sorties.total, lue.apres) == (avant, entrees, sorties, apres)
    assert lue.solde == entrees - sorties


def test_les_repartitions(histoire):
    lue = evolution(histoire, date(2025, 1, 1), date(2025, 12, 31))
    # In: Chloé, Denis, Élie. Out: Bruno, Denis.
    assert [(li.femmes, li.hommes, li.non_renseigne) for li in lue.entrees.colleges.lignes] == [(1, 0, 1), (0, 1, 0)]
    assert [li.total for li in lue.entrees.origines.lignes] == [1, 2, 0]
    assert [li.total for li in lue.sorties.origines.lignes] == [1, 0, 1]
    assert {li.libelle: li.total for li in lue.sorties.motifs.lignes if li.total} == {
        "démission": 1,
        "déménagement": 1,
    }


@pytest.mark.parametrize(
    ("le", "effectif", "noms"),
    [
        ("2025-03-10", 2, {"Awa", "Bruno"}),
        ("2025-03-11", 2, {"Awa", "Chloé"}),
        ("2025-05-31", 3, {"Awa", "Chloé", "Denis"}),
        ("2025-12-30", 2, {"Awa", "Chloé"}),
        ("31/12/2025", 3, {"Awa", "Chloé", "Élie"}),
    ],
)
def test_la_composition_d_un_jour_passe(connecte, animatrice, histoire, le, effectif, noms):
    page = ouvrir(connecte(animatrice), le=le)
    assert page.context["image"].effectif == effectif
    assert {mandat.membre.prenom for mandat in page.context["mandats"]} == noms


def test_un_jour_passe_ne_montre_pas_ce_qui_vint_apres_et_ne_se_modifie_pas(connecte, animatrice, histoire):
    page = ouvrir(connecte(animatrice), le="2025-03-10")
    assertNotContains(page, "ZzyzxChloé")
    assertNotContains(page, "Ajouter un membre")
    assertNotContains(page, "/clore/")
    assertContains(page, "Revenir à aujourd’hui")


def test_un_jour_a_venir_est_explique(connecte, prefecture, histoire):
    page = ouvrir(connecte(prefecture), le="2026-11-19")
    assertContains(page, "Le 19 novembre 2026 est à venir")
    assertContains(page, 'value="2026-11-19"')
    assertContains(page, "Composition au 18 novembre 2026")


@pytest.mark.parametrize("le", ["2025-02-30", "hier", "0000-00-00"])
def test_une_date_qui_n_existe_pas_est_expliquee(connecte, prefecture, histoire, le):
    page = ouvrir(connecte(prefecture), le=le)
    assertContains(page, "Cette date n’existe pas")
    assertContains(page, "Composition au 18 novembre 2026")


@pytest.mark.parametrize("jour", ["0001-01-01", "2014-02-20"])
@pytest.mark.parametrize(("page", "champ"), [("groupe_moteur", "le"), ("groupe_moteur_evolution", "au")])
def test_un_jour_d_avant_la_loi_est_explique(connecte, prefecture, histoire, page, champ, jour):
    assertContains(ouvrir(connecte(prefecture), page, **{champ: jour}), "avant la loi du 21 février 2014")


def test_un_jour_d_avant_le_premier_mandat_est_explique(connecte, prefecture, histoire):
    page = ouvrir(connecte(prefecture), le="2024-09-01")
    assertContains(page, "Personne n’était en mandat le 1er septembre 2024")
    assertContains(page, "?le=2024-09-02")


def test_un_conseil_sans_mandat(connecte, prefecture, dix_huitieme):
    assertContains(ouvrir(connecte(prefecture), le="2024-09-01"), "apparaîtra avec le premier membre")
    assertContains(ouvrir(connecte(prefecture), "groupe_moteur_evolution"), "Aucun mandat n’est encore enregistré")


def test_l_evolution_nomme_a_qui_peut_lire_les_noms(connecte, animatrice, histoire):
    page = ouvrir(connecte(animatrice), "groupe_moteur_evolution", du="2025-01-01", au="2025-12-31")
    assert [mandat.membre.prenom for mandat in page.context["entres"]] == ["Chloé", "Denis", "Élie"]
    assert [mandat.membre.prenom for mandat in page.context["sortis"]] == ["Bruno", "Denis"]
    assertContains(page, "ZzyzxDenis")
    assertContains(page, "2 + 3 − 2 = 3")


@pytest.mark.parametrize("persona", ["prefecture", "ville", "partenaire", "lecteur"])
def test_l_evolution_compte_sans_nommer_pour_les_autres(request, connecte, histoire, persona):
    client = connecte(request.getfixturevalue(persona))
    page = ouvrir(client, "groupe_moteur_evolution", du="2025-01-01", au="2025-12-31")
    assertNotContains(page, "Zzyzx")
    assertContains(page, "2 + 3 − 2 = 3")
    assertContains(page, "Sorties, par motif")
    assertNotContains(ouvrir(client, le="2025-03-10"), "Zzyzx")


@pytest.mark.parametrize(
    ("jours", "champ", "mots"),
    [
        ({"du": "2025-06-01", "au": "2025-06-01"}, "du", "doit précéder"),
        ({"du": "2025-06-01", "au": "2025-01-01"}, "du", "doit précéder"),
        ({"du": "2025-06-01", "au": "2027-01-01"}, "au", "1er janvier 2027 est à venir"),
        ({"du": "demain"}, "du", "n’existe pas"),
    ],
)
def test_deux_jours_qui_ne_vont_pas_sont_expliques(connecte, prefecture, histoire, jours, champ, mots):
    page = ouvrir(connecte(prefecture), "groupe_moteur_evolution", **jours)
    assert page.status_code == 200
    assert mots in page.context["form"].errors[champ][0].replace("\xa0", " ")
    assertContains(page, f'value="{jours["du"]}"')
    assert "evolution" not in page.context


@pytest.mark.parametrize(
    ("du", "au", "mots"),
    [
        ("2025-01-01", "2025-12-31", "1 membre de plus"),
        ("2025-04-30", "2025-06-01", "1 membre de moins"),
        ("2025-05-31", "2025-12-31", "autant de membres"),
    ],
)
def test_le_solde_se_lit_en_mots(connecte, prefecture, histoire, du, au, mots):
    assertContains(ouvrir(connecte(prefecture), "groupe_moteur_evolution", du=du, au=au), mots)


def test_sans_jours_l_evolution_est_celle_de_l_annee(connecte, prefecture, histoire):
    client = connecte(prefecture)
    page = ouvrir(client, "groupe_moteur_evolution")
    assertContains(page, 'name="du" value="2026-01-01"')
    for lue in (
        page.context["evolution"],
        ouvrir(client, "groupe_moteur_evolution", du="", au="").context["evolution"],
    ):
        assert (lue.du, lue.au) == (date(2026, 1, 1), date(2026, 11, 18))


def test_le_premier_janvier_l_annee_est_celle_qui_finit(connecte, prefecture, histoire, horloge):
    horloge.move_to("2027-01-01 10:00:00+01:00")
    lue = ouvrir(connecte(prefecture), "groupe_moteur_evolution").context["evolution"]
    assert (lue.du, lue.au) == (date(2026, 1, 1), date(2027, 1, 1))


@pytest.mark.parametrize(("page", "requetes"), [("groupe_moteur", 10), ("groupe_moteur_evolution", 10)])
def test_le_nombre_de_requetes_ne_suit_pas_les_membres(
    connecte, animatrice, dix_huitieme, django_assert_num_queries, page, requetes
):
    client = connecte(animatrice)
    client.get(reverse("aide"))
    for combien in (1, 2, 40):
        f.MandatFabrique.create_batch(combien, membre__conseil=dix_huitieme, debut=date(2026, 2, 1))
        f.MandatFabrique.create_batch(combien, membre__conseil=dix_huitieme, fin=date(2026, 3, 1), motif_fin="autre")
        with django_assert_num_queries(requetes):
            ouvrir(client, page)
