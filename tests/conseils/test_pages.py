"""The pages: who opens them, what they hide, what they keep, what they cost."""

from datetime import date, time

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from conseils.models import Mandat, Membre, Reunion
from tests import fabriques as f

NOM = "Zzyzxwvutsr"
LECTURE = ("conseil", "groupe_moteur", "reunions", "reunion")
ECRITURE = (
    "membre_ajouter",
    "membre_modifier",
    "mandat_ouvrir",
    "mandat_corriger",
    "mandat_clore",
    "reunion_ajouter",
    "reunion_modifier",
    "reunion_annuler",
    "presences",
)


@pytest.fixture
def vie(dix_huitieme):
    """A conseil with one member, present at one meeting."""
    quartier = f.QuartierFabrique(nom="Goutte d'Or", arrondissements=[dix_huitieme.arrondissement])
    dix_huitieme.quartiers.add(quartier)
    membre = f.MembreFabrique(conseil=dix_huitieme, prenom=NOM, nom=NOM, quartier=quartier)
    mandat = f.MandatFabrique(membre=membre)
    ancien = f.MembreFabrique(conseil=dix_huitieme, nom=NOM + "ancien")
    f.MandatFabrique(membre=ancien, fin=date(2025, 6, 30), motif_fin="demission")
    reunion = f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 3), heure=time(18, 30))
    f.PresenceFabrique(reunion=reunion, membre=membre)
    f.ComptagePublicFabrique(reunion=reunion, nombre=3)
    f.ComptageEloignesFabrique(reunion=reunion, reponses=2, eloignes=1)
    return {"membre": membre.pk, "mandat": mandat.pk, "reunion": reunion.pk}


def adresse(nom, vie, numero=18):
    sorte = "mandat" if nom in {"mandat_corriger", "mandat_clore"} else nom.split("_")[0]
    sorte = {"mandat_ouvrir": "membre", "presences": "reunion"}.get(nom, sorte)
    sans_cle = nom.endswith("_ajouter") or nom in {"conseil", "conseil_modifier", "groupe_moteur", "reunions"}
    return reverse(nom, args=[numero] if sans_cle else [numero, vie["membre" if nom == "mandat_ouvrir" else sorte]])


@pytest.fixture
def statut(request, connecte, vie):
    """``statut(persona, page, methode)``: what the server answers."""

    def _statut(persona, page, methode="get"):
        client = connecte(request.getfixturevalue(persona))
        return getattr(client, methode)(adresse(page, vie)).status_code

    return _statut


@pytest.mark.parametrize("page", LECTURE)
@pytest.mark.parametrize("persona", ["coordinatrice", "animatrice", "prefecture", "ville", "partenaire", "lecteur"])
def test_qui_voit_le_conseil_en_lit_les_pages(statut, persona, page):
    assert statut(persona, page) == 200


@pytest.mark.parametrize("page", ECRITURE)
@pytest.mark.parametrize("persona", ["coordinatrice", "animatrice"])
def test_qui_tient_le_conseil_ouvre_les_formulaires(statut, persona, page):
    assert statut(persona, page) == 200


@pytest.mark.parametrize("methode", ["get", "post"])
@pytest.mark.parametrize("page", [*ECRITURE, "conseil_modifier"])
@pytest.mark.parametrize("persona", ["prefecture", "ville", "partenaire", "lecteur"])
def test_qui_ne_fait_que_voir_n_ecrit_pas(statut, persona, page, methode):
    assert statut(persona, page, methode) == 403


@pytest.mark.parametrize("methode", ["get", "post"])
@pytest.mark.parametrize("page", [*LECTURE, *ECRITURE])
def test_le_conseil_d_un_autre_n_existe_pas(statut, page, methode):
    assert statut("animateur_du_19e", page, methode) == 404


def test_l_organisation_revient_a_la_coordination(statut):
    assert statut("coordinatrice", "conseil_modifier") == 200
    assert statut("animatrice", "conseil_modifier") == 403


@pytest.mark.parametrize("persona", ["administrateur", "personne_sans_droit"])
def test_sans_droit_sur_les_conseils(statut, persona):
    assert {statut(persona, page) for page in LECTURE} == {403}


def test_conseil_absent(connecte, coordinatrice):
    assert connecte(coordinatrice).get(reverse("conseil", args=[7])).status_code == 404


def test_une_cle_d_un_autre_conseil_n_existe_pas(connecte, coordinatrice, vie, dix_neuvieme):
    client = connecte(coordinatrice)
    for page in ("reunion", "presences", "membre_modifier", "mandat_clore"):
        assert client.get(adresse(page, vie, numero=19)).status_code == 404


