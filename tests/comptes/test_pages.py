"""The pages for everybody, the frame of every page, and what is shown when things go wrong."""

import pytest
from django.db import DatabaseError, connection
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

PUBLIQUES = ("aide", "accessibilite", "donnees_personnelles", "mentions_legales")


@pytest.mark.django_db
class TestPagesPubliques:
    @pytest.mark.parametrize("vue", PUBLIQUES)
    def test_open_to_all_and_linked_from_every_page(self, client, vue):
        adresse = reverse(vue)
        reponse = client.get(adresse)
        assert reponse.status_code == 200
        for page in (reverse("account_login"), adresse):
            assert f'href="{adresse}"' in client.get(page).content.decode()

    @pytest.mark.parametrize("vue", [*PUBLIQUES, "sante"])
    def test_read_only(self, client, vue):
        assert client.post(reverse(vue)).status_code == 405

    def test_help_tells_what_each_role_does(self, client):
        page = client.get(reverse("aide")).content.decode()
        assert "Gère les comptes et les habilitations" in page
        assert "Animateur ou animatrice" in page

    def test_the_declaration_claims_no_audit(self, client):
        page = client.get(reverse("accessibilite")).content.decode()
        assert "<strong>non conforme</strong>" in page
        assert "Défenseur des droits" in page


class TestSante:
    @pytest.mark.django_db
    def test_well(self, client):
        reponse = client.get(reverse("sante"))
        assert (reponse.status_code, reponse.json()) == (200, {"etat": "ok"})
        assert "no-store" in reponse["Cache-Control"]

    @pytest.mark.django_db
    def test_about_to_stop(self, client, settings, tmp_path):
        """The proxy leaves before gunicorn closes its port (scripts/servir.py)."""
        settings.RETRAIT = str(tmp_path / "retrait")
        assert client.get(reverse("sante")).status_code == 200
        (tmp_path / "retrait").touch()
        reponse = client.get(reverse("sante"))
        assert (reponse.status_code, reponse.json()) == (503, {"etat": "va s'arrêter"})

    def test_database_out_of_reach(self, client, monkeypatch):
        def injoignable():
            raise DatabaseError

        monkeypatch.setattr(connection, "cursor", injoignable)
        reponse = client.get(reverse("sante"))
        assert (reponse.status_code, reponse.json()) == (503, {"etat": "base injoignable"})


@pytest.mark.django_db
class TestCadre:
    def test_signed_in_the_person_is_named_with_her_roles(self, coordinatrice, connecte):
        page = connecte(coordinatrice).get(reverse("aide")).content.decode()
        assert "Corinne Coordination" in page
        assert '<span class="discret">Coordination</span>' in page
        assert 'aria-label="Navigation principale"' in page

    def test_sign_out_is_a_post(self, coordinatrice, connecte):
        page = connecte(coordinatrice).get(reverse("aide")).content.decode()
        assert f'<form method="post" action="{reverse("account_logout")}"' in page

    @pytest.mark.parametrize("vue", [*PUBLIQUES, "account_login", "account_reset_password", "account_signup"])
    def test_one_title_inside_the_main_part(self, client, vue):
        page = client.get(reverse(vue)).content.decode()
        avant, _, contenu = page.partition("<main")
        assert "<h1" not in avant
        assert contenu.count("<h1") == 1

    def test_signed_out_there_is_no_menu(self, client):
        page = client.get(reverse("aide")).content.decode()
        assert "Navigation principale" not in page
        assert f'href="{reverse("account_login")}"' in page

    @pytest.mark.parametrize("demo", [True, False])
    def test_a_demonstration_says_so_on_every_page(self, client, settings, demo):
        settings.DEMO = demo
        page = client.get(reverse("account_login")).content.decode()
        assert ("chiffres fictifs" in page) is demo

    def test_htmx_sends_the_token_and_keeps_no_copy(self, client):
        page = client.get(reverse("aide")).content.decode()
        assert 'hx-headers=\'{"X-CSRFToken": "' in page
        assert '"historyCacheSize": 0' in page

    def test_nothing_inline(self, coordinatrice, connecte):
        page = connecte(coordinatrice).get(reverse("aide")).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert "<script>" not in page
        assert len(page.encode()) < 60 * 1024


class TestErreurs:
    @pytest.mark.django_db
    def test_unknown_address(self, client):
        reponse = client.get("/nulle-part/")
        assert reponse.status_code == 404
        assert "Cette page n’existe pas, ou ne vous est pas ouverte" in reponse.content.decode()

    @pytest.mark.django_db
    def test_refused(self, prefecture, connecte):
        reponse = connecte(prefecture).get(reverse("comptes"))
        assert reponse.status_code == 403
        assert "demandez à la coordination" in reponse.content.decode()

    @pytest.mark.django_db
    def test_stale_form(self):
        reponse = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a"})
        assert reponse.status_code == 403
        assert "Ce formulaire était ouvert depuis trop longtemps" in reponse.content.decode()

    @pytest.mark.parametrize("gabarit", ["400.html", "500.html"])
    def test_our_own_faults_need_neither_context_nor_database(self, gabarit):
        page = get_template(gabarit).render()
        assert "réessayez" in page.lower()
        assert 'href="/static/css/app.css"' in page


def test_le_tableau_des_donnees_personnelles_est_entier(client, db):
    """A row lost in a merge would hide from people what is kept about them."""
    corps = client.get("/donnees-personnelles/").content.decode().split("<tbody>")[1].split("</tbody>")[0]
    lignes = corps.split("<tr>")[1:]
    assert {ligne.count("<th ") + ligne.count("<td>") for ligne in lignes} == {5}
    assert "Candidats à un tirage au sort" in corps
