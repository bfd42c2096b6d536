"""The menus: short for each role, calm on a wide screen, folded on a phone, usable without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.navigateur.conftest import BUREAU, TELEPHONE

LIGNES_MAX = 8
ROLES = [
    "coordinatrice",
    "animatrice",
    "prefecture",
    "ville",
    "partenaire",
    "lecteur",
    "bailleur",
    "administrateur",
]


@pytest.mark.parametrize("role", ROLES)
def test_the_main_menu_is_one_short_line(ouvrir, accessible, request, role):
    page = ouvrir("/territoires/", request.getfixturevalue(role))
    menu = page.get_by_role("navigation", name="Navigation principale")
    lignes = menu.locator(".menu > li")
    assert 2 <= lignes.count() <= LIGNES_MAX
    assert len({boite["y"] for boite in (ligne.bounding_box() for ligne in lignes.all())}) == 1
    for groupe in menu.locator("summary").all():
        groupe.click()
        expect(groupe.locator("xpath=../ul")).to_be_visible()
    accessible(page)


def test_the_pages_of_a_conseil_hold_on_two_lines(ouvrir, accessible, animatrice):
    page = ouvrir("/conseils/18/avis/", animatrice, BUREAU)
    pages = page.get_by_role("navigation", name="Pages du conseil")
    hauteurs = {round(lien.bounding_box()["y"]) for lien in pages.get_by_role("link").all()}
    assert len(hauteurs) <= 2
    expect(pages.get_by_role("link", name="Avis", exact=True)).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("button", name="Pages du conseil")).to_be_hidden()
    accessible(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["avec-javascript", "sans-javascript"])
def test_on_a_phone_they_fold_behind_the_name_of_the_current_one(ouvrir, animatrice, javascript):
    page = ouvrir("/conseils/18/avis/", animatrice, TELEPHONE, javascript=javascript)
    page.get_by_role("button", name="Pages du conseil : Avis").click()
    page.get_by_role("navigation", name="Pages du conseil").get_by_role("link", name="Formations").click()
    expect(page.get_by_role("button", name="Pages du conseil : Formations")).to_be_visible()


@pytest.mark.parametrize("largeur", [320, 390])
def test_on_a_phone_nothing_exceeds_and_all_is_named(ouvrir, accessible, coordinatrice, dix_huitieme, largeur):
    page = ouvrir("/conseils/18/", coordinatrice, {"width": largeur, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= largeur
    page.get_by_role("button", name="Pages du conseil").click()
    accessible(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("navigation", name="Navigation principale").get_by_text("Moyens et repères").click()
    expect(page.get_by_role("link", name="Territoires")).to_be_visible()
    accessible(page)
