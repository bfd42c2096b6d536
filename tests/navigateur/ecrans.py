"""Pages as somebody uses them: by the names that a reader or a screen reader meets, never by their markup."""

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

COCHES = {"radio", "checkbox"}


class Ecran:
    """A page of the application, on a screen that nothing may exceed sideways."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.corps = page.get_by_role("main")
        self.champs = page.locator("input, select, textarea")
        self.tient()

    def tient(self) -> None:
        self.page.wait_for_load_state()
        largeur = self.page.viewport_size["width"]
        assert self.page.evaluate("document.documentElement.scrollWidth") <= largeur, self.page.url

    def suivre(self, nom: str, dans: Locator | None = None) -> "Ecran":
        """Follow the link that begins with this name."""
        (dans or self.corps).get_by_role("link", name=_debut(nom)).first.click()
        self.tient()
        return self

    def menu(self, nom: str) -> "Ecran":
        """Follow a link of the main menu, folded on a phone."""
        deplier = self.page.get_by_role("button", name="Menu", exact=True)
        if deplier.is_visible():
            deplier.click()
        menu = self.page.get_by_role("navigation", name="Navigation principale")
        groupe = menu.locator("details").filter(has=self.page.get_by_text(nom, exact=True))
        if groupe.count():
            groupe.locator("summary").click()
        return self.suivre(nom, menu)

    def fil(self, nom: str) -> "Ecran":
        """Go back up the breadcrumb."""
        return self.suivre(nom, self.page.get_by_role("navigation", name="Fil d’Ariane"))

    def onglet(self, nom: str) -> "Ecran":
        """Follow a page of the conseil, folded on a phone."""
        deplier = self.page.get_by_role("button", name="Pages du conseil")
        if deplier.is_visible():
            deplier.click()
        return self.suivre(nom, self.page.get_by_role("navigation", name="Pages du conseil"))

    def remplir(self, champs: Mapping[str, object]) -> "Ecran":
        """Fill fields by their label: a text, an option of a list, ``True`` for a box."""
        for nom, valeur in champs.items():
            champ = self.champs.and_(self.corps.get_by_label(re.compile(rf"^\s*{_mots(nom)}\s*\*?\s*$"))).first
            sorte = champ.evaluate("champ => champ.type")
            if sorte in COCHES:
                champ.set_checked(valeur)
            elif sorte.startswith("select"):
                champ.select_option(label=_option(champ, valeur))
            else:
                champ.fill(str(valeur))
        return self

    def choisir(self, *noms: str) -> "Ecran":
        """Tick radio buttons by their label."""
        for nom in noms:
            self.corps.get_by_role("radio", name=_debut(nom)).first.check()
        return self

    def cocher(self, *noms: str) -> "Ecran":
        for nom in noms:
            self.corps.get_by_role("checkbox", name=nom, exact=True).check()
        return self

    def valider(self, bouton: str, dit: str) -> "Ecran":
        """Press a button, and read that it is done."""
        self.corps.get_by_role("button", name=_debut(bouton)).click()
        expect(self.page.locator("body")).to_contain_text(re.compile(_mots(dit)), use_inner_text=True)
        self.tient()
        return self

    def lit(self, *textes: str) -> "Ecran":
        """What the page says, in one piece and as it is read."""
        for texte in textes:
            expect(self.corps).to_contain_text(re.compile(_mots(texte)), use_inner_text=True)
        return self

    def ligne(self, tableau: str, entete: str) -> list[str]:
        """The cells of one line of a table, named by its caption or its region."""
        rangees = self.corps.get_by_role("table", name=tableau).get_by_role("row")
        rangee = rangees.filter(has=self.page.get_by_role("rowheader", name=_debut(entete))).first
        return [" ".join(cellule.split()) for cellule in rangee.get_by_role("cell").all_inner_texts()]


def _mots(texte: str) -> str:
    """A space of the test stands for any space of the page, which has its French typography."""
    return r"\s+".join(re.escape(mot) for mot in texte.split(" "))


def _debut(nom: str) -> re.Pattern:
    """Accessible names often go on with hidden words: « Clore le mandat de… »."""
    # The browser would see the end of a word after « é ».
    return re.compile(rf"^\s*{_mots(nom)}(?![\wÀ-ÿ])", re.IGNORECASE)


def _option(champ: Locator, valeur: str) -> str:
    """The option of a list, whatever its capital: choices begin with one on some pages and not on others."""
    options = champ.locator("option").all_inner_texts()
    return next((option for option in options if option.strip().casefold() == valeur.casefold()), valeur)
