"""The session ended while somebody was writing: what was written comes back, whatever the form."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from comptes.checks import routes
from comptes.middleware import ConnexionExigee

TEXTE = "Trois semaines d’arrêt : <b>aucune</b> permanence."
ENVOI = {"csrfmiddlewaretoken": "a" * 32, "texte_de_la_note": TEXTE, "code": "heures-M1", "vu": "b" * 64}


def test_aucune_page_ne_perd_un_texte(rf, monkeypatch):
    """Whatever form was being filled: the door is before the view."""
    monkeypatch.setattr("comptes.middleware.render", lambda *_, status, **__: HttpResponse(status=status))
    vues = [motif.callback for _, motif in routes() if getattr(motif.callback, "login_required", True)]
    assert len(vues) > 200
    exigee = ConnexionExigee(lambda _requete: HttpResponse())
    for vue in vues:
        requete = rf.post("/ici/?depuis=la", ENVOI)
        requete.user, requete.htmx = AnonymousUser(), False
        assert exigee.process_view(requete, vue, (), {}).status_code == 403, vue


@pytest.mark.django_db
class TestPage:
    adresse = property(lambda _soi: reverse("note_ajouter", args=[18, 2026]))

    def test_ce_qui_etait_ecrit_est_rendu(self):
        page = Client().post(self.adresse, ENVOI)
        assert page.status_code == 403
        assert "Trois semaines d’arrêt : &lt;b&gt;aucune&lt;/b&gt; permanence.</textarea>" in page.text
        assert "Texte de la note</label>" in page.text
        assert f"{reverse('account_login')}?next=%2Fequipe%2Fnotes%2F18%2F2026%2F" in page.text
        assert "heures-M1" not in page.text, "un choix se refait"
        assert "b" * 64 not in page.text

    @pytest.mark.parametrize(
        ("envoi", "entetes"),
        [
            (ENVOI | {"texte_de_la_note": "court"}, {}),
            ({"texte_de_la_note": TEXTE}, {}),
            (ENVOI, {"Sec-Fetch-Mode": "cors"}),
        ],
    )
    def test_sinon_la_connexion(self, envoi, entetes):
        """Nothing written, no page of ours, or a script that keeps what is typed by itself."""
        assert Client(headers=entetes).post(self.adresse, envoi).url.startswith(reverse("account_login"))
