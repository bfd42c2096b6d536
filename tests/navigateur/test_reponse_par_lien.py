"""An institution answers on a phone, without an account: the page, the gestures, what it says of a dead link."""

import pytest
from playwright.sync_api import expect

from conseils.jetons import empreinte_de
from conseils.models import Reponse, Suite
from tests import fabriques as f
from tests.navigateur.conftest import TELEPHONE

GESTES = 6
ADRESSE = "/repondre/jeton-du-telephone/"


@pytest.fixture
def lien(dix_huitieme):
    adresse = f.DestinataireFabrique(
        avis__conseil=dix_huitieme, echeance="2026-12-01", courriel="voirie@ville.invalid"
    )
    return f.LienReponseFabrique(destinataire=adresse, empreinte=empreinte_de("jeton-du-telephone"))


class Main:
    """Counts what the hand does: one tap or one field filled is one gesture."""

    def __init__(self) -> None:
        self.gestes = 0

    def toucher(self, cible) -> None:
        self.gestes += 1
        cible.click()

    def remplir(self, cible, texte: str) -> None:
        self.gestes += 1
        cible.fill(texte)


@pytest.mark.parametrize("javascript", [True, False], ids=["avec-javascript", "sans-javascript"])
def test_an_answer_with_its_action_in_six_gestures(ouvrir, lien, javascript):
    page, main = ouvrir(ADRESSE, ecran=TELEPHONE, javascript=javascript), Main()
    expect(page.get_by_text("éclairée toute la nuit")).to_be_visible()
    main.toucher(page.get_by_label("Acceptée", exact=True))
    main.remplir(page.get_by_label("Explication"), "Les lampadaires seront remplacés.")
    main.remplir(page.get_by_label("Action engagée", exact=True), "Remplacer six lampadaires")
    main.remplir(page.get_by_label("Pour le", exact=True), "2027-03-01")
    main.remplir(page.get_by_label("Votre fonction"), "Cheffe du service")
    main.toucher(page.get_by_role("button", name="Envoyer la réponse"))
    expect(page.get_by_role("heading", name="Votre réponse est enregistrée")).to_be_visible()
    assert main.gestes <= GESTES
    assert Reponse.objects.get().voie == "lien"
    assert Suite.objects.get().responsable == "Cheffe du service"


def test_the_day_is_asked_only_of_what_is_under_study(ouvrir, lien):
    page = ouvrir(ADRESSE, ecran=TELEPHONE)
    jour = page.get_by_label("À l’étude jusqu’au")
    expect(jour).to_be_hidden()
    page.get_by_label("À l’étude", exact=True).click()
    expect(jour).to_be_visible()


@pytest.mark.parametrize("largeur", [320, 390])
def test_the_page_is_accessible_and_fits(ouvrir, accessible, lien, largeur):
    page = ouvrir(ADRESSE, ecran={"width": largeur, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= largeur
    accessible(page)
    page.get_by_role("button", name="Envoyer la réponse").click()
    expect(page.get_by_role("alert")).to_be_visible()
    accessible(page)
