"""The pages of the initiatives and of the money: who reads what, what a refusal keeps, what lists cost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from conseils.models import Depense, Enveloppe, Financement, Initiative, PartBudget
from territoires.models import ContratVille, ElementContrat
from tests import fabriques as f

PDF = b"%PDF-1.7\n%%EOF"
FORMULAIRE = {
    "titre": "Jardin du passage",
    "description": "Planter le passage.",
    "route": "porte_directement",
    "proposee_le": "2026-03-02",
}
DEPENSE = {"date": "2026-05-04", "libelle": "Terreau", "poste": "materiel", "montant": "1 120,50 €"}


@pytest.fixture(autouse=True)
def rangement(settings, tmp_path):
    options = {"location": tmp_path}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}


@pytest.fixture
def initiative(dix_huitieme):
    return f.InitiativeFabrique(conseil=dix_huitieme, numero="IN-18-2026-001")


@pytest.fixture
def objectif(db):
    contrat = ContratVille.objects.create(code="cv", titre="Contrat", debut=date(2015, 1, 1), fin=date(2020, 12, 31))
    return ElementContrat.objects.create(
        contrat=contrat, code="2.1.1", niveau="objectif", intitule="Partager l’espace public", source="essai"
    )


def adresse(nom, *cles):
    return reverse(nom, args=[18, *cles])


def texte(reponse):
    return " ".join(reponse.content.decode().split())


# -- Initiatives --


def test_proposer_par_le_formulaire(connecte, animatrice, objectif):
    client = connecte(animatrice)
    reponse = client.post(adresse("initiative_ajouter"), FORMULAIRE | {"objectifs": [objectif.pk]}, follow=True)
    assertRedirects(reponse, adresse("initiative", "IN-18-2026-001"))
    assertContains(reponse, "Partager l’espace public")
    assertNotContains(reponse, "reliée à aucun objectif")


def test_sans_objectif_on_enregistre_et_on_le_dit(connecte, animatrice, lecteur):
    reponse = connecte(animatrice).post(adresse("initiative_ajouter"), FORMULAIRE, follow=True)
    assert Initiative.objects.count() == 1
    assertContains(reponse, "reliée à aucun objectif")
    assertNotContains(connecte(lecteur).get(adresse("initiative", "IN-18-2026-001")), "reliée à aucun objectif")


def test_un_refus_garde_ce_qui_est_tape(connecte, animatrice):
    reponse = connecte(animatrice).post(adresse("initiative_ajouter"), FORMULAIRE | {"route": "initie_confie"})
    assert list(reponse.context["form"].errors) == ["structure_acteur"]
    for tape in ("Jardin du passage", "Planter le passage.", "2026-03-02"):
        assertContains(reponse, tape)


@pytest.mark.parametrize(
    ("filtre", "attendus"),
    [
        ("", {"Verger", "Fête"}),
        ("?etat=en_cours", {"Fête"}),
        ("?route=initie_confie", {"Verger"}),
        ("?etat=en_cours&route=initie_confie", set()),
        ("?etat=n-importe-quoi", {"Verger", "Fête"}),
    ],
)
def test_les_filtres_sont_dans_l_adresse(connecte, lecteur, dix_huitieme, filtre, attendus):
    acteur = f.ActeurFabrique(conseil=dix_huitieme)
    f.InitiativeFabrique(conseil=dix_huitieme, titre="Verger", route="initie_confie", structure_acteur=acteur)
    f.InitiativeFabrique(conseil=dix_huitieme, titre="Fête", etat="en_cours", debut=date(2026, 4, 1))
    page = connecte(lecteur).get(adresse("initiatives") + filtre)
    assert {initiative.titre for initiative in page.context["initiatives"]} == attendus


def test_le_filtre_par_quartier(connecte, lecteur, dix_huitieme, initiative):
    quartier = f.QuartierFabrique()
    dix_huitieme.quartiers.add(quartier)
    client = connecte(lecteur)
    assertContains(client.get(f"{adresse('initiatives')}?quartier={quartier.pk}"), "ne répond à ces filtres")
    initiative.quartiers.add(quartier)
    assertContains(client.get(f"{adresse('initiatives')}?quartier={quartier.pk}"), initiative.titre)


def test_l_histoire_d_une_initiative_se_lit_sans_nom(connecte, lecteur, dix_huitieme):
    initiative = f.InitiativeFabrique(
        conseil=dix_huitieme,
        etat="evaluee",
        debut=date(2026, 4, 1),
        fin=date(2026, 9, 1),
        resultat="partiel",
        apprentissage="Demander les clés plus tôt.",
    )
    initiative.porteurs.create(sexe="F", tranche_age="18-25", nombre=7)
    f.JalonFabrique(initiative=initiative, fait_le=date(2026, 5, 2))
    f.FinancementFabrique(
        initiative=initiative, etat="accorde", accorde=600, decide_le=date(2026, 5, 4), demande=800, depense=550
    )
    f.DepenseFabrique(part__conseil=dix_huitieme, initiative=initiative, montant=50)
    f.DocumentInitiativeFabrique(initiative=initiative, titre="Liste des inscrits")
    page = connecte(lecteur).get(adresse("initiative", initiative.numero))
    for mot in ("Demander les clés plus tôt.", "atteint en partie", "faite le 2 mai 2026", "Sans demande"):
        assertContains(page, mot)
    ensemble = page.context["plan"].ensemble
    assert (ensemble.demande, ensemble.accorde, ensemble.depense) == (800, 600, 600)
    assert page.context["porteurs"].ensemble.total == 7
    assertNotContains(page, "Liste des inscrits")
    assertNotContains(page, "Modifier")


@pytest.mark.parametrize("initiatives", [1, 3])
def test_la_liste_coute_autant_pour_une_que_pour_trois(
    connecte, animatrice, dix_huitieme, django_assert_num_queries, initiatives
):
    for _ in range(initiatives):
        initiative = f.InitiativeFabrique(conseil=dix_huitieme)
        f.JalonFabrique(initiative=initiative)
        f.FinancementFabrique(initiative=initiative)
    client = connecte(animatrice)
    with django_assert_num_queries(6):
        client.get(adresse("initiatives"))


@pytest.mark.parametrize("pieces", [1, 3])
def test_la_page_coute_autant_pour_une_piece_que_pour_trois(
    connecte, animatrice, dix_huitieme, initiative, django_assert_num_queries, pieces
):
    for tranche in ("18-25", "26-39", "60+")[:pieces]:
        initiative.porteurs.create(sexe="F", tranche_age=tranche, nombre=1)
        initiative.acteurs.add(f.ActeurFabrique(conseil=dix_huitieme))
        f.JalonFabrique(initiative=initiative)
        f.FinancementFabrique(initiative=initiative)
        f.DocumentInitiativeFabrique(initiative=initiative, diffusable=True)
    client = connecte(animatrice)
    with django_assert_num_queries(14):
        client.get(adresse("initiative", initiative.numero))


def test_avancer_puis_evaluer(connecte, animatrice, initiative):
    client, cle = connecte(animatrice), initiative.numero
    refusee = client.post(adresse("initiative_avancer", cle), {"acte": "abandonner", "motif": ""})
    assert list(refusee.context["form"].errors) == ["motif"]
    for acte in ("lancer", "terminer"):
        assertRedirects(client.post(adresse("initiative_avancer", cle), {"acte": acte}), adresse("initiative", cle))
    vide = client.post(adresse("initiative_evaluer", cle), {"resultat": "atteint", "apprentissage": ""})
    assert list(vide.context["form"].errors) == ["apprentissage"]
    client.post(adresse("initiative_evaluer", cle), {"resultat": "atteint", "apprentissage": "Se voir plus tôt."})
    assert Initiative.objects.get().etat == "evaluee"
    assertContains(client.get(adresse("initiative", cle)), "Se voir plus tôt.")


def test_compter_les_porteurs(connecte, animatrice, initiative):
    client = connecte(animatrice)
    page = adresse("initiative_porteurs", initiative.numero)
    refus = client.post(page, {"public_F_18-25": "501", "public_H_60+": "2"})
    assertContains(refus, "Entre 0 et 500.")
    assertContains(refus, 'value="501"')
    client.post(page, {"public_F_18-25": "5", "public_H_60+": "2"})
    assert sorted(initiative.porteurs.values_list("nombre", flat=True)) == [2, 5]
    assertContains(client.get(page), 'value="5"')


def test_la_case_a_confirmer_n_apparait_que_s_il_le_faut(connecte, animatrice, initiative):
    client, page = connecte(animatrice), adresse("financement_ajouter", initiative.numero)
    donnees = {
        "source": "fph",
        "etat": "accorde",
        "decide_le": "2026-05-04",
        "demande": "1 000",
        "accorde": "600",
        "depense": "650,25",
    }
    assertNotContains(client.get(page), 'type="checkbox"')
    refus = client.post(page, donnees)
    assert list(refus.context["form"].errors) == ["confirmation"]
    assertContains(refus, 'type="checkbox"')
    assertContains(refus, 'value="650,25"')
    client.post(page, donnees | {"confirmation": "on"})
    assert Financement.objects.get().depense == 650.25


def test_retirer_une_etape_et_un_financement(connecte, animatrice, initiative):
    client, cle = connecte(animatrice), initiative.numero
    jalon, decidee = (
        f.JalonFabrique(initiative=initiative),
        f.FinancementFabrique(initiative=initiative, etat="refuse", decide_le=date(2026, 5, 4)),
    )
    client.post(adresse("jalon_retirer", cle, jalon.pk))
    assert not initiative.jalons.exists()
    assertContains(client.post(adresse("financement_retirer", cle, decidee.pk)), "a été décidée")
    assert initiative.financements.exists()


def test_joindre_et_lire_un_document(connecte, animatrice, prefecture, initiative):
    client, page = connecte(animatrice), adresse("initiative_document_ajouter", initiative.numero)
    refus = client.post(page, {"titre": "Plan", "fichier": SimpleUploadedFile("plan.pdf", b"MZ")})
    assertContains(refus, 'value="Plan"')
    assertContains(refus, "Choisissez de nouveau votre fichier")
    client.post(page, {"titre": "Plan", "fichier": SimpleUploadedFile("plan.pdf", PDF)})
    document = initiative.documents.get()
    lecture = adresse("initiative_document", initiative.numero, document.pk)
    assert b"".join(client.get(lecture).streaming_content) == PDF
    assert connecte(prefecture).get(lecture).status_code == 404
    client.post(adresse("initiative_document_retirer", initiative.numero, document.pk))
    assert not initiative.documents.exists()


# -- Money --


@pytest.fixture
def part(dix_huitieme):
    return f.PartBudgetFabrique(conseil=dix_huitieme, montant=2500)


def test_saisir_une_depense(connecte, animatrice, part):
    client = connecte(animatrice)
    recu = SimpleUploadedFile("recu.pdf", PDF)
    reponse = client.post(adresse("depense_ajouter"), DEPENSE | {"fichier": recu})
    assertRedirects(reponse, adresse("moyens") + "?exercice=2026")
    depense = Depense.objects.get()
    assert (float(depense.montant), depense.part) == (1120.50, part)
    assert "1 379,50 €" in texte(client.get(adresse("moyens"))).replace("\u202f", " ").replace("\u00a0", " ")
    recu = client.get(adresse("depense_justificatif", depense.pk))
    assert b"".join(recu.streaming_content) == PDF


def test_une_depense_de_trop_garde_tout_et_dit_le_reste(connecte, animatrice, part):
    reponse = connecte(animatrice).post(adresse("depense_ajouter"), DEPENSE | {"montant": "2 500,01"})
    assert not Depense.objects.exists()
    assert list(reponse.context["form"].errors) == ["montant"]
    for tape in ("2 500,01", "Terreau", "2026-05-04", "Il reste"):
        assertContains(reponse, tape)


def test_corriger_puis_annuler(connecte, animatrice, part):
    client, depense = connecte(animatrice), f.DepenseFabrique(part=part, montant=100)
    page = adresse("depense_corriger", depense.pk)
    assert list(client.post(page, DEPENSE).context["form"].errors) == ["motif"]
    client.post(page, DEPENSE | {"motif": "Facture relue"})
    assertContains(client.get(page), "Facture relue")
    client.post(adresse("depense_annuler", depense.pk), {"motif": "Payée par la mairie"})
    assertContains(client.get(adresse("moyens")), "Payée par la mairie")
    assert PartBudget.objects.avec_depense().get().reste == 2500


@pytest.mark.parametrize("persona", ["prefecture", "ville"])
def test_les_commanditaires_voient_les_montants_pas_les_justificatifs(request, connecte, part, persona):
    depense = f.DepenseFabrique(part=part, justificatif=SimpleUploadedFile("recu.pdf", PDF))
    client = connecte(request.getfixturevalue(persona))
    page = client.get(adresse("moyens"))
    assertContains(page, "Terreau et outils")
    assertNotContains(page, "Justificatif")
    assert client.get(adresse("depense_justificatif", depense.pk)).status_code == 403


@pytest.mark.parametrize("persona", ["lecteur", "partenaire"])
def test_les_autres_ne_voient_pas_le_budget(request, connecte, part, persona):
    client = connecte(request.getfixturevalue(persona))
    assert client.get(adresse("moyens")).status_code == 403
    vue = client.get(adresse("conseil"))
    assertNotContains(vue, "Moyens</a>")
    assertNotContains(vue, "Budget propre")


def test_partager_l_enveloppe(connecte, coordinatrice, dix_huitieme, dix_neuvieme):
    client, page = connecte(coordinatrice), reverse("budget_repartir", args=[2026])
    donnees = {"montant": "20 000", "source": "Convention", "part_18": "12 000", "part_19": "9 000"}
    refus = client.post(page, donnees)
    assert list(refus.context["form"].errors) == ["montant"]
    assertContains(refus, 'value="12 000"')
    client.post(page, donnees | {"part_19": ""})
    assert Enveloppe.objects.avec_repartition().get().a_repartir == 8000
    assertContains(client.get(page), 'value="12000"')


def test_l_animatrice_ne_voit_que_la_part_de_son_conseil(connecte, animatrice, part, dix_neuvieme):
    f.PartBudgetFabrique(conseil=dix_neuvieme, montant=3333)
    page = connecte(animatrice).get(reverse("budget_propre"))
    assert [(ligne.arrondissement.numero, p.montant) for ligne, p in page.context["lignes"]] == [(18, 2500)]
    assert page.context["totaux"]["montant"] == 2500


@pytest.mark.parametrize("conseils", [1, 3])
def test_la_page_du_budget_coute_autant_pour_un_conseil_que_pour_trois(
    connecte, prefecture, django_assert_num_queries, conseils
):
    for numero in (18, 19, 20)[:conseils]:
        part = f.PartBudgetFabrique(conseil=f.ConseilFabrique(arrondissement__numero=numero))
        f.DepenseFabrique(part=part)
    client = connecte(prefecture)
    with django_assert_num_queries(7):
        client.get(reverse("budget_propre"))


@pytest.mark.parametrize("depenses", [1, 3])
def test_les_moyens_coutent_autant_pour_une_depense_que_pour_trois(
    connecte, animatrice, part, initiative, django_assert_num_queries, depenses
):
    for _ in range(depenses):
        f.DepenseFabrique(part=part, initiative=initiative)
    client = connecte(animatrice)
    with django_assert_num_queries(8):
        client.get(adresse("moyens"))


def test_la_vue_d_ensemble_les_montre(connecte, prefecture, part, initiative):
    f.DepenseFabrique(part=part, montant=100)
    page = connecte(prefecture).get(adresse("conseil"))
    assertContains(page, initiative.titre)
    assert (page.context["conseil"].part, page.context["conseil"].part_restante) == (2500, 2400)
