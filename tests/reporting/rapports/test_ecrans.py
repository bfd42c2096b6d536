"""The library: who sees what, who may do what, and what is said."""

import pytest
from django.urls import reverse

from reporting.models import Rapport
from reporting.rapports.sujet import Sujet
from reporting.services import production, travaux
from tests import fabriques as f

pytestmark = pytest.mark.usefixtures("imprimerie")


def _adresse(nom, rapport):
    return reverse(nom, args=[rapport.numero])


# -- Reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("personne", "statut"),
    [
        ("coordinatrice", 200),
        ("animatrice", 200),
        ("animateur_du_19e", 404),
        ("prefecture", 404),
        ("lecteur", 404),
        ("administrateur", 403),
    ],
)
def test_qui_voit_un_projet(projet, connecte, personne, statut, request):
    client = connecte(request.getfixturevalue(personne))
    assert client.get(_adresse("rapport", projet)).status_code == statut


def test_les_commanditaires_lisent_le_publie_et_rien_d_autre(publie, dix_neuvieme, connecte, prefecture, lecteur):
    projet = travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, dix_neuvieme), par=None)
    production.executer(pk=projet.pk)
    for compte in (prefecture, lecteur):
        client = connecte(compte)
        liste = client.get(reverse("rapports")).content.decode()
        assert publie.numero in liste
        assert projet.numero not in liste
        assert client.get(_adresse("rapport_pdf", publie)).getvalue()
        assert client.get(_adresse("rapport_pdf", projet)).status_code == 404


def test_telecharger(publie, connecte, prefecture):
    client = connecte(prefecture)
    reponse = client.get(_adresse("rapport_pdf", publie))
    assert reponse["Content-Disposition"] == 'attachment; filename="BC-18-2026-01.pdf"'
    assert reponse["Content-Type"] == "application/pdf"
    assert len(reponse.getvalue()) == publie.taille
    apercu = client.get(_adresse("rapport_pdf", publie), {"apercu": 1})
    assert apercu["Content-Disposition"].startswith("inline")
    apercu.close()


def test_rien_a_telecharger_avant_la_production(demande, connecte, coordinatrice):
    assert connecte(coordinatrice).get(_adresse("rapport_pdf", demande)).status_code == 404


def test_empreinte_et_verification(projet, connecte, coordinatrice):
    page = connecte(coordinatrice).get(_adresse("rapport", projet)).content.decode()
    assert projet.sha256 in page
    assert f"sha256sum {projet.numero}.pdf" in page


@pytest.mark.parametrize("combien", [1, 3])
def test_la_liste_ne_coute_pas_plus_avec_plus(combien, connecte, coordinatrice, django_assert_num_queries):
    for numero in (18, 19, 20)[:combien]:
        conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=numero))
        travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, conseil), par=None)
    client = connecte(coordinatrice)
    with django_assert_num_queries(6):
        client.get(reverse("rapports"))


def test_filtres_dans_l_adresse(projet, dix_neuvieme, connecte, coordinatrice):
    autre = travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, dix_neuvieme), par=None)
    client = connecte(coordinatrice)
    for filtre, attendus in (
        ({"conseil": 18}, {projet.numero}),
        ({"etat": "demande"}, {autre.numero}),
        ({"exercice": 2026}, {projet.numero, autre.numero}),
        ({"conseil": "x", "etat": "faux"}, {projet.numero, autre.numero}),
    ):
        page = client.get(reverse("rapports"), filtre).context["page"]
        assert {r.numero for r in page} == attendus, filtre


BILAN_DEMANDE = "/rapports/demander/bilan-conseil/"


# -- Asking ---------------------------------------------------------------------------------------


def test_choisir_une_sorte(connecte, animatrice):
    page = connecte(animatrice).get(f"{reverse('rapport_demander')}?conseil=18&exercice=2026")
    assert f'{BILAN_DEMANDE}?conseil=18&amp;exercice=2026"' in page.content.decode()


def test_demander(connecte, animatrice, dix_huitieme, dix_neuvieme):
    client = connecte(animatrice)
    formulaire = client.get(BILAN_DEMANDE).context["form"]
    assert list(formulaire.fields["conseil"].queryset) == [dix_huitieme]
    reponse = client.post(BILAN_DEMANDE, {"conseil": dix_huitieme.pk, "exercice": 2026})
    rapport = Rapport.objects.get()
    assert reponse.url == _adresse("rapport", rapport)
    assert rapport.demande_par == animatrice