@pytest.mark.parametrize("persona", ["prefecture", "ville", "partenaire", "lecteur"])
def test_aucun_nom_pour_qui_ne_doit_pas_les_voir(request, connecte, vie, persona):
    client = connecte(request.getfixturevalue(persona))
    for page in (reverse("conseils"), *(adresse(nom, vie) for nom in LECTURE)):
        reponse = client.get(page)
        assertNotContains(reponse, NOM)
        assertNotContains(reponse, "Ajouter")
        assertNotContains(reponse, "Modifier")


def test_les_noms_pour_qui_tient_le_conseil(connecte, animatrice, vie):
    client = connecte(animatrice)
    for page in ("groupe_moteur", "reunion", "presences"):
        assertContains(client.get(adresse(page, vie)), NOM)


def test_la_liste_suit_l_ordre_des_arrondissements_et_la_porte(connecte, coordinatrice, lecteur, dix_neuvieme):
    f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=10))
    vus = connecte(coordinatrice).get(reverse("conseils")).context["conseils"]
    assert [conseil.arrondissement.numero for conseil in vus] == [10, 18, 19]
    vus = connecte(lecteur).get(reverse("conseils")).context["conseils"]
    assert [conseil.arrondissement.numero for conseil in vus] == [18]


def remplir(conseil, combien):
    for rang in range(combien):
        mandat = f.MandatFabrique(membre__conseil=conseil)
        f.MandatFabrique(membre__conseil=conseil, fin=date(2025, 1, 1), motif_fin="autre")
        reunion = f.ReunionFabrique(conseil=conseil, date=date(2026, 3, 1 + rang))
        f.PresenceFabrique(reunion=reunion, membre=mandat.membre)
        f.ReunionFabrique(conseil=conseil, date=date(2026, 12, 1), statut="prevue", presences_saisies=False)
        f.ReunionFabrique(conseil=conseil, date=date(2026, 4, 1), statut="prevue", presences_saisies=False)
        quartier = f.QuartierFabrique(arrondissements=[conseil.arrondissement])
        quartier.mesures.create(indicateur="population", annee=2013, valeur=1000, source="test")
        conseil.quartiers.add(quartier)
        numero = conseil.versions_reglement.prochain_numero()
        f.VerificationReglementFabrique(version=f.VersionReglementFabrique(conseil=conseil, numero=numero))
        f.PortageFabrique(conseil=conseil, au=date(2016, 1, 5))
        f.MoyenPreteFabrique(conseil=conseil)


@pytest.fixture
def coordination(connecte, coordinatrice):
    """A client who has already opened a page: the first one of a session costs more."""
    client = connecte(coordinatrice)
    client.get(reverse("aide"))
    return client


@pytest.mark.parametrize(
    ("page", "requetes"), [("conseil", 15), ("groupe_moteur", 10), ("reunions", 10), ("presences", 14)]
)
def test_le_cout_d_une_page_ne_suit_pas_ses_lignes(
    coordination, dix_huitieme, django_assert_num_queries, page, requetes
):
    for en_plus in (1, 2):
        remplir(dix_huitieme, en_plus)
        vie = {"reunion": Reunion.objects.tenues().first().pk}
        with django_assert_num_queries(requetes):
            coordination.get(adresse(page, vie))


def test_le_cout_de_la_liste_ne_suit_pas_les_conseils(coordination, django_assert_num_queries):
    for numeros in ([10], [11, 13]):
        for numero in numeros:
            remplir(f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=numero)), 2)
        with django_assert_num_queries(5):
            coordination.get(reverse("conseils"))


def test_inscrire_par_le_formulaire(connecte, animatrice, vie):
    donnees = {
        "prenom": "Awa",
        "nom": "Diarra",
        "sexe": "F",
        "tranche_age": "26-39",
        "college": "habitants",
        "origine": "tirage",
        "debut": "2026-11-02",
    }
    reponse = connecte(animatrice).post(adresse("membre_ajouter", vie), donnees)
    assertRedirects(reponse, adresse("groupe_moteur", vie))
    assert Mandat.objects.get(membre__nom="Diarra").debut == date(2026, 11, 2)
    encore = connecte(animatrice).post(adresse("membre_ajouter", vie), donnees | {"prenom": "Lina", "encore": "1"})
    assertRedirects(encore, adresse("membre_ajouter", vie) + "?debut=2026-11-02")
    assertContains(connecte(animatrice).get(encore.url), 'value="2026-11-02"')


