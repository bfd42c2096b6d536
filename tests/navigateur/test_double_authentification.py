"""Somebody whose role requires a second factor comes in for the first time: an application, then a key."""

import os
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.comptes.test_mfa import code_du_moment
from tests.navigateur.conftest import TELEPHONE

MOT_DE_PASSE = "un mot de passe d'essai"
CLE = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def montrer(page: Page, accessible, titre: str, nom: str) -> None:
    """Open, accessible, no wider than a telephone; kept as a picture where ``CAPTURES_MFA`` says."""
    expect(page.get_by_role("heading", level=1, name=titre, exact=True)).to_be_visible()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    if dossier := os.environ.get("CAPTURES_MFA"):
        page.screenshot(path=Path(dossier) / f"{nom}.png", full_page=True)


def donner_le_mot_de_passe(page: Page, compte) -> None:
    page.get_by_label("Adresse e-mail").fill(compte.email)
    page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Se connecter").click()


def test_de_la_premiere_connexion_a_la_cle(ouvrir, accessible, coordinatrice):
    coordinatrice.set_password(MOT_DE_PASSE)
    coordinatrice.save()
    page = ouvrir("/compte/connexion/", ecran=TELEPHONE)
    donner_le_mot_de_passe(page, coordinatrice)
    expect(page.get_by_role("heading", name="À faire avant de continuer")).to_be_visible()
    expect(page.get_by_role("link", name="Rechercher")).to_have_count(0)
    montrer(page, accessible, "Double authentification", "1-a-faire")

    page.get_by_role("link", name="Ajouter une application").click()
    montrer(page, accessible, "Ajouter une application d’authentification", "2-application")
    secret = page.locator(".cle-secrete").inner_text()
    page.get_by_label("Code à six chiffres").fill(code_du_moment(secret))
    page.get_by_role("button", name="Mettre en place").click()
    codes = page.locator(".codes-de-secours code")
    expect(codes).to_have_count(10)
    montrer(page, accessible, "Vos codes de secours", "3-codes")
    secours = codes.first.inner_text()

    poste = page.context.new_cdp_session(page)
    poste.send("WebAuthn.enable")
    poste.send("WebAuthn.addVirtualAuthenticator", {"options": CLE})
    page.goto("/compte/double-authentification/cles/ajouter/")
    page.get_by_label("Nom de la clé").fill("Clé du bureau")
    montrer(page, accessible, "Ajouter une clé", "4-cle")
    page.get_by_role("button", name="Ajouter cette clé").click()
    expect(page.get_by_text("La clé est ajoutée")).to_be_visible()
    montrer(page, accessible, "Double authentification", "5-en-place")

    page.context.clear_cookies()
    page.goto("/compte/connexion/")
    donner_le_mot_de_passe(page, coordinatrice)
    montrer(page, accessible, "Confirmez que c’est bien vous", "6-code")
    page.get_by_role("textbox", name="Code").fill(secours)
    page.locator("main").get_by_role("button", name="Se connecter").click()
    expect(page).to_have_url(re.compile(r"/$"))
