"""The pages of the organisation and of the règlement: what they show, refuse, keep and cost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from conseils.models import Arrete, MoyenPrete, Portage, VerificationReglement, VersionReglement
from tests import fabriques as f
from tests.conseils.test_reglement import PDF, _fichiers, adoptee  # noqa: F401  the storage of these tests too

REGLEMENT, ORGANISATION = "/conseils/18/reglement/", "/conseils/18/organisation/"


def test_la_page_du_conseil_dit_qui_le_porte_et_ou_en_est_le_reglement(connecte, lecteur, dix_huitieme):
    f.PortageFabrique(conseil=dix_huitieme, structure="Les Relais")
    f.MoyenPreteFabrique(conseil=dix_huitieme, description="Photocopieur de la mairie")
    f.MoyenPreteFabrique(conseil=dix_huitieme, description="Barnum rendu", au=date(2026, 1, 1))
    adoptee(dix_huitieme)
    reponse = connecte(lecteur).get("/conseils/18/")
    for texte in ("Les Relais", "depuis le 4 janvier 2016", "Photocopieur de la mairie", "Adopté"):
        assertContains(reponse, texte)
    assertNotContains(reponse, "Barnum rendu")


def test_l_organisation_garde_l_histoire(connecte, lecteur, dix_huitieme):
    f.PortageFabrique(conseil=dix_huitieme, structure="Ancienne structure", au=date(2019, 12, 31))
    f.PortageFabrique(conseil=dix_huitieme, structure="Structure du jour", du=date(2020, 1, 1))
    f.MoyenPreteFabrique(conseil=dix_huitieme, description="Barnum rendu", au=date(2026, 1, 1))
    reponse = connecte(lecteur).get(ORGANISATION)
    for texte in ("Ancienne structure", "31/12/2019", "Structure du jour", "Barnum rendu"):
        assertContains(reponse, texte)
    assertNotContains(reponse, "modifier/")


def test_un_portage_refuse_garde_ce_qui_est_tape(connecte, coordinatrice, dix_huitieme):
    f.PortageFabrique(conseil=dix_huitieme)
    donnees = {"mode": "collectif_informel", "structure": "Les Tilleuls", "du": "2020-01-01", "note": "Vu en mars"}
    reponse = connecte(coordinatrice).post(f"{ORGANISATION}portages/ajouter/", donnees)
    assert list(reponse.context["form"].errors) == ["du"]
    for tape in ("Les Tilleuls", 'value="2020-01-01"', "Vu en mars"):
        assertContains(reponse, tape)


def test_porter_et_preter_par_les_formulaires(connecte, coordinatrice, dix_huitieme):
    client = connecte(coordinatrice)
    donnees = {"mode": "association_ad_hoc", "structure": "", "du": "2020-01-01", "au": "", "note": ""}
    assertRedirects(client.post(f"{ORGANISATION}portages/ajouter/", donnees), ORGANISATION)
    portage = Portage.objects.get()
    client.post(f"{ORGANISATION}portages/{portage.pk}/modifier/", donnees | {"au": "2021-01-01"})
    assert Portage.objects.get().au == date(2021, 1, 1)
    donnees = {"nature": "lieu", "description": "Salle", "prete_par": "Mairie", "du": "2020-01-01", "au": ""}
    assertRedirects(client.post(f"{ORGANISATION}moyens/ajouter/", donnees), ORGANISATION)
    moyen = MoyenPrete.objects.get()
    client.post(f"{ORGANISATION}moyens/{moyen.pk}/modifier/", donnees | {"au": "2020-02-01"})
    assert MoyenPrete.objects.get().au == date(2020, 2, 1)


def installer(client, **champs):
    donnees = {"date_installation": "2015-09-12", "reference": "75-2015-001", "date_arrete": "2015-09-04"}
    return client.post(f"{ORGANISATION}installation/", donnees | champs)


def test_installer_puis_completer_l_arrete(connecte, coordinatrice, dix_huitieme):
    client = connecte(coordinatrice)
    assertRedirects(installer(client), ORGANISATION)
    assertContains(client.get(f"{ORGANISATION}installation/"), "ne revient pas en préfiguration")
    assertRedirects(installer(client, fichier=SimpleUploadedFile("a.pdf", PDF)), ORGANISATION)
    reponse = client.get(f"{ORGANISATION}installation/arrete/")
    assert reponse.headers["Content-Disposition"] == 'attachment; filename="arrete-installation-18e.pdf"'
    assert b"".join(reponse) == PDF
    installer(client, reference="75-2015-002")
    assert Arrete.objects.get().fichier  # kept when no other is chosen


def test_un_arrete_refuse_garde_ce_qui_est_tape_et_redemande_le_fichier(connecte, coordinatrice, dix_huitieme):
    reponse = installer(connecte(coordinatrice), date_arrete="2013-01-01", fichier=SimpleUploadedFile("a.pdf", PDF))
    assert list(reponse.context["form"].errors) == ["date_arrete"]
    for texte in ("75-2015-001", 'value="2013-01-01"', "Choisissez de nouveau votre fichier"):
        assertContains(reponse, texte)


def test_deposer_adopter_verifier(connecte, animatrice, prefecture, ville, dix_huitieme):
    client = connecte(animatrice)
    donnees = {"ecrit_le": "2026-03-01", "fichier": SimpleUploadedFile("r.docx", PDF)}
    assertRedirects(client.post(f"{REGLEMENT}ajouter/", donnees), REGLEMENT)
    version = VersionReglement.objects.get()
    assemblee = f.AssembleeFabrique(conseil=dix_huitieme, date=date(2026, 4, 1))
    assertRedirects(client.post(f"{REGLEMENT}{version.pk}/adopter/", {"reunion": assemblee.pk}), REGLEMENT)
    for compte, institution in ((prefecture, "prefecture"), (ville, "ville")):
        adresse = f"{REGLEMENT}{version.pk}/verifier/{institution}/"
        assertContains(connecte(compte).get(REGLEMENT), adresse)
        assertRedirects(connecte(compte).post(adresse, {"avis": "conforme"}), REGLEMENT)
    assert set(VerificationReglement.objects.values_list("institution", "par")) == {
        ("prefecture", prefecture.pk),
        ("ville", ville.pk),
    }
    assertContains(client.get(REGLEMENT), "vérifié par la Préfecture et par la Ville")


def test_un_autre_avis_se_donne_apres_un_premier(connecte, prefecture, ville, dix_huitieme):
    f.VerificationReglementFabrique(version=adoptee(dix_huitieme), institution="ville")
    assertContains(connecte(ville).get(REGLEMENT), "Donner un autre avis")
    assertNotContains(connecte(prefecture).get(REGLEMENT), "Donner un autre avis")


def test_chacune_ne_verifie_qu_en_son_nom(connecte, prefecture, ville, coordinatrice, dix_huitieme):
    version = adoptee(dix_huitieme)
    for compte, autre in ((prefecture, "ville"), (ville, "prefecture"), (coordinatrice, "ville")):
        reponse = connecte(compte).post(f"{REGLEMENT}{version.pk}/verifier/{autre}/", {"avis": "conforme"})
        assert reponse.status_code == 403
    assert not VerificationReglement.objects.exists()


def test_une_reunion_qui_n_est_pas_une_assemblee_tenue_n_est_pas_proposee(connecte, animatrice, dix_huitieme):
    version = f.VersionReglementFabrique(conseil=dix_huitieme)
    reunion = f.ReunionFabrique(conseil=dix_huitieme)
    reponse = connecte(animatrice).post(f"{REGLEMENT}{version.pk}/adopter/", {"reunion": reunion.pk})
    assertContains(reponse, "Choisissez une assemblée ouverte tenue depuis l’écriture de cette version.")


def test_qui_verifie_a_le_texte_sous_les_yeux(connecte, prefecture, dix_huitieme):
    version = adoptee(dix_huitieme)
    adresse = f"{REGLEMENT}{version.pk}/verifier/prefecture/"
    assertContains(connecte(prefecture).get(adresse), "se réunit en assemblée ouverte")
    depot = SimpleUploadedFile("r.pdf", PDF)
    fichier = f.VersionReglementFabrique(
        conseil=dix_huitieme, numero=2, texte="", fichier=depot, adoptee_en=version.adoptee_en
    )
    page = connecte(prefecture).get(f"{REGLEMENT}{fichier.pk}/verifier/prefecture/")
    assertContains(page, reverse("version_fichier", args=[18, fichier.pk]))


def test_des_observations_refusees_gardent_l_avis(connecte, prefecture, dix_huitieme):
    version = adoptee(dix_huitieme)
    reponse = connecte(prefecture).post(
        f"{REGLEMENT}{version.pk}/verifier/prefecture/", {"avis": "conforme", "observations": "Une réserve"}
    )
    assert list(reponse.context["form"].errors) == ["observations"]
    assertContains(reponse, "Une réserve")


def test_le_fichier_se_telecharge_et_ne_s_ouvre_pas(connecte, lecteur, animateur_du_19e, dix_huitieme):
    version = f.VersionReglementFabrique(
        conseil=dix_huitieme, texte="", fichier=SimpleUploadedFile("r.pdf", PDF, content_type="text/html")
    )
    adresse = reverse("version_fichier", args=[18, version.pk])
    reponse = connecte(lecteur).get(adresse)
    assert reponse.headers["Content-Disposition"] == 'attachment; filename="reglement-interieur-18e-version-1.pdf"'
    assert reponse.headers["Content-Type"] == "application/pdf"
    assert b"".join(reponse) == PDF
    assert connecte(animateur_du_19e).get(adresse).status_code == 404


def test_une_version_collee_n_a_pas_de_fichier(connecte, lecteur, dix_huitieme):
    version = f.VersionReglementFabrique(conseil=dix_huitieme, texte="Article 1. <script>")
    assert connecte(lecteur).get(reverse("version_fichier", args=[18, version.pk])).status_code == 404
    assertContains(connecte(lecteur).get(REGLEMENT), "Article 1. &lt;script&gt;")


@pytest.mark.parametrize(("adresse", "requetes"), [(REGLEMENT, 5), (ORGANISATION, 11)])
def test_le_cout_des_pages_ne_suit_pas_leurs_lignes(
    connecte, coordinatrice, dix_huitieme, django_assert_num_queries, adresse, requetes
):
    client = connecte(coordinatrice)
    client.get(reverse("aide"))
    for numeros in ((1,), (2, 3)):
        for numero in numeros:
            version = adoptee(dix_huitieme, numero, date(2026, 4, numero))
            f.VerificationReglementFabrique(version=version)
            f.MoyenPreteFabrique(conseil=dix_huitieme)
            f.PortageFabrique(conseil=dix_huitieme, du=date(2016, numero, 1), au=date(2016, numero, 2))
            f.SiegeParticipationFabrique(conseil=dix_huitieme)
        with django_assert_num_queries(requetes):
            client.get(adresse)
