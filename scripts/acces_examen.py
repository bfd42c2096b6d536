"""A real browser over the application, without a server: each request is answered by this process.

What a form changes is undone at once, so that every page is examined on the same data.
"""

from __future__ import annotations

import mimetypes
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import transaction
from django.http import HttpResponse
from django.template.loader import get_template
from django.test import Client
from playwright.sync_api import Browser, Error, Route

from scripts.acces_etat import Etat
from scripts.acces_exploration import GABARITS, REDIRIGE, REFUS, Page

AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
REGLES = Path(__file__).with_name("acces_regles.js")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# On a narrow screen, what the width changes; the rest has been read on the wide one.
ETROIT = ["target-size", "scrollable-region-focusable", "button-name", "link-name", "label"]
SITE = "http://localhost"  # trusted without https, as a real server of the machine is
BUREAU, TELEPHONE, LOUPE = 1280, 320, 640  # the last two: 400 % and 200 % of the first
PATIENCE = 20_000  # milliseconds: the machine may be busy with something else
AVEC_MENUS = ("accueil", "conseil")
SUR_PAPIER = ("aide_entiere", "aide_chapitre")
DEPLIER = "document.querySelectorAll('main details').forEach((repli) => { repli.open = true })"
PASSE = ("host", "content-length", "cookie", "connection", "accept-encoding")


