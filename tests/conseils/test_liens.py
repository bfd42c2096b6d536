"""The answer without an account: a link sent, used once, expired, forged, asked for again."""

import logging
import re
import smtplib
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.jetons import empreinte_de
from conseils.models import LienReponse, Reponse, Suite
from conseils.services import liens
from conseils.services.liens import envoyer_lien, renouveler
from socle.journaux import SansJeton
from tests import fabriques as f

COURRIEL = "eclairage@ville.invalid"
SAISIE = {"sens": "accepte", "texte": "L'éclairage sera rétabli.", "signataire": "Cheffe de service"}
INCONNU = "x" * 43


@pytest.fixture
def adresse(dix_huitieme, ville):
    return f.DestinataireFabrique(
        avis__conseil=dix_huitieme,
        partenaire=ville.institution,
        courriel=COURRIEL,
        echeance=date(2026, 12, 1),
    )


@pytest.fixture
def demandes(monkeypatch):
    """What was asked of the workers: no test sends a message."""
    recues = []
    monkeypatch.setattr(liens, "reveiller", lambda tache, cles: recues.append((tache, cles)))
    return recues


@pytest.fixture
def envoyer(adresse, animatrice, django_capture_on_commit_callbacks):
    """``envoyer()`` sends a link as a committed transaction does, and returns its address."""

    def _envoyer(**champs) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            envoyer_lien(**{"destinataire": adresse, "par": animatrice} | champs)
        return chemin(mail.outbox[-1].body)

    return _envoyer


def chemin(texte: str) -> str:
    return re.search(r"http://localhost:8000(/repondre/[\w-]{43}/)", texte)[1]


def refus(champ):
    return pytest.raises(ValidationError, match=f"'{champ}'")


# -- Sending ---------------------------------------------------------------------------------------


def test_the_e_mail_is_readable_in_both_forms_and_goes_to_the_professional_address(envoyer, adresse):
    lien = envoyer()
    (courriel,) = mail.outbox
    html, sorte = courriel.alternatives[0]
    assert (courriel.to, sorte) == ([COURRIEL], "text/html")
    assert courriel.subject == f"Répondre à l’avis {adresse.avis.numero} du Conseil citoyen du 18e"
    for texte in (courriel.body, html):
        assert lien in texte
        assert adresse.avis.titre in texte
        assert "1er décembre 2026" in texte
        assert "18 décembre 2026" in texte, "trente jours"
    assert "&#" not in courriel.body, "du texte, pas du HTML échappé"


def test_only_the_digest_is_kept(envoyer):
    jeton = envoyer().split("/")[2]
    lien = LienReponse.objects.get()
    assert (lien.empreinte, lien.expire_le.date()) == (empreinte_de(jeton), date(2026, 12, 18))
    trail = str(list(LigneAudit.objects.values()))
    assert jeton not in trail
    assert COURRIEL not in trail


def test_a_new_link_replaces_the_one_before(envoyer, horloge):
    premier = envoyer()
    horloge.shift(timedelta(minutes=11))
    second = envoyer()
    assert Client().get(premier).status_code == 410
    assert Client().get(second).status_code == 200


def test_links_to_one_address_are_ten_minutes_apart_unless_it_was_corrected(envoyer, adresse, horloge):
    envoyer()
    horloge.shift(timedelta(minutes=9))
    with refus("__all__"):
        envoyer()
    envoyer(courriel="voirie@ville.invalid")
    adresse.refresh_from_db()
    assert adresse.courriel == "voirie@ville.invalid"
    assert [m.to for m in mail.outbox] == [[COURRIEL], ["voirie@ville.invalid"]]


def test_no_link_without_an_address_nor_for_an_act_withdrawn(envoyer, adresse):
    adresse.courriel = ""
    adresse.save()
    with refus("courriel"):
        envoyer()
    adresse.avis.etat, adresse.avis.retire_le = "retire", date(2026, 11, 18)
    adresse.avis.save()
    with refus("__all__"):
        envoyer(courriel=COURRIEL)
    assert mail.outbox == []


