"""What joins the pieces of the circle of an avis: who is written to, which page leads to which."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from conseils.models import Avis, LienReponse
from conseils.services.avis import transmettre_avis
from conseils.services.relances import faire_la_tournee
from tests import fabriques as f

pytestmark = pytest.mark.django_db
HIER = date(2026, 11, 17)
SECRETARIAT = "secretariat@exemple.invalid"


@pytest.fixture
def adopte(dix_huitieme):
    return f.AvisFabrique(conseil=dix_huitieme, etat="adopte", transmis_le=None)


@pytest.fixture
def recu(dix_huitieme, bailleur):
    """An avis that the bailleurs have received."""
    return f.DestinataireFabrique(avis__conseil=dix_huitieme, partenaire=bailleur.institution, echeance=HIER)


# -- Transmission --


def test_sending_writes_to_those_who_have_an_address_and_no_account(
    adopte, animatrice, bailleur, django_capture_on_commit_callbacks
):
    regie = f.PartenaireFabrique(code="regie", nom="Régie des transports")
    academie = f.PartenaireFabrique(code="academie", nom="Académie")
    f.DestinataireFabrique(avis=adopte, partenaire=regie, courriel=SECRETARIAT)
    f.DestinataireFabrique(avis=adopte, partenaire=academie, courriel="")
    f.DestinataireFabrique(avis=adopte, partenaire=bailleur.institution, courriel="agence@exemple.invalid")
    with django_capture_on_commit_callbacks(execute=True):
        transmettre_avis(avis=adopte, par=animatrice)
    assert [message.to for message in mail.outbox] == [[SECRETARIAT]]
    assert LienReponse.objects.get().destinataire.partenaire == regie


def test_an_account_of_another_arrondissement_does_not_count(
    adopte, animatrice, bailleur, django_capture_on_commit_callbacks
):
    bailleur.habilitations.update(arrondissement=f.ArrondissementFabrique(numero=19))
    f.DestinataireFabrique(avis=adopte, partenaire=bailleur.institution, courriel=SECRETARIAT)
    with django_capture_on_commit_callbacks(execute=True):
        transmettre_avis(avis=adopte, par=animatrice)
    assert [message.to for message in mail.outbox] == [[SECRETARIAT]]


def test_a_refused_transmission_writes_to_nobody(adopte, animatrice, django_capture_on_commit_callbacks):
    f.DestinataireFabrique(avis=adopte, courriel=SECRETARIAT)
    Avis.objects.update(etat="retire", retire_le=HIER)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Exception, match="se transmet une fois"):
        transmettre_avis(avis=adopte, par=animatrice)
    assert mail.outbox == []


def test_the_digest_of_an_account_leads_to_what_it_received(recu, bailleur):
    faire_la_tournee()
    message = next(message for message in mail.outbox if message.to == [bailleur.email])
    assert "/reponses/" in message.body
    assert "/reponses/" in message.alternatives[0].content


# -- What an institution reads --


def test_an_institution_reads_the_whole_circle_and_leads_nowhere_else(connecte, recu, bailleur):
    seance = f.SeanceFabrique(arrondissement=recu.avis.conseil.arrondissement)
    f.PointSeanceFabrique(seance=seance, origine="avis", cle="destinataire-1", destinataire=recu)
    page = connecte(bailleur).get(reverse("reponse", args=[recu.pk]))
    assertContains(page, "De l’avis à ses effets")
    assertContains(page, "À l’ordre du jour d’une instance")
    assertNotContains(page, reverse("seance", args=[seance.pk]))


def test_an_institution_opens_the_documents_meant_for_it(connecte, recu, bailleur, settings, tmp_path):
    options = {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | options}
    ouvert = f.DocumentAvisFabrique(avis=recu.avis, titre="Plan du square", diffusable=True)
    reserve = f.DocumentAvisFabrique(avis=recu.avis, titre="Notes de l'équipe", diffusable=False)
    client = connecte(bailleur)
    page = client.get(reverse("reponse", args=[recu.pk]))
    adresse = reverse("reponse_document", args=[recu.pk, ouvert.pk])
    assertContains(page, adresse)
    assertNotContains(page, "Notes de l")
    piece = client.get(adresse)
    assert piece["Content-Disposition"] == 'attachment; filename="plan-du-square.pdf"'
    assert b"".join(piece.streaming_content) == b"%PDF-1.7"
    assert client.get(reverse("reponse_document", args=[recu.pk, reserve.pk])).status_code == 404
    autre = f.DestinataireFabrique(avis__conseil=recu.avis.conseil, partenaire=bailleur.institution)
    assert client.get(reverse("reponse_document", args=[autre.pk, ouvert.pk])).status_code == 404


# -- The conseil's pages lead to each other --


def test_the_avis_leads_to_its_answers_and_back(connecte, recu, animatrice, lecteur):
    suite = f.SuiteFabrique(reponse__destinataire=recu)
    page_avis, page_suites = reverse("avis", args=[18, recu.avis_id]), reverse("suites", args=[18])
    constater = reverse("suite_constater", args=[18, suite.pk])
    saisir = reverse("reponse_saisir", args=[18, recu.pk])
    for compte, agit in ((animatrice, True), (lecteur, False)):
        client = connecte(compte)
        avis, suites = client.get(page_avis).text, client.get(page_suites).text
        assert suite.action in avis
        assert page_suites in avis
        assert page_avis in suites
        assert [constater in avis, saisir in avis, constater in suites, saisir in suites] == [agit] * 4


def test_a_conseil_leads_to_its_consultations(connecte, dix_huitieme, dix_neuvieme, animatrice, coordinatrice):
    f.ConsultationFabrique(titre="La nôtre", conseils=[dix_huitieme])
    f.ConsultationFabrique(titre="La leur", conseils=[dix_neuvieme])
    f.ConsultationFabrique(titre="Celle qu'on prépare", conseils=[dix_huitieme], etat="preparation")
    page = reverse("conseil", args=[18])
    lue = connecte(animatrice).get(page)
    assertContains(lue, "La nôtre")
    assertNotContains(lue, "La leur")
    assertNotContains(lue, "on prépare")
    assertContains(connecte(coordinatrice).get(page), "on prépare")