class Examen:
    """One page of the browser, which goes from address to address."""

    def __init__(self, navigateur: Browser) -> None:
        contexte = navigateur.new_context(
            base_url=SITE, locale="fr-FR", timezone_id="Europe/Paris", reduced_motion="reduce"
        )
        contexte.set_default_timeout(PATIENCE)
        contexte.route("**/*", self._servir)
        self.page = contexte.new_page()
        self.page.on("console", lambda message: message.type == "error" and self._retenir(message.text))
        self.page.on("pageerror", lambda erreur: self._retenir(str(erreur)))
        self.client, self.qui, self.ou = Client(), "", ""
        self.etats: list[Etat] = []
        self.fautes: list[tuple[str, str, str, str]] = []

    # -- Answering ------------------------------------------------------------------------------------------

    def _servir(self, route: Route) -> None:
        but = urlsplit(route.request.url)
        if but.path.startswith(settings.STATIC_URL):
            return route.fulfill(**statique(but.path.removeprefix(settings.STATIC_URL)))
        reponse = self._demander(route.request, but.path + (f"?{but.query}" if but.query else ""))
        entetes = {nom: valeur for nom, valeur in reponse.items() if nom.lower() != "set-cookie"}
        return route.fulfill(status=reponse.status_code, headers=entetes, body=b"".join(reponse))

    def _demander(self, requete, chemin: str):
        """Follow the redirections here: the browser would ask them of the network."""
        if chemin.startswith(GABARITS):
            return HttpResponse(get_template(chemin.removeprefix(GABARITS)).render())
        entetes = {nom: valeur for nom, valeur in requete.headers.items() if nom not in PASSE}
        with ExitStack() as pile:
            if requete.method != "GET":
                pile.enter_context(transaction.atomic())
                pile.callback(transaction.set_rollback, True)
            corps, sorte = requete.post_data_buffer or b"", entetes.get("content-type", "")
            reponse = self.client.generic(requete.method, chemin, corps, sorte, headers=entetes)
            while reponse.status_code in REDIRIGE:
                reponse = self.client.get(urljoin(chemin, reponse["Location"]))
            return reponse

    # -- Examining ------------------------------------------------------------------------------------------

    def ouvrir(self, chemin: str, client: Client) -> None:
        self.client, self.ou = client, chemin
        self.page.set_viewport_size({"width": BUREAU, "height": 900})
        self.page.goto(chemin)

    def examiner(self, page: Page, client: Client) -> tuple[list[Etat], list[tuple[str, str, str, str]]]:
        """What was seen of this page, and its faults: a browser that gives up is one of them."""
        self.etats, self.fautes, self.qui = [], [], page.qui
        try:
            self.ouvrir(page.chemin, client)
            if page.qui == REFUS:
                self.lire(page.nom, "refus")
            else:
                self.page_entiere(page)
        except Error as panne:
            self._noter(page.nom, "panne", [f"navigateur : {panne.message.splitlines()[0]}"])
        return self.etats, self.fautes

    def page_entiere(self, page: Page) -> None:
        """As it opens, folds and menus open, on paper for the guide, then wrongly filled."""
        self.lire(page.nom, "ouverte")
        if page.nom in AVEC_MENUS:
            self.menus(page.nom)
        if page.nom in SUR_PAPIER:
            self.page.emulate_media(media="print", reduced_motion="reduce")
            self.axe(page.nom, "imprimée", TELEPHONE, {"runOnly": WCAG})
            self.page.emulate_media(media="screen", reduced_motion="reduce")
        if self.mal_remplir():
            self.lire(page.nom, "erreurs")

    def menus(self, nom: str) -> None:
        """Each menu open, one after the other, on both widths."""
        for largeur in (BUREAU, TELEPHONE):
            self.page.set_viewport_size({"width": largeur, "height": 900})
            for menu in self.page.locator("[popovertarget]").all():
                if menu.is_visible():
                    menu.click()
                    for groupe in self.page.locator(".menu-groupe > summary:visible").all():
                        groupe.click()
                    self.axe(nom, "menu", largeur, {"runOnly": WCAG})
                    self.page.keyboard.press("Escape")

    def lire(self, nom: str, etat: str) -> None:
        """The wide screen, folds open, then the narrow ones."""
        self.page.evaluate(DEPLIER)
        self.axe(nom, etat, BUREAU, {"runOnly": WCAG})
        self.page.keyboard.press("Shift")
        attendu = {"erreurs": etat == "erreurs"}
        self._noter(nom, etat, self.page.evaluate(REGLES.read_text(encoding="utf-8"), attendu))
        for largeur in (LOUPE, TELEPHONE):
            self.page.set_viewport_size({"width": largeur, "height": 640})
            if (trop := self.page.evaluate("document.documentElement.scrollWidth")) > largeur:
                self._noter(nom, etat, [f"largeur : {trop} px dans {largeur}"])
        self.axe(nom, etat, TELEPHONE, {"runOnly": {"type": "rule", "values": ETROIT}})

    def axe(self, nom: str, etat: str, largeur: int, options: dict) -> None:
        # Evaluated by the browser's debugger, which the page's security policy does not concern.
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(source_d_axe())
        resultat = self.page.evaluate("o => axe.run({...o, resultTypes: ['violations']})", options)
        self._noter(
            nom,
            etat,
            [
                f"axe {faute['id']} ({largeur}) : {noeud['html'][:200]}"
                for faute in resultat["violations"]
                for noeud in faute["nodes"]
            ],
        )
        self.etats.append(Etat(nom, self.qui, etat, largeur))

    def mal_remplir(self) -> bool:
        """Send the main form of the page, wrongly filled; whether it came back with its errors."""
        formulaire = self.page.locator("main form[method=post]:has(input:not([type=hidden]), select, textarea)").first
        if not formulaire.count():
            return False
        with self.page.expect_navigation():
            formulaire.evaluate(MAL_REMPLIR)
        return self.page.locator("[data-erreurs], .is-invalid, .errorlist").count() > 0

    def _noter(self, nom: str, etat: str, fautes: list[str]) -> None:
        self.fautes += [(nom, etat, self.ou, faute) for faute in fautes]

    def _retenir(self, plainte: str) -> None:
        # A page that answers 403, 404 or 422 on purpose is told by the console too.
        if not plainte.startswith(("Failed to load resource", "Loading the image 'data:image")):
            self.fautes.append(("", "console", self.ou, plainte))


MAL_REMPLIR = """formulaire => {
  formulaire.noValidate = true;
  for (const champ of formulaire.elements) {
    if (champ.type === "number") champ.value = "-1";
    else if (champ.type === "checkbox" || champ.type === "radio") champ.checked = false;
    else if (champ.type === "email") champ.value = "sans arobase";
    else if (champ.matches("input:not([type=hidden], [type=submit], [type=file]), textarea")) champ.value = "";
    else if (champ.matches("select")) champ.selectedIndex = champ.multiple ? -1 : 0;
  }
  const bouton = formulaire.querySelector("button[name]:not([type=button])");
  const { name, value } = bouton ?? {};
  if (name) formulaire.append(Object.assign(document.createElement("input"), { name, value }));
  formulaire.submit();
}"""


@cache
def source_d_axe() -> str:
    return AXE.read_text(encoding="utf-8")


@cache
def statique(nom: str) -> dict:
    chemin = finders.find(nom)
    if chemin is None:
        return {"status": 404}
    return {"content_type": mimetypes.guess_type(nom)[0] or "", "body": Path(chemin).read_bytes()}