def test_a_failure_of_the_e_mail_is_said_and_another_may_leave_at_once(
    connecte, animatrice, adresse, monkeypatch, django_capture_on_commit_callbacks
):
    def en_panne(self, **options):
        raise smtplib.SMTPServerDisconnected

    page = f"/conseils/18/suites/destinataires/{adresse.pk}/lien/"
    with monkeypatch.context() as panne:
        panne.setattr("django.core.mail.EmailMessage.send", en_panne)
        panne.setattr("conseils.services.liens.transaction.on_commit", lambda acte: acte())
        reponse = connecte(animatrice).post(page, {"courriel": COURRIEL}, follow=True)
    assertContains(reponse, "n’a pas pu partir")
    with django_capture_on_commit_callbacks(execute=True):
        reponse = connecte(animatrice).post(page, {"courriel": COURRIEL}, follow=True)
    assertContains(reponse, f"Le lien est parti à {COURRIEL}")
    assert len(mail.outbox) == 1


# -- Answering -------------------------------------------------------------------------------------


def test_the_institution_reads_and_answers_without_an_account(envoyer, adresse):
    client, lien = Client(enforce_csrf_checks=True), envoyer()
    assertContains(client.get(lien), "éclairée toute la nuit")
    envoi = SAISIE | {"action_1": "Poser un banc", "echeance_1": "2027-01-15"}
    # What a browser sends from a page without referrer.
    assertRedirects(client.post(lien, envoi, headers={"origin": "null"}), lien)
    assertContains(client.get(lien), "Votre réponse est enregistrée")
    reponse = Reponse.objects.get()
    assert (reponse.voie, reponse.par, reponse.texte) == ("lien", None, SAISIE["texte"])
    assert Suite.objects.get().responsable == "Cheffe de service"
    adresse.avis.refresh_from_db()
    assert adresse.avis.etat == "suites"
    assert LienReponse.objects.get().utilise_le is not None


def test_a_link_serves_once(envoyer):
    lien = envoyer()
    for _ in range(20):
        Client().post(lien, SAISIE)
    assertContains(Client().post(lien, SAISIE | {"texte": "Autre chose."}), "Ce lien a servi")
    assert Reponse.objects.get().texte == SAISIE["texte"]


def test_what_is_refused_leaves_the_link_alive(envoyer):
    lien = envoyer()
    page = Client().post(lien, SAISIE | {"sens": "en_etude"})
    assert "etude_jusqu_au" in page.context["form"].errors
    assertContains(page, "rétabli")
    assertRedirects(Client().post(lien, SAISIE), lien)


def test_late_is_said_before_and_recorded(envoyer, adresse):
    adresse.echeance = date(2026, 11, 17)
    adresse.save()
    lien = envoyer()
    assertContains(Client().get(lien), "Le délai est passé depuis le 17 novembre 2026")
    Client().post(lien, SAISIE)
    assert Reponse.objects.get().hors_delai


@pytest.mark.parametrize(("jours", "statut"), [(30 - 1e-5, 200), (30, 410)])
def test_a_link_expires_in_thirty_days(envoyer, horloge, jours, statut):
    lien = envoyer()
    horloge.shift(timedelta(days=jours))
    assert Client().get(lien).status_code == statut


def test_expired_while_one_writes_gives_the_text_back(envoyer, horloge):
    lien = envoyer()
    horloge.shift(timedelta(days=31))
    page = Client().post(lien, SAISIE | {"texte": "Un long texte <b>."})
    assertContains(page, "Un long texte &lt;b&gt;.", status_code=410)
    assertContains(page, "Recevoir un nouveau lien", status_code=410)
    assert not Reponse.objects.exists()


