"""The pages of the council's word: who reads, who acts, what is kept when refused, what they cost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from conseils.models import Avis, DelaiReponse, DocumentAvis
from territoires.models import ContratVille, ElementContrat
from tests import fabriques as f

JOUR = date(2026, 11, 18)
LECTEURS = ["prefecture", "ville", "partenaire", "lecteur"]
FORMULAIRE = {
    "type": "proposition", "titre": "Éclairer le square", "texte": "Le conseil demande un éclairage la nuit.",
    "etape": "suivi", "echelle": "arrondissement", "sujet_libre": "Éclairage",
}  # fmt: skip
ACTES = [
    "avis_modifier", "avis_supprimer", "avis_adopter", "divergence_ajouter", "avis_transmettre", "avis_retirer",
    "destinataire_ajouter", "avis_document_ajouter",
]  # fmt: skip


def adresse(nom, *cles, numero=18):
    return reverse(nom, args=[numero, *cles])


@pytest.fixture
def brouillon(dix_huitieme):
    return f.BrouillonFabrique(conseil=dix_huitieme, titre="Brouillon-secret")


@pytest.fixture
def avis(dix_huitieme):
    return f.AvisFabrique(conseil=dix_huitieme)


@pytest.fixture
def assemblee(dix_huitieme):
    return f.ReunionFabrique(conseil=dix_huitieme, type="assemblee", date=date(2026, 11, 4))


@pytest.fixture
def nomenclature(db):
    contrat = ContratVille.objects.create(
        code="2015-2020", titre="Contrat", debut=date(2015, 1, 1), fin=date(2020, 12, 31), source="essai"
    )
    parent = None
    for code, niveau in (
        ("1", "axe"), ("1.1", "orientation"), ("1.1.1", "objectif"), ("1.1.1-P1", "priorite"),
        ("1.1.1-P1-01", "objectif_operationnel"),
    ):  # fmt: skip
        parent = ElementContrat.objects.create(
            contrat=contrat, code=code, niveau=niveau, intitule=f"Intitulé {code}", parent=parent, source="essai"
        )
    return {element.code: element for element in ElementContrat.objects.all()}


# -- Who reads --


@pytest.mark.parametrize("persona", LECTEURS)
def test_a_draft_does_not_exist_for_whoever_does_not_write_it(request, connecte, brouillon, avis, persona):
    client = connecte(request.getfixturevalue(persona))
    assert client.get(adresse("avis", brouillon.pk)).status_code == 404
    assertContains(client.get(adresse("avis", avis.pk)), "Éclairer la rue")
    for page in ("avis_du_conseil", "conseil"):
        assertContains(client.get(adresse(page)), "Éclairer la rue")
        assertNotContains(client.get(adresse(page)), "Brouillon-secret")


@pytest.mark.parametrize("persona", ["animatrice", "coordinatrice"])
def test_the_team_reads_the_draft(request, connecte, brouillon, persona):
    client = connecte(request.getfixturevalue(persona))
    assertContains(client.get(adresse("avis", brouillon.pk)), "Brouillon-secret")
    assertContains(client.get(adresse("avis_du_conseil")), "1 acte</strong>")


@pytest.mark.parametrize("page", ["avis_du_conseil", "avis"])
def test_the_institution_alone_has_its_own_pages(connecte, bailleur, avis, page):
    cles = [avis.pk] if page == "avis" else []
    assert connecte(bailleur).get(adresse(page, *cles)).status_code == 403


@pytest.mark.parametrize("nom", ACTES)
@pytest.mark.parametrize("methode", ["get", "post"])
@pytest.mark.parametrize(
    ("persona", "statut"),
    [*((lecteur, 403) for lecteur in LECTEURS), ("bailleur", 403), ("animateur_du_19e", 404)],
)
def test_only_the_team_of_the_conseil_acts(request, connecte, brouillon, nom, methode, persona, statut):
    client = connecte(request.getfixturevalue(persona))
    assert getattr(client, methode)(adresse(nom, brouillon.pk)).status_code == statut
    brouillon.refresh_from_db()
    assert brouillon.etat == "brouillon"


def test_an_avis_is_under_its_own_conseil_only(connecte, coordinatrice, avis, dix_neuvieme):
    assert connecte(coordinatrice).get(adresse("avis", avis.pk, numero=19)).status_code == 404


# -- From the draft to the withdrawal --


@pytest.mark.parametrize("persona", ["animatrice", "coordinatrice"])
def test_the_whole_way_through_the_pages(request, connecte, assemblee, nomenclature, persona):
    client = connecte(request.getfixturevalue(persona))
    prefet = f.PartenaireFabrique(code="prefet-de-region", nom="Préfet de région", nature="etat")
    DelaiReponse.objects.create(type="proposition", partenaire=None, jours=30, tacite=True)
    objectif = nomenclature["1.1.1-P1-01"]
    client.post(adresse("avis_rediger"), FORMULAIRE | {"objectifs": [objectif.pk]})
    avis = Avis.objects.get()
    assert list(avis.objectifs.all()) == [objectif]

    page = adresse("avis", avis.pk)
    assertRedirects(client.post(adresse("avis_modifier", avis.pk), FORMULAIRE | {"titre": "Éclairer"}), page)
    envoi = {"adopte_en": assemblee.pk, "voix_pour": 12, "voix_contre": 2, "abstentions": 0, "texte_2": "Pas ici."}
    assertRedirects(client.post(adresse("avis_adopter", avis.pk), envoi), page)
    assertContains(client.get(page), "AV-18-2026-001")
    assertContains(client.get(page), "12 voix pour, 2 contre, 0 abstention.")
    assertContains(client.get(page), "Pas ici.")

    assertContains(client.get(adresse("avis_transmettre", avis.pk)), "pas encore de destinataire")
    client.post(adresse("avis_transmettre", avis.pk))
    assertContains(client.get(page), "Indiquez d’abord à qui")
    destinataire = {"partenaire": prefet.pk, "courriel": "sp@exemple.invalid"}
    assertRedirects(client.post(adresse("destinataire_ajouter", avis.pk), destinataire), page)
    confirmation = client.get(adresse("avis_transmettre", avis.pk))
    assertContains(confirmation, "au plus tard le 18 décembre 2026")
    assertContains(confirmation, "le silence vaut accord")
    assertRedirects(client.post(adresse("avis_transmettre", avis.pk)), page)
    assertContains(client.get(page), "Réponse attendue de Préfet de région")

    cle = avis.destinataires.get().pk
    assertRedirects(client.post(adresse("accuse_noter", avis.pk, cle), {"le": "2026-11-18"}), page)
    assertContains(client.get(page), "Réception confirmée")
    assertRedirects(client.post(adresse("avis_retirer", avis.pk), {"motif": "Remplacé."}), page)
    assertContains(client.get(page), "Remplacé.")
    assertNotContains(client.get(page), "Réponse attendue de")


def test_an_adoption_elsewhere_than_in_an_assembly_is_kept_and_said(connecte, animatrice, brouillon, dix_huitieme):
    groupe = f.ReunionFabrique(conseil=dix_huitieme, type="groupe_moteur", date=date(2026, 11, 4))
    reponse = connecte(animatrice).post(adresse("avis_adopter", brouillon.pk), {"adopte_en": groupe.pk}, follow=True)
    assertContains(reponse, "Les décisions se prennent en assemblée ouverte")
    assertContains(reponse, "Adopté ailleurs qu’en assemblée ouverte")


def test_an_adoption_in_an_assembly_needs_no_warning(connecte, animatrice, brouillon, assemblee):
    reponse = connecte(animatrice).post(
        adresse("avis_adopter", brouillon.pk), {"adopte_en": assemblee.pk}, follow=True
    )
    assertNotContains(reponse, "assemblée ouverte :")
    assertNotContains(reponse, "Adopté ailleurs")


def test_deleting_a_draft_asks_first(connecte, animatrice, brouillon):
    client = connecte(animatrice)
    assertContains(client.get(adresse("avis_supprimer", brouillon.pk)), "rien ne les rendra")
    assertRedirects(client.post(adresse("avis_supprimer", brouillon.pk)), adresse("avis_du_conseil"))
    assert not Avis.objects.exists()


def test_an_act_out_of_time_is_refused_on_the_page(connecte, animatrice, avis):
    reponse = connecte(animatrice).post(adresse("avis_modifier", avis.pk), FORMULAIRE)
    assertContains(reponse, "son texte ne change plus")
    assertContains(reponse, "Éclairer le square")  # what was typed


# -- What was typed --


def test_a_refused_draft_keeps_everything(connecte, animatrice, dix_huitieme, nomenclature):
    f.ExpressionFabrique(conseil=dix_huitieme)
    envoi = FORMULAIRE | {"echelle": "quartier", "objectifs": [nomenclature["1.1.1"].pk]}
    reponse = connecte(animatrice).post(adresse("avis_rediger"), envoi)
    assert list(reponse.context["form"].errors) == ["quartiers"]
    assertContains(reponse, "Le conseil demande un éclairage la nuit.")
    case = f'value="{nomenclature["1.1.1"].pk}" id="id_objectifs_{nomenclature["1.1.1"].pk}" checked'
    assert case in " ".join(reponse.content.decode().split())
    assertContains(reponse, '<details class="orientation" open>')


def test_a_refused_adoption_keeps_the_votes_and_the_opinions(connecte, animatrice, brouillon, assemblee):
    envoi = {"adopte_en": assemblee.pk, "voix_pour": 12, "texte_1": "Pas au printemps.", "nombre_2": 3}
    reponse = connecte(animatrice).post(adresse("avis_adopter", brouillon.pk), envoi)
    assert list(reponse.context["form"].errors) == ["texte_2"]
    reponse = connecte(animatrice).post(adresse("avis_adopter", brouillon.pk), envoi | {"nombre_2": ""})
    assert list(reponse.context["form"].errors) == ["voix_contre"]
    assertContains(reponse, "Pas au printemps.")
    assertContains(reponse, 'value="12"')


def test_headings_of_the_nomenclature_are_not_choices(connecte, animatrice, nomenclature):
    reponse = connecte(animatrice).post(adresse("avis_rediger"), FORMULAIRE | {"objectifs": [nomenclature["1.1"].pk]})
    assert list(reponse.context["form"].errors) == ["objectifs"]


# -- Receipt by the institution, documents --


def test_the_institution_says_once_that_it_has_the_avis(connecte, ville, avis):
    destinataire = f.DestinataireFabrique(avis=avis, partenaire=ville.institution)
    client = connecte(ville)
    page = adresse("avis", avis.pk)
    assertContains(client.get(page), "Accuser réception")
    siennes = reverse("reponse", args=[destinataire.pk])
    assertContains(client.get(page), siennes)
    assertRedirects(client.post(adresse("accuser", avis.pk, destinataire.pk)), siennes)
    destinataire.refresh_from_db()
    assert destinataire.accuse_le == JOUR
    assertNotContains(client.get(page), "Accuser réception")


def test_another_institution_cannot(connecte, prefecture, ville, avis):
    destinataire = f.DestinataireFabrique(avis=avis, partenaire=ville.institution)
    client = connecte(prefecture)
    assertNotContains(client.get(adresse("avis", avis.pk)), "Accuser réception")
    assert client.post(adresse("accuser", avis.pk, destinataire.pk)).status_code == 404


def test_documents_by_the_pages(connecte, animatrice, ville, brouillon, avis, settings, tmp_path):
    options = {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | options}
    client = connecte(animatrice)
    envoi = {"titre": "Plan du square", "fichier": SimpleUploadedFile("plan.pdf", b"MZ")}
    refuse = client.post(adresse("avis_document_ajouter", brouillon.pk), envoi)
    assert list(refuse.context["form"].errors) == ["fichier"]
    assertContains(refuse, 'value="Plan du square"')
    envoi["fichier"] = SimpleUploadedFile("plan.pdf", b"%PDF-1.7")
    client.post(adresse("avis_document_ajouter", brouillon.pk), envoi)
    document = DocumentAvis.objects.get()
    assert b"".join(client.get(adresse("avis_document", brouillon.pk, document.pk)).streaming_content) == b"%PDF-1.7"
    client.post(adresse("avis_document_supprimer", brouillon.pk, document.pk))
    assert not DocumentAvis.objects.exists()
    ouvert, ferme = (f.DocumentAvisFabrique(avis=avis, diffusable=d, titre=f"Titre-{d}") for d in (True, False))
    lecteur = connecte(ville)
    assert b"".join(lecteur.get(adresse("avis_document", avis.pk, ouvert.pk)).streaming_content) == b"%PDF-1.7"
    assert lecteur.get(adresse("avis_document", avis.pk, ferme.pk)).status_code == 404
    assertContains(lecteur.get(adresse("avis", avis.pk)), "Titre-True")
    assertNotContains(lecteur.get(adresse("avis", avis.pk)), "Titre-False")


# -- The list --


def test_filters_are_in_the_address(connecte, animatrice, dix_huitieme, brouillon, nomenclature):
    ville, caf = (f.PartenaireFabrique(code=code, nom=code) for code in ("ville", "caf"))
    en_retard = f.AvisFabrique(conseil=dix_huitieme, titre="En retard", type="interpellation")
    f.DestinataireFabrique(avis=en_retard, partenaire=ville, echeance=date(2026, 11, 17))
    f.DestinataireFabrique(avis=en_retard, partenaire=caf, echeance=date(2026, 11, 16))
    ancienne = f.ReunionFabrique(conseil=dix_huitieme, type="assemblee", date=date(2024, 5, 14))
    ancien = f.AvisFabrique(conseil=dix_huitieme, titre="Ancien", adopte_en=ancienne, etat="repondu")
    f.DestinataireFabrique(avis=ancien, partenaire=ville, repondu_le=date(2024, 7, 1))
    ancien.objectifs.add(nomenclature["1.1.1"])
    client = connecte(animatrice)

    def titres(**filtres):
        return [a.titre for a in client.get(adresse("avis_du_conseil"), filtres).context["liste"]]

    assert titres() == ["Brouillon-secret", "En retard", "Ancien"]
    assert titres(genre="interpellation") == ["En retard"]
    assert titres(etat="repondu") == ["Ancien"]
    assert titres(etat="en_retard") == ["En retard"]
    assert titres(destinataire=ville.pk) == ["En retard", "Ancien"]
    assert titres(destinataire=caf.pk) == ["En retard"]
    assert titres(objectif=nomenclature["1.1.1"].pk) == ["Ancien"]
    assert titres(exercice="2024") == ["Ancien"]
    assert titres(genre="inconnu", etat="x", destinataire="x", objectif="9999", exercice="1789") == titres()
    page = client.get(adresse("avis_du_conseil"), {"destinataire": ville.pk})
    assert page.context["par_etat"] == [("transmis", "transmis", 1), ("repondu", "répondu", 1)]
    assertContains(page, "2 actes</strong>")
    assertContains(page, "0 sur 2")
    assertContains(client.get(adresse("avis_du_conseil"), {"etat": "suites"}), "Aucun acte ne répond")


def test_an_empty_list_explains_itself(connecte, animatrice):
    assertContains(connecte(animatrice).get(adresse("avis_du_conseil")), "Aucun acte pour l’instant")


# -- Elsewhere --


def test_the_meeting_the_expression_and_the_overview_lead_to_the_avis(connecte, animatrice, ville, avis, dix_huitieme):
    f.DestinataireFabrique(avis=avis, partenaire=ville.institution, echeance=date(2026, 11, 17))
    expression = f.ExpressionFabrique(conseil=dix_huitieme)
    avis.expressions.add(expression)
    client = connecte(animatrice)
    lien = f'href="{adresse("avis", avis.pk)}"'
    for page in (adresse("reunion", avis.adopte_en_id), adresse("diagnostic"), adresse("conseil")):
        assertContains(client.get(page), lien)
    assertContains(client.get(adresse("conseil")), "attendue le 17 novembre 2026")
    assertContains(client.get(adresse("avis", avis.pk)), "Les bacs débordent")
    # What inhabitants said is kept for the team.
    assertNotContains(connecte(ville).get(adresse("avis", avis.pk)), "Les bacs débordent")


# -- What it costs --


def _un_cercle(avis, quartier, objectif, rang):
    partenaire = f.PartenaireFabrique(code=f"institution-{rang}", nom=f"Institution {rang}")
    destinataire = f.DestinataireFabrique(avis=avis, partenaire=partenaire, repondu_le=date(2026, 4, 20))
    suite = f.SuiteFabrique(reponse=f.ReponseFabrique(destinataire=destinataire))
    f.ConstatFabrique(suite=suite, reunion=avis.adopte_en)
    f.DivergenceFabrique(avis=avis)
    f.DocumentAvisFabrique(avis=avis)
    avis.quartiers.add(f.QuartierFabrique())
    avis.expressions.add(f.ExpressionFabrique(conseil=avis.conseil))
    avis.objectifs.add(objectif)


def test_the_page_costs_the_same_whatever_its_rows(
    connecte, coordinatrice, avis, nomenclature, settings, tmp_path, django_assert_num_queries
):
    options = {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | options}
    objectifs = iter([nomenclature[code] for code in ("1.1.1", "1.1.1-P1", "1.1.1-P1-01")])
    client = connecte(coordinatrice)
    client.get(reverse("aide"))
    for rangs in ((1,), (2, 3)):
        for rang in rangs:
            _un_cercle(avis, None, next(objectifs), rang)
        with django_assert_num_queries(18):
            client.get(adresse("avis", avis.pk))


def test_the_list_costs_the_same_whatever_its_rows(connecte, coordinatrice, dix_huitieme, django_assert_num_queries):
    client = connecte(coordinatrice)
    client.get(reverse("aide"))
    for rangs in ((1,), (2, 3)):
        for rang in rangs:
            partenaire = f.PartenaireFabrique(code=f"institution-{rang}", nom=f"Institution {rang}")
            f.DestinataireFabrique(avis=f.AvisFabrique(conseil=dix_huitieme), partenaire=partenaire)
        with django_assert_num_queries(11):
            client.get(adresse("avis_du_conseil"))
