"""A real browser on a live server: Debian's chromium, driven by playwright."""

import os
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from playwright.sync_api import Page, expect, sync_playwright

from scripts.systeme import chromium

AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
# A sample, on each run: every page of every role is examined by `make accessibilite` (scripts/accessibilite.py).
BUREAU = {"width": 1440, "height": 900}
TELEPHONE = {"width": 390, "height": 844}
PATIENCE = 10_000  # milliseconds: the machine may be busy with something else


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.navigateur)


@pytest.fixture(scope="session", autouse=True)
def statiques_des_sources():
    """The live server looks for the application by its usual name; ours has another (socle/statiques.py)."""
    with patch("django.test.testcases._StaticFilesHandler", StaticFilesHandler):
        yield


@pytest.fixture(scope="session")
def navigateur():
    """The browser, started once."""
    # Playwright's event loop runs in this thread; the tests' own queries are not asynchronous for that.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        navigateur = playwright.chromium.launch(
            executable_path=chromium(),
            args=[
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                *(["--no-sandbox"] if os.geteuid() == 0 else []),
            ],
        )
        yield navigateur
        navigateur.close()


@pytest.fixture
def plaintes_permises():
    """Beginnings of what the console may say in this test: a network taken away on purpose makes it complain."""
    return ["Failed to load resource: net::ERR_INTERNET_DISCONNECTED", "Failed to load resource: net::ERR_FAILED"]


@pytest.fixture
def ouvrir(request, navigateur, live_server, connecte):
    """``ouvrir("/conseils/", compte, TELEPHONE)`` returns the page, open, as that account."""
    contextes, plaintes = [], []
    demandees = request.fixturenames
    permises = tuple(request.getfixturevalue("plaintes_permises")) if "plaintes_permises" in demandees else ()

    def _ouvrir(adresse: str, compte=None, ecran=BUREAU, *, javascript: bool = True) -> Page:
        contexte = navigateur.new_context(
            base_url=live_server.url,
            viewport=ecran,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            java_script_enabled=javascript,
        )
        contextes.append(contexte)
        if compte:
            contexte.add_cookies([_session(connecte(compte), live_server.url)])
        contexte.set_default_timeout(PATIENCE)
        page = contexte.new_page()
        page.on("console", lambda message: message.type == "error" and _retenir(message.text, plaintes))
        page.on("pageerror", lambda erreur: plaintes.append(str(erreur)))
        page.goto(adresse)
        return page

    yield _ouvrir
    for contexte in contextes:
        contexte.close()
    # A refused style or script, a missing file, an exception: the console says so.
    assert [plainte for plainte in plaintes if not plainte.startswith(permises)] == []


def _retenir(message: str, plaintes: list[str]) -> None:
    # Playwright may measure the page before our stylesheet replaces the data: images of Bootstrap's; the
    # security policy refuses them, as it should.
    if not message.startswith("Loading the image 'data:image/svg+xml"):
        plaintes.append(message)


def _session(client, url: str) -> dict:
    nom = settings.SESSION_COOKIE_NAME
    return {"name": nom, "value": client.cookies[nom].value, "url": url}


@pytest.fixture
def accessible():
    """``accessible(page)`` fails on what axe finds wrong with the page (WCAG 2.2 A and AA)."""

    def _accessible(page: Page) -> None:
        # Evaluated by the browser's debugger, which the page's security policy does not concern.
        page.evaluate(AXE.read_text())
        regles = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        resultat = page.evaluate("regles => axe.run({runOnly: regles})", regles)
        fautes = [
            f"{faute['id']} : {faute['help']} — {', '.join(noeud['html'] for noeud in faute['nodes'])}"
            for faute in resultat["violations"]
        ]
        assert fautes == []

    return _accessible