def test_demander_pour_un_autre_conseil_est_refuse(connecte, animatrice, dix_neuvieme):
    reponse = connecte(animatrice).post(BILAN_DEMANDE, {"conseil": dix_neuvieme.pk, "exercice": 2026})
    assert "conseil" in reponse.context["form"].errors
    assert not Rapport.objects.exists()


def test_demander_deux_fois_explique(demande, connecte, coordinatrice):
    reponse = connecte(coordinatrice).post(BILAN_DEMANDE, {"conseil": demande.conseil.pk, "exercice": 2026})
    assert "déjà en cours" in reponse.content.decode()


def test_les_commanditaires_ne_demandent_pas(connecte, prefecture):
    assert connecte(prefecture).get(reverse("rapport_demander")).status_code == 403


# -- Following ------------------------------------------------------------------------------------


def test_avancement_visible(demande, connecte, coordinatrice):
    travaux.FILE.avancer(travaux.prendre(pk=demande.pk), etape="Mise en page", avancement=30)
    client = connecte(coordinatrice)
    page = client.get(_adresse("rapport", demande)).content.decode()
    assert "Mise en page…" in page
    assert "<noscript>" in page
    fragment = client.get(_adresse("rapport_avancement", demande), headers={"HX-Request": "true"})
    assert 'value="30"' in fragment.content.decode()


def test_la_page_se_recharge_quand_c_est_fini(projet, connecte, coordinatrice):
    client = connecte(coordinatrice)
    fini = client.get(_adresse("rapport_avancement", projet), headers={"HX-Request": "true"})
    assert fini["HX-Refresh"] == "true"
    assert "Actualiser" not in client.get(_adresse("rapport", projet)).content.decode()


def test_echec_et_relance(demande, connecte, animatrice):
    travaux.echouer(prise=travaux.prendre(pk=demande.pk), cause="Le disque du serveur est plein.")
    client = connecte(animatrice)
    assert "Le disque du serveur est plein." in client.get(_adresse("rapport", demande)).content.decode()
    assert client.get(_adresse("rapport_relancer", demande)).status_code == 405
    client.post(_adresse("rapport_relancer", demande))
    assert Rapport.objects.get().etat == "demande"
    assert (
        "Seule une production en échec"
        in client.post(_adresse("rapport_relancer", demande), follow=True).content.decode()
    )


# -- Publishing -----------------------------------------------------------------------------------


def test_publier_apres_confirmation(valide, connecte, coordinatrice):
    client = connecte(coordinatrice)
    assert "ni supprimé" in client.get(_adresse("rapport_publier", valide)).content.decode()
    assert Rapport.objects.get().etat == "valide"
    client.post(_adresse("rapport_publier", valide))
    assert Rapport.objects.get().etat == "publication"
    production.executer(pk=valide.pk)
    page = client.get(_adresse("rapport", valide)).content.decode()
    assert "le 18 novembre 2026" in page
    assert "Publier…" not in page


def test_l_animateur_ne_publie_pas(projet, connecte, animatrice):
    assert connecte(animatrice).post(_adresse("rapport_publier", projet)).status_code == 403


def test_publier_deux_fois_le_dit(publie, connecte, coordinatrice):
    page = connecte(coordinatrice).post(_adresse("rapport_publier", publie), follow=True).content.decode()
    assert "Seul un document validé par la Préfecture et par la Ville peut être publié" in page


def test_chacun_lit_du_parcours_ce_qui_le_concerne(publie, connecte, coordinatrice, prefecture, lecteur):
    lus = {}
    for compte in (coordinatrice, prefecture, lecteur):
        passages = connecte(compte).get(_adresse("rapport", publie)).context["passages"]
        lus[compte] = [passage.acte for passage in passages]
    signatures = ["soumettre", "accepter", "accepter", "publier"]
    assert lus[coordinatrice] == ["demander", "produire", "soumettre", "remettre", *signatures[1:], "sceller"]
    assert lus[prefecture] == [*signatures, "sceller"]
    assert lus[lecteur] == signatures