def test_an_act_withdrawn_meanwhile_says_so(envoyer, adresse):
    lien = envoyer()
    adresse.avis.etat, adresse.avis.retire_le = "retire", date(2026, 11, 18)
    adresse.avis.save()
    page = Client().post(lien, SAISIE)
    assertContains(page, "n’attend plus de réponse", status_code=410)
    assertNotContains(page, "nouveau lien", status_code=410)


def test_a_tampered_link_says_nothing_of_the_act(envoyer, adresse, demandes):
    vrai = envoyer()
    faux = vrai[:-2] + ("A" if vrai[-2] != "A" else "B") + "/"
    page = Client().get(faux)
    assertContains(page, "Ce lien ne mène nulle part", status_code=404)
    assertNotContains(page, adresse.avis.titre, status_code=404)
    assert Client().post(faux, SAISIE | {"nouveau": "1"}).status_code == 404
    assert demandes == []


def test_the_page_is_kept_by_no_cache_nor_index_and_tells_no_referrer(envoyer, horloge):
    lien = envoyer()
    reponses = [Client().get(page) for page in (lien, f"/repondre/{INCONNU}/", "/repondre/nouveau-lien/")]
    horloge.shift(timedelta(days=31))
    reponses.append(Client().get(lien))
    assert [reponse.status_code for reponse in reponses] == [200, 404, 200, 410]
    for reponse in reponses:
        assert reponse.headers["Referrer-Policy"] == "no-referrer"
        assert reponse.headers["Cache-Control"] == "no-store, private"
        assert reponse.headers["X-Robots-Tag"] == "noindex"


def test_the_logs_hold_no_token():
    ligne = logging.LogRecord("django.request", 30, "", 0, "%s: %s", ("Gone", f"/repondre/{INCONNU}/"), None)
    assert SansJeton().filter(ligne)
    assert ligne.getMessage() == "Gone: /repondre/…/"


# -- Asking again ----------------------------------------------------------------------------------


@pytest.mark.parametrize("usage", ["servi", "expiré"])
def test_a_dead_link_asks_for_another_at_the_same_address(envoyer, adresse, demandes, horloge, usage):
    lien = envoyer()
    if usage == "servi":
        Client().post(lien, SAISIE)
    else:
        horloge.shift(timedelta(days=31))
    assert Client().post(lien, {"nouveau": "1"}).status_code == 302
    assert demandes == [("conseils.tasks.renouveler_liens", [adresse.pk])]


def test_the_worker_sends_one_an_hour(adresse, horloge, django_capture_on_commit_callbacks):
    def demander() -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return renouveler(destinataires=[adresse.pk])

    assert (demander(), demander()) == (1, 0)
    horloge.shift(timedelta(minutes=61))
    assert demander() == 1
    assert [m.to for m in mail.outbox] == [[COURRIEL], [COURRIEL]]


def test_the_worker_writes_to_nobody_without_an_address(adresse):
    adresse.courriel = ""
    adresse.save()
    assert renouveler(destinataires=[adresse.pk, 999_999]) == 0


@pytest.mark.parametrize(
    ("courriel", "trouve"),
    [(COURRIEL, True), (COURRIEL.upper(), True), ("inconnu@ville.invalid", False)],
)
def test_whoever_asks_reads_the_same_words(adresse, demandes, courriel, trouve):
    reponse = Client().post("/repondre/nouveau-lien/", {"courriel": courriel}, follow=True)
    assertContains(reponse, "Si cette adresse est connue")
    assert demandes == [("conseils.tasks.renouveler_liens", [adresse.pk] if trouve else [])]


def test_an_address_that_has_answered_everything_is_sent_nothing(adresse, demandes):
    adresse.repondu_le = date(2026, 11, 18)
    adresse.save()
    Client().post("/repondre/nouveau-lien/", {"courriel": COURRIEL})
    assert demandes == [("conseils.tasks.renouveler_liens", [])]


def test_what_is_no_address_is_said(demandes):
    page = Client().post("/repondre/nouveau-lien/", {"courriel": "pas une adresse"})
    assert "courriel" in page.context["form"].errors
    assert demandes == []
