"""What the contract says beside the figures: where each sentence applies, and what it costs to read."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from territoires.models import Quartier, Repere

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(connecte, personne_sans_droit):
    """Somebody without any right: the reference pages are for every account."""
    return connecte(personne_sans_droit)


def lire(client, adresse: str) -> str:
    reponse = client.get(adresse)
    assert reponse.status_code == 200
    # Without an argument ``split`` cuts at every kind of space, those of numbers included.
    return " ".join(reponse.content.decode().replace("&nbsp;", " ").split())


# Typed by hand from the contract.
@pytest.mark.parametrize(
    ("code", "valeur", "unite"),
    [
        ("qpv-france", 1514, "quartiers"),
        ("femmes-population", 53, "%"),
        ("femmes-actives", 61, "%"),
        ("hommes-actifs", 70, "%"),
        ("femmes-temps-partiel", 22, "%"),
        ("hommes-temps-partiel", 11, "%"),
        ("monoparentales-femmes", 84, "%"),
        ("monoparentales-bas-revenus", 36, "%"),
        ("centres-sociaux", 25, "centres"),
        ("points-acces-droit", 5, "points"),
        ("maisons-justice", 3, "maisons"),
        ("pimms", 3, "points"),
        ("ateliers-sante", 7, "ateliers"),
        ("ateliers-sante-personnes", 15_000, "personnes"),
        ("permanences-soins", 24, "permanences"),
        ("gestion-proximite", 14, "démarches"),
        ("engagement-ville", 26_000_000, "€"),
        ("engagement-etat", 26_000_000, "€"),
        ("fipd", 89, "%"),
        ("adultes-relais", 200, "postes"),
        ("actions-associatives", 500, "actions"),
        ("creations-seules", 70, "%"),
        ("creations-echec", 3, "fois"),
    ],
)
def test_nombres_du_contrat(reference, code, valeur, unite):
    repere = Repere.objects.get(code=code)
    assert (repere.valeur, repere.unite) == (valeur, unite)


def test_trois_piliers_et_trois_axes_transversaux(reference):
    assert Repere.objects.filter(theme="cadre", enonce__startswith="Pilier national").count() == 3
    assert Repere.objects.filter(theme="cadre", enonce__startswith="Axe transversal").count() == 3


def test_trois_zones_de_securite_prioritaire(reference):
    zones = Repere.objects.filter(code__startswith="zsp-")
    assert sorted(a.numero for zone in zones for a in zone.arrondissements.all()) == [18, 19, 20]


def test_huit_quartiers_cumulent_les_difficultes(reference):
    cumul = Repere.objects.get(code="cumul-fort")
    assert cumul.quartiers.count() == 8
    assert {a.numero for q in cumul.quartiers.all() for a in q.arrondissements.all()} == {14, 17, 18, 19, 20}


def test_la_page_dit_tout(reference, client):
    page = lire(client, reverse("reperes"))
    assert "26 000 000 €" in page
    assert "Femmes et hommes" in page
    assert "en 2011" in page
    assert "None" not in page
    assert page.count("<tr>") == Repere.objects.count() + 7  # one heading line for each theme


def test_la_page_d_un_arrondissement_ne_garde_que_les_siens(reference, client):
    page = lire(client, reverse("reperes") + "?arrondissement=14")
    assert "Fort cumul de difficultés" in page  # through Didot-Porte de Vanves
    assert "Zone de sécurité prioritaire" not in page
    assert "26 000 000" not in page


def test_arrondissement_que_rien_ne_nomme(reference, client):
    assert "Aucun repère pour cet arrondissement" in lire(client, reverse("reperes") + "?arrondissement=1")


@pytest.mark.parametrize("numero", ["21", "0", "dix", "-1", "1" * 40, "²"])
def test_arrondissement_inconnu(reference, client, numero):
    assert client.get(reverse("reperes"), {"arrondissement": numero}).status_code == 404


def test_base_vide_la_page_dit_quoi_faire(client):
    assert "manage.py importer_territoires" in lire(client, reverse("reperes"))


def test_le_quartier_montre_les_siens(reference, client):
    page = lire(client, reverse("quartier", args=["QP075012"]))
    assert "Barbès-Goutte d’Or et Château Rouge" in page
    assert "Ce que le contrat de ville en dit" not in lire(client, reverse("quartier", args=["QP075017"]))


def test_une_unite_a_une_valeur():
    with pytest.raises(ValidationError, match="Une unité sans valeur"):
        Repere(code="seul", theme="cadre", enonce="Sans valeur", unite="%", source="essai").full_clean()


@pytest.mark.parametrize("nombre", [1, 3])
def test_le_cout_ne_grandit_pas(reference, client, django_assert_num_queries, nombre):
    Repere.objects.exclude(pk__in=Repere.objects.filter(theme="diagnostic")[:nombre]).delete()
    Repere.objects.first().quartiers.set(Quartier.objects.all()[: nombre * 3])
    client.get(reverse("reperes"))
    with django_assert_num_queries(7):
        client.get(reverse("reperes"))
