"""The three reference pages: what they say, to whom, at what cost."""

import pytest
from django.urls import reverse

from conseils.models import ConseilCitoyen
from territoires.models import ContratVille, ElementContrat, MesureQuartier, Quartier
from tests import fabriques as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(connecte, personne_sans_droit):
    """Somebody without any right: the reference pages are for every account."""
    return connecte(personne_sans_droit)


def lire(client, nom: str, *args, **parametres) -> str:
    """The text of a page, with ordinary spaces."""
    reponse = client.get(reverse(nom, args=args), parametres)
    assert reponse.status_code == 200
    texte = reponse.content.decode().replace("&nbsp;", " ")
    return " ".join(texte.replace("\u202f", " ").replace("\xa0", " ").split())


@pytest.mark.parametrize("nom", ["territoires", "contrat_de_ville"])
def test_base_vide_la_page_dit_quoi_faire(client, nom):
    assert "manage.py importer_territoires" in lire(client, nom)


@pytest.mark.parametrize("adresse", ["/territoires/", "/territoires/quartiers/QP075012/", "/contrat-de-ville/"])
def test_personne_n_entre_sans_compte(reference, client, adresse):
    client.logout()
    assert client.get(adresse).status_code == 302


def test_territoires_totaux_de_paris_et_refus_d_additionner(reference, client):
    page = lire(client, "territoires")
    assert "150 460" in page
    assert "142 981" in page
    assert "Pourquoi la population n’est pas additionnée par arrondissement" in page
    assert "3 quartiers s’étendent" in page


def test_territoires_marque_ce_qui_est_a_cheval(reference, client):
    page = lire(client, "territoires")
    # Three quartiers over two, two and three arrondissements.
    assert page.count('<span class="etat">à cheval</span>') == 7


def test_territoires_signale_le_revenu_douteux(reference, client):
    mesure = MesureQuartier.objects.get(quartier__code="QP075005", indicateur="revenu_median")
    page = lire(client, "territoires")
    assert f'href="#reserve-{mesure.pk}"' in page
    assert f'id="reserve-{mesure.pk}"' in page
    assert "Valeur atypique" in page


def test_territoires_dit_ce_qui_est_hors_du_dispositif(reference, client):
    page = lire(client, "territoires")
    assert page.count("Hors du dispositif : aucun conseil citoyen n’y est prévu.") == 2  # 12e and 15e


def test_territoires_de_2024(reference, client):
    page = lire(client, "territoires", generation=2024)
    assert "Petit Belleville" in page
    assert "Compans-Pelleport" not in page


@pytest.mark.parametrize("generation", ["2019", "deux mille", ""])
def test_geographie_inconnue(reference, client, generation):
    assert client.get(reverse("territoires"), {"generation": generation}).status_code == 404


def test_quartier_donne_chaque_chiffre_avec_sa_source(reference, client):
    page = lire(client, "quartier", "QP075005")
    assert "5 400 €" in page
    assert "Valeur atypique" in page
    assert "Contrat de ville de Paris 2015-2020, p. 9, Insee RFL 2011 – Cget" in page
    assert "Aucun quartier d’une autre géographie" in page


def test_quartier_filiation_dans_les_deux_sens(reference, client):
    assert reverse("quartier", args=["QN07520M"]) in lire(client, "quartier", "QP075020")
    assert reverse("quartier", args=["QP075020"]) in lire(client, "quartier", "QN07520M")


def test_quartier_perimetres_de_renouvellement(reference, client):
    page = lire(client, "quartier", "QP075019")
    assert "La Fabrique Saint Blaise" in page
    assert "NPNRU (candidature)" in page


def test_quartier_inconnu(client):
    assert client.get(reverse("quartier", args=["QP999999"])).status_code == 404


@pytest.mark.usefixtures("reference", "dix_huitieme", "dix_neuvieme")
def test_quartier_ne_mene_qu_aux_conseils_que_l_on_peut_voir(connecte, lecteur, coordinatrice, client):
    Quartier.objects.get(code="QP075013").conseils.set(ConseilCitoyen.objects.all())
    adresses = [reverse("conseil", args=[18]), reverse("conseil", args=[19])]
    vues = [
        [adresse in lire(navigateur, "quartier", "QP075013") for adresse in adresses]
        for navigateur in (connecte(coordinatrice), connecte(lecteur), client)
    ]
    assert vues == [[True, True], [True, False], [False, False]]


def test_contrat_dit_ses_nombres_et_ouvre_les_axes(reference, client):
    page = lire(client, "contrat_de_ville")
    assert "3 axes, 7 orientations, 24 objectifs, 45 priorités, 136 objectifs opérationnels" in page
    assert page.count("<details open>") == 3


def test_contrat_cherche_sans_accents_et_garde_le_chemin(reference, client):
    page = lire(client, "contrat_de_ville", q="favoriser INCLUSION numerique")
    assert "1 élément pour « favoriser INCLUSION numerique »" in page
    assert "<mark>Favoriser l’inclusion numérique</mark>" in page
    assert 'id="element-2.1.2-P3"' in page
    assert 'id="element-1"' not in page


def test_contrat_ce_qui_repond_garde_ce_qu_il_contient(reference, client):
    page = lire(client, "contrat_de_ville", q="Mobiliser et remobiliser")
    assert 'id="element-1.1.1-P2-04"' in page
    assert 'id="element-1.1.1-P1"' not in page


def test_contrat_recherche_sans_reponse_et_hostile(reference, client):
    page = lire(client, "contrat_de_ville", q="<script>alert(1)</script>")
    assert "Aucun élément du contrat ne contient" in page
    assert "<script>alert" not in page


def test_contrat_montre_la_version_demandee(reference, client):
    ContratVille.objects.create(
        code="avenant-1", titre="Avenant n° 1", debut="2018-01-01", fin="2020-12-31", source="essai"
    )
    assert "Avenant n° 1" in lire(client, "contrat_de_ville")
    assert "24 objectifs" in lire(client, "contrat_de_ville", version="2015-2020")
    assert client.get(reverse("contrat_de_ville"), {"version": "inconnue"}).status_code == 404


def _quartiers(nombre: int) -> None:
    for numero in range(13, 13 + nombre):
        arrondissement = f.ArrondissementFabrique(numero=numero)
        quartier = f.QuartierFabrique(arrondissements=[arrondissement])
        for annee in range(2011, 2011 + nombre):
            MesureQuartier.objects.create(
                quartier=quartier, indicateur="population", annee=annee, valeur=1000, source="essai"
            )


@pytest.fixture
def habitue(client):
    """The same person, whose session is already known."""
    client.get(reverse("contrat_de_ville"))
    return client


@pytest.mark.parametrize("nombre", [1, 3])
def test_territoires_meme_cout_quel_que_soit_le_nombre(habitue, django_assert_num_queries, nombre):
    _quartiers(nombre)
    with django_assert_num_queries(10):
        habitue.get(reverse("territoires"))


@pytest.mark.parametrize("nombre", [1, 3])
def test_contrat_meme_cout_quel_que_soit_le_nombre(habitue, django_assert_num_queries, nombre):
    contrat = ContratVille.objects.create(code="c", titre="C", debut="2015-01-01", fin="2020-12-31", source="essai")
    for rang in range(nombre):
        ElementContrat.objects.create(contrat=contrat, code=f"{rang}", niveau="axe", intitule="Axe", source="essai")
    with django_assert_num_queries(6):
        habitue.get(reverse("contrat_de_ville"))
