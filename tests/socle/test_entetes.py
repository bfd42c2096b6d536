"""The same headers on every answer, whoever wrote it."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from socle.entetes import POUR_TOUS
from tests import fabriques as f
from tests.conftest import connecter

pytestmark = [pytest.mark.django_db, pytest.mark.une_fois]
POLITIQUE = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


@pytest.fixture
def https(settings):
    """As in production: every answer over TLS, one name of host."""
    settings.SECURE_HSTS_SECONDS = 60
    settings.ALLOWED_HOSTS = ["testserver"]


class Demandes:
    """One way to be answered by each of those who answer. Each returns an answer and its expected status."""

    def __init__(self, animatrice, monkeypatch) -> None:
        self.compte, self.monkeypatch = animatrice, monkeypatch
        self.conseil = animatrice.affectations.get().conseil
        self.client = connecter(animatrice)

    def lire(self, nom: str, *cles, client: Client | None = None, **plus):
        return (client or self.client).get(reverse(nom, args=cles), secure=True, **plus)

    def page(self):
        return self.lire("conseils"), 200

    def page_nominative(self):
        return self.lire("groupe_moteur", 18), 200

    def page_publique(self):
        return self.lire("public", client=Client()), 200

    def fichier_statique(self):
        return Client().get("/static/css/app.css", secure=True), 200

    def flux(self):
        return self.lire("agenda_ics", f.AgendaFabrique(conseil=self.conseil).jeton, client=Client()), 200

    def fichier_remis(self):
        piece = f.DocumentFabrique(reunion__conseil=self.conseil, depose_par=self.compte)
        return self.lire("document", 18, piece.reunion_id, piece.pk), 200

    def json(self):
        return self.lire("sante", client=Client()), 200

    def redirection(self):
        return self.lire("conseils", client=Client()), 302

    def hote_refuse(self):
        return self.lire("sante", client=Client(), headers={"host": "autre.exemple"}), 400

    def jeton_absent(self):
        return Client(enforce_csrf_checks=True).post(reverse("account_login"), secure=True), 403

    def sans_permission(self):
        return self.lire("comptes"), 403

    def introuvable(self):
        return self.client.get("/nulle-part/", secure=True), 404

    def methode_refusee(self):
        return Client().post(reverse("public"), secure=True), 405

    def panne(self):
        def casser():
            raise RuntimeError

        self.monkeypatch.setattr(connection, "cursor", casser)
        return self.lire("sante", client=Client(raise_request_exception=False)), 500


DEMANDES = [nom for nom in vars(Demandes) if not nom.startswith("_") and nom != "lire"]


@pytest.fixture
def demandes(animatrice, monkeypatch, settings, tmp_path, https):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    }
    return Demandes(animatrice, monkeypatch)


@pytest.mark.parametrize("demande", DEMANDES)
def test_chaque_reponse_les_porte(demandes, demande):
    reponse, statut = getattr(demandes, demande)()
    reponse.close()
    assert reponse.status_code == statut
    assert {nom: reponse.headers.get(nom) for nom in POUR_TOUS} == POUR_TOUS
    assert set(reponse.headers["Content-Security-Policy"].split("; ")) >= POLITIQUE
    assert "unsafe" not in reponse.headers["Content-Security-Policy"]
    assert reponse.headers["Strict-Transport-Security"].startswith("max-age=60")
    assert "Access-Control-Allow-Origin" not in reponse.headers


@pytest.mark.parametrize("demande", ["page_nominative", "fichier_remis"])
def test_ce_qui_nomme_quelqu_un_n_est_garde_nulle_part(demandes, demande):
    reponse, _ = getattr(demandes, demande)()
    reponse.close()
    assert reponse.headers["Cache-Control"] == "no-store, private"


def test_une_vue_garde_les_siens(demandes):
    assert demandes.flux()[0].headers["Cache-Control"] == "private, max-age=900"
