"""`make captures`: the pictures of README.md and of the guide, taken on the running demonstration (`make run`)."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))

from scripts.systeme import chromium  # noqa: E402

CAPTURES = RACINE / "docs/captures"
ADRESSE = f"http://127.0.0.1:{os.environ['PORT']}"
ECRANS = {
    "tableau-de-bord": ("prefecture", "/tableau-de-bord/?indicateur=I31", 1280, 1280),
    "ma-semaine": ("animateur18", "/ma-semaine/", 1280, 860),
    "ma-semaine-telephone": ("animateur18", "/ma-semaine/", 390, 860),
    "conseil": ("coordination", "/conseils/18/", 1280, 860),
}
GUIDE = RACINE / "static/images/guide"
LARGEUR, HAUTEUR = 960, 600
COULEURS = 48  # of a picture of the guide: text and flat colours, so that it stays light
# What the chapters show: who sees it, where it begins, then the links to follow, by the beginning of their text.
GESTES = {
    "accueil": ("coordination", "/", []),
    "ma-semaine": ("animateur18", "/ma-semaine/", []),
    "reunion": ("animateur18", "/conseils/18/reunions/", ["Débat annuel"]),
    "avis": ("animateur18", "/conseils/18/avis/?etat=suites", ["Ascenseurs en pann"]),
    "feuille": ("animateur18", "/conseils/18/feuille-de-route/", ["2026"]),
    "documents": ("coordination", "/rapports/", []),
    "decider": ("ville", "/rapports/?etat=soumis", ["BC-20", "Accepter ou renvoyer"]),
    "reponse": ("prefecture", "/reponses/", ["Le calendrier du renouvellement"]),
    "indicateurs": ("prefecture", "/indicateurs/", []),
    "exports": ("coordination", "/exports/", []),
    "compte": ("admin", "/comptes/", ["Claire Vasseur"]),
}


def main() -> None:
    CAPTURES.mkdir(exist_ok=True)
    GUIDE.mkdir(parents=True, exist_ok=True)
    mot_de_passe = (RACINE / os.environ["DATA_DIR"] / "mot_de_passe_demo").read_text().strip()
    with sync_playwright() as playwright:
        navigateur = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for nom, (compte, chemin, largeur, hauteur) in ECRANS.items():
            page = navigateur.new_page(
                viewport={"width": largeur, "height": hauteur}, locale="fr-FR", reduced_motion="reduce"
            )
            entrer(page, f"{compte}@demo.invalid", mot_de_passe)
            page.goto(ADRESSE + chemin)
            page.screenshot(path=CAPTURES / f"{nom}.png")
        for nom in GESTES:
            geste(navigateur, mot_de_passe, nom)
        navigateur.close()
    bilan()


def geste(navigateur: Browser, mot_de_passe: str, nom: str) -> None:
    """The top of the main part of a screen, in few colours."""
    compte, depart, liens = GESTES[nom]
    page = navigateur.new_page(
        viewport={"width": LARGEUR, "height": 2 * HAUTEUR}, locale="fr-FR", reduced_motion="reduce"
    )
    entrer(page, f"{compte}@demo.invalid", mot_de_passe)
    page.goto(ADRESSE + depart)
    for lien in liens:
        page.get_by_role("main").get_by_role("link", name=re.compile(f"^\\s*{lien}")).first.click()
    page.wait_for_load_state()
    haut = page.get_by_role("main").bounding_box()["y"]
    chemin = GUIDE / f"{nom}.png"
    page.screenshot(path=chemin, clip={"x": 0, "y": haut, "width": LARGEUR, "height": HAUTEUR})
    page.close()
    with Image.open(chemin) as image:
        image.convert("RGB").quantize(COULEURS).save(chemin, optimize=True)


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
        page = str(page_intitulee(publie, "L’année en une page"))
        options = ["-f", page, "-l", page, "-r", "72", "-png", "-singlefile"]
        subprocess.run(["pdftoppm", *options, publie, f"{dossier}/page"], check=True)
        shutil.move(f"{dossier}/page.png", CAPTURES / "bilan.png")  # may be on another file system


def page_intitulee(pdf: Path, titre: str) -> int:
    """The page that begins by this title: the table of contents, before it, grows with the document."""
    lu = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
    entetes = ["\n".join(page.splitlines()[:6]) for page in lu.split("\f")]
    numerotes = enumerate(entetes, start=1)
    return next(rang for rang, entete in numerotes if titre in entete and "Sommaire" not in entete)


if __name__ == "__main__":
    main()
