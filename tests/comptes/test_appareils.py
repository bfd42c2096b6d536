"""A person must recognise her own sessions: the device is said in words."""

import pytest
from django.urls import reverse

from comptes.templatetags.appareils import appareil
from tests.fabriques import MOT_DE_PASSE

WINDOWS, CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64", "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0"
FIREFOX = f"{WINDOWS}; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.mark.parametrize(
    ("signature", "attendu"),
    [
        (FIREFOX, "Firefox sur Windows"),
        (f"{WINDOWS}) {CHROME} Safari/537.36 Edg/131.0.2903.86", "Edge sur Windows"),
        (f"Mozilla/5.0 (Linux; Android 14; SM-S911B) {CHROME} Mobile Safari/537.36", "Chrome sur Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari sur iOS",
        ),
        ("curl/8.1", "curl"),
        ("", "Appareil inconnu"),
    ],
)
def test_appareil_dit_en_mots(signature, attendu):
    assert appareil(signature) == attendu


@pytest.mark.django_db
def test_la_page_des_sessions_nomme_l_appareil(client, administrateur, settings):
    settings.MFA_EXIGEE = False
    entree = {"login": administrateur.email, "password": MOT_DE_PASSE}
    client.post(reverse("account_login"), entree, headers={"User-Agent": FIREFOX})
    contenu = client.get(reverse("usersessions_list")).content.decode()
    assert "Firefox sur Windows" in contenu
    assert "Mozilla" not in contenu
