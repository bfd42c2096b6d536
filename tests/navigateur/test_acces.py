"""Coming in, with a keyboard, on a wide screen and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests import fabriques as f
from tests.navigateur.conftest import BUREAU, TELEPHONE

PUBLIQUES = [
    "/compte/connexion/",
    "/compte/mot-de-passe/oubli/",
    "/aide/",
    "/accessibilite/",
    "/donnees-personnelles/",
    "/mentions-legales/",
]
MOT_DE_PASSE = "un mot de passe d'essai"


@pytest.mark.parametrize("adresse", PUBLIQUES)
def test_une_page_publique_est_accessible_et_tient_dans_l_ecran(ouvrir, accessible, adresse):
    page = ouvrir(adresse)
    accessible(page)
    for ecran in (BUREAU, TELEPHONE):
        page.set_viewport_size(ecran)
        assert page.evaluate("document.documentElement.scrollWidth") <= ecran["width"]


def test_le_guide_et_la_page_publique_d_un_conseil(ouvrir, accessible, dix_huitieme):
    f.PagePubliqueFabrique(conseil=dix_huitieme, contact="conseil18@association.example")
    f.ReponseFabrique(destinataire=f.DestinataireFabrique(avis__conseil=dix_huitieme))
    page = ouvrir("/aide/")
    for adresse in ("/aide/?q=bilan", "/aide/reunion/", "/aide/tout/", "/public/", "/public/conseils/18/"):
        page.goto(adresse)
        for ecran in (BUREAU, TELEPHONE, {"width": 320, "height": 640}):
            page.set_viewport_size(ecran)
            assert page.evaluate("document.documentElement.scrollWidth") <= ecran["width"], (adresse, ecran)
        accessible(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["avec-javascript", "sans-javascript"])
def test_entrer_au_clavier(ouvrir, coordinatrice, javascript, settings):
    settings.MFA_EXIGEE = False
    coordinatrice.set_password(MOT_DE_PASSE)
    coordinatrice.save()
    page = ouvrir("/compte/connexion/", javascript=javascript)
    page.get_by_label("Adresse e-mail").focus()
    page.keyboard.type(coordinatrice.email)
    page.keyboard.press("Tab")
    page.keyboard.type(MOT_DE_PASSE)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/$"))
    expect(page.get_by_role("button", name="Votre compte")).to_be_visible()


def test_un_mauvais_mot_de_passe_est_explique(ouvrir, coordinatrice, accessible):
    page = ouvrir("/compte/connexion/")
    page.get_by_label("Adresse e-mail").fill(coordinatrice.email)
    page.get_by_label("Mot de passe").fill("ce n'est pas lui")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    accessible(page)
