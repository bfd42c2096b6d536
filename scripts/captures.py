"""`make captures`: the pictures of README.md, taken on the running demonstration (`make run` in another terminal)."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))

from scripts.systeme import chromium  # noqa: E402

CAPTURES = RACINE / "docs/captures"
ADRESSE = f"http://127.0.0.1:{os.environ['PORT']}"
ECRANS = {
    "tableau-de-bord": ("prefecture", "/tableau-de-bord/?indicateur=I31", 1280),
    "ma-semaine": ("animateur18", "/ma-semaine/", 1280),
    "ma-semaine-telephone": ("animateur18", "/ma-semaine/", 390),
    "conseil": ("coordination", "/conseils/18/", 1280),
}


def main() -> None:
    CAPTURES.mkdir(exist_ok=True)
    mot_de_passe = (RACINE / os.environ["DATA_DIR"] / "mot_de_passe_demo").read_text().strip()
    with sync_playwright() as playwright:
        navigateur = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for nom, (compte, chemin, largeur) in ECRANS.items():
            page = navigateur.new_page(viewport={"width": largeur, "height": 860}, locale="fr-FR")
            entrer(page, f"{compte}@demo.invalid", mot_de_passe)
            page.goto(ADRESSE + chemin)
            page.screenshot(path=CAPTURES / f"{nom}.png")
        navigateur.close()
    bilan()


def entrer(page: Page, email: str, mot_de_passe: str) -> None:
    page.goto(f"{ADRESSE}/compte/connexion/")
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_label("Mot de passe").fill(mot_de_passe)
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url(f"{ADRESSE}/")


def bilan() -> None:
    """The page of key figures of the published bilan of the 18e."""
    publie = sorted((RACINE / os.environ["DATA_DIR"] / "documents/rapports").glob("BC-18-*.pdf"))[0]
    with tempfile.TemporaryDirectory() as dossier:
        options = ["-f", "3", "-l", "3", "-r", "72", "-png", "-singlefile"]
        subprocess.run(["pdftoppm", *options, publie, f"{dossier}/page"], check=True)
        Path(f"{dossier}/page.png").rename(CAPTURES / "bilan.png")


if __name__ == "__main__":
    main()