def test_un_homonyme_est_demande_puis_accepte(connecte, animatrice, vie):
    donnees = {
        "prenom": NOM,
        "nom": NOM,
        "sexe": "F",
        "tranche_age": "N",
        "college": "acteurs",
        "origine": "volontaire",
        "debut": "2026-11-02",
        "homonyme": "",
    }
    client = connecte(animatrice)
    reponse = client.post(adresse("membre_ajouter", vie), donnees)
    assert "nom" in reponse.context["form"].errors
    assertContains(reponse, 'type="checkbox" name="homonyme"')
    client.post(adresse("membre_ajouter", vie), donnees | {"homonyme": "on"})
    assert Membre.objects.filter(nom=NOM).count() == 2


def test_un_mandat_refuse_garde_ce_qui_est_tape(connecte, animatrice, vie):
    donnees = {"fin": "2019-01-01", "motif_fin": "absences"}
    reponse = connecte(animatrice).post(adresse("mandat_clore", vie), donnees)
    assert "fin" in reponse.context["form"].errors
    assertContains(reponse, 'value="2019-01-01"')
    assert reponse.context["form"]["motif_fin"].value() == "absences"


def test_une_reunion_refusee_garde_ce_qui_est_tape(connecte, animatrice, vie):
    donnees = {
        "type": "quartier",
        "intitule": "Pieds d’immeuble",
        "echelle": "quartier",
        "quartier": "",
        "date": "2026-12-01",
        "heure": "18:30",
        "lieu": "Square Léon",
        "statut": "prevue",
    }
    reponse = connecte(animatrice).post(adresse("reunion_ajouter", vie), donnees)
    assert list(reponse.context["form"].errors) == ["quartier"]
    for tape in ("Pieds d’immeuble", "2026-12-01", "18:30", "Square Léon"):
        assertContains(reponse, tape)


def test_des_presences_refusees_gardent_ce_qui_est_tape(connecte, animatrice, vie):
    donnees = {"membres": [vie["membre"]], "public_F_18-25": "7", "public_H_60+": "-2", "reponses_F": "9"}
    reponse = connecte(animatrice).post(adresse("presences", vie), donnees)
    assert set(reponse.context["form"].errors) == {"public_H_60+", "reponses_F"}
    for champ, valeur in (("public_F_18-25", 7), ("public_H_60+", -2), ("reponses_F", 9)):
        assertContains(reponse, f'name="{champ}" value="{valeur}"')
    assert reponse.context["form"]["membres"].value() == [str(vie["membre"])]


def test_une_presence_hors_mandat_est_refusee_par_le_formulaire(connecte, animatrice, vie):
    ancien = Membre.objects.get(nom=NOM + "ancien")
    reponse = connecte(animatrice).post(adresse("presences", vie), {"membres": [ancien.pk]})
    assertContains(reponse, "n’était pas en mandat")


def test_saisir_les_presences_par_le_formulaire(connecte, animatrice, vie):
    donnees = {"membres": [vie["membre"]], "public_F_18-25": "7", "reponses_F": "4", "eloignes_F": "1"}
    reponse = connecte(animatrice).post(adresse("presences", vie), donnees)
    assertRedirects(reponse, adresse("reunion", vie))
    reunion = Reunion.objects.get(pk=vie["reunion"])
    assert list(reunion.publics.values_list("tranche_age", "nombre")) == [("18-25", 7)]


def test_les_presences_d_une_reunion_a_venir_ne_se_saisissent_pas(connecte, animatrice, dix_huitieme, vie):
    vie["reunion"] = f.ReunionFabrique(
        conseil=dix_huitieme, date=date(2026, 12, 1), statut="prevue", presences_saisies=False
    ).pk
    client = connecte(animatrice)
    assertContains(client.get(adresse("presences", vie)), "Cette réunion est à venir")
    reponse = client.post(adresse("presences", vie), {"public_F_18-25": "7"})
    assertContains(reponse, "01/12/2026")
    assertContains(reponse, 'value="7"')


def test_un_perimetre_refuse_garde_la_presentation(connecte, coordinatrice, vie):
    donnees = {"quartiers": ["999999"], "presentation": "Un conseil de quartier."}
    reponse = connecte(coordinatrice).post(adresse("conseil_modifier", vie), donnees)
    assert list(reponse.context["form"].errors) == ["quartiers"]
    assertContains(reponse, "Un conseil de quartier.")


def test_l_exercice_est_dans_l_adresse(connecte, prefecture, dix_huitieme, vie):
    f.ReunionFabrique(conseil=dix_huitieme, date=date(2025, 5, 6), intitule="Printemps 2025")
    client = connecte(prefecture)
    assertNotContains(client.get(adresse("reunions", vie)), "Printemps 2025")
    assertContains(client.get(adresse("reunions", vie) + "?exercice=2025"), "Printemps 2025")
