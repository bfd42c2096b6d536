"""« Ma semaine » in a browser: the three scripted weeks, a lost network, an expired login, two devices.

A gesture is a click, a key pressed or a field filled. ``make bench-semaine`` prints the measures.
"""

import json
import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from animateurs.models import SemaineJournal
from animateurs.services import journal
from tests import fabriques as f
from tests.navigateur.conftest import BUREAU, TELEPHONE

LUNDI = date(2026, 11, 9)
SEMAINE = "/semaines/2026-11-09/"
GESTES_AU_PLUS = 25
POIDS_AU_PLUS = 60 * 1024
MIDI = "2026-11-18T10:00:00+01:00"


@dataclass
class Mesure:
    """What a week cost: gestures of the person, requests to the server (files in cache apart)."""

    page: Page
    gestes: int = 0
    requetes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda r: "/static/" not in r.url and self.requetes.append(f"{r.method} {r.url}"))

    def clic(self, cible) -> None:
        self.gestes += 1
        cible.click()

    def touche(self, *touches: str) -> None:
        for touche in touches:
            self.gestes += 1
            self.page.keyboard.press(touche)

    def publier(self, nom: str) -> None:
        """Where ``make bench-semaine`` asks for it."""
        if os.environ.get("BENCH_SEMAINE"):
            with Path(os.environ["BENCH_SEMAINE"]).open("a", encoding="utf-8") as fichier:
                fichier.write(json.dumps([nom, self.gestes, len(self.requetes)]) + "\n")


@pytest.fixture
def semaine(animatrice, dix_huitieme) -> SemaineJournal:
    """Last week, empty; two meetings in it, six lines in the « semaine type », four kinds of activity."""
    affectation = animatrice.affectations.get()
    f.TypeActiviteFabrique(code="animer-reunion", libelle="Animer une réunion", ordre=2)
    types = [f.TypeActiviteFabrique(code=f"type-{rang}", libelle=f"Activité {rang}", ordre=rang) for rang in range(4)]
    for rang, jour in enumerate((0, 1, 3, 4, 0, 1)):  # Wednesday 11 November is a holiday: nothing is proposed
        f.LigneTypeFabrique(affectation=affectation, jour=jour, type_activite=types[rang % 3])
    for jour in (10, 12):
        f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, jour), intitule=f"Réunion du {jour}")
    journal.ouvrir_semaines()
    return affectation.semaines.get(lundi=LUNDI)


@pytest.fixture
def ouvrir_semaine(ouvrir, animatrice, semaine):
    """The week's page, on a device whose clock is that of the server."""

    def _ouvrir(ecran=BUREAU, **options) -> Page:
        page = ouvrir("/", animatrice, ecran, **options)
        page.clock.set_fixed_time(MIDI)
        page.goto(SEMAINE)
        return page

    return _ouvrir


def choisir(page: Page, jour: str, activite: str, duree: str) -> None:
    for texte in (jour, activite, duree):
        page.locator("label", has_text=texte).first.click()


def attendre(semaine: SemaineJournal, page: Page, lignes: int) -> None:
    expect(page.get_by_role("link", name="Modifier")).to_have_count(lignes)
    assert semaine.lignes.count() == lignes


def ajouter(mesure: Mesure, jour: str, activite: str, duree: str) -> None:
    page = mesure.page
    for texte in (jour, activite, duree):
        bouton = page.locator("#semaine .semaine-saisie label", has_text=texte).first
        if not bouton.is_visible():
            mesure.clic(page.get_by_text("Les autres activités"))
        mesure.clic(bouton)
    mesure.clic(page.get_by_role("button", name="Ajouter l’activité"))


def remplir_une_semaine(mesure: Mesure, semaine: SemaineJournal) -> None:
    """Two meetings, six lines of the « semaine type », four by hand; then hand in."""
    page = mesure.page
    for rang, jour in enumerate((10, 12), 1):
        mesure.clic(page.get_by_role("button", name=f"Ajouter Réunion du {jour} au journal"))
        attendre(semaine, page, rang)
    mesure.clic(page.get_by_role("button", name="Tout reprendre : Votre semaine type"))
    attendre(semaine, page, 8)
    for rang, jour in enumerate(("lun 9", "mar 10", "jeu 12", "ven 13"), 9):
        ajouter(mesure, jour, "Activité 3", "1 h 30")
        attendre(semaine, page, rang)
    mesure.clic(page.get_by_role("link", name="Relire et transmettre"))
    mesure.clic(page.get_by_role("button", name="Transmettre", exact=True))
    expect(page.get_by_text("Votre semaine est transmise")).to_be_visible()
    semaine.refresh_from_db()
    assert (semaine.etat, semaine.lignes.count()) == ("transmise", 12)


@pytest.mark.parametrize("ecran", [BUREAU, TELEPHONE], ids=["bureau", "telephone"])
def test_an_ordinary_week_takes_at_most_25_gestures(ouvrir_semaine, semaine, ecran):
    page = ouvrir_semaine(ecran)
    mesure = Mesure(page)
    remplir_une_semaine(mesure, semaine)
    mesure.publier(f"ordinaire, {'bureau' if ecran is BUREAU else 'téléphone'}")
    assert mesure.gestes <= GESTES_AU_PLUS


def test_a_week_typed_offline_arrives_once_the_network_is_back(ouvrir_semaine, semaine, plaintes_permises):
    page = ouvrir_semaine()
    mesure = Mesure(page)
    page.context.set_offline(True)
    ajouter(mesure, "lun 9", "Activité 3", "1 h 30")
    expect(page.get_by_text("Non enregistré : gardé sur cet appareil.")).to_be_visible()
    ajouter(mesure, "mar 10", "Activité 2", "2 h")
    mesure.clic(page.get_by_role("button", name="Ajouter Réunion du 10 au journal"))
    attente = page.get_by_role("region", name="En attente d’envoi")
    expect(attente.get_by_role("listitem")).to_have_count(3)
    expect(attente).to_contain_text("Activité 3")
    assert not semaine.lignes.exists()

    page.context.set_offline(False)
    attendre(semaine, page, 3)
    expect(attente).to_be_hidden()
    expect(page.locator("#etat-saisie")).to_contain_text("Enregistré à 10 h 00")
    mesure.publier("hors ligne, puis en ligne (3 activités)")


def test_a_week_by_keyboard_alone(ouvrir_semaine, semaine):
    page = ouvrir_semaine()
    mesure = Mesure(page)
    page.get_by_role("button", name="Tout reprendre : Votre semaine type").focus()
    mesure.touche("Enter")
    attendre(semaine, page, 6)
    # Once through the form: the arrows choose in each group, Tab goes to the next one.
    page.locator("#id_jour_0").focus()
    mesure.touche("ArrowRight")
    page.locator("[name=type_activite]").first.focus()
    mesure.touche("Space")
    page.locator("[name=minutes]").first.focus()
    mesure.touche("Space", "Enter")
    attendre(semaine, page, 7)
    assert page.evaluate("document.activeElement.name") == "type_activite"  # ready for the next one
    for nom in ("Relire et transmettre", "Transmettre"):
        role = "link" if nom.startswith("Relire") else "button"
        page.get_by_role(role, name=nom, exact=True).focus()
        mesure.touche("Enter")
    expect(page.get_by_text("Votre semaine est transmise")).to_be_visible()
    mesure.publier("au clavier (7 activités)")


def test_what_waits_survives_a_reload_and_is_sent_once(ouvrir_semaine, semaine, plaintes_permises):
    """The answer is lost, not the line: the page sends it again, and there is one row."""
    page = ouvrir_semaine()
    page.route(f"**{SEMAINE}", _repondre_dans_le_vide)
    choisir(page, "lun 9", "Activité 3", "1 h 30")
    page.get_by_role("button", name="Ajouter l’activité").click()
    expect(page.get_by_text("Non enregistré")).to_be_visible()
    assert semaine.lignes.count() == 1  # it had arrived
    page.unroute(f"**{SEMAINE}")
    page.reload()
    attendre(semaine, page, 1)
    expect(page.get_by_role("region", name="En attente d’envoi")).to_be_hidden()


def _repondre_dans_le_vide(route) -> None:
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
        route.abort()
    else:
        route.continue_()


def test_a_draft_survives_a_reload_and_is_forgotten_at_sign_out(ouvrir_semaine, semaine):
    page = ouvrir_semaine()
    choisir(page, "mer 11", "Activité 2", "2 h")
    page.get_by_text("Préciser").click()
    page.get_by_label("Note").fill("Affiches posées")
    expect(page.get_by_text("Brouillon gardé sur cet appareil")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Note")).to_have_value("Affiches posées")
    assert page.locator("[name=jour]:checked").get_attribute("value") == "2"
    page.evaluate("document.querySelector('[data-deconnexion]').requestSubmit()")
    page.wait_for_url("**/connexion/**")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_an_expired_login_keeps_what_was_typed(ouvrir_semaine, semaine, animatrice, plaintes_permises):
    page = ouvrir_semaine()
    session = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    for nom in {c["name"] for c in session if "session" in c["name"]}:
        page.context.clear_cookies(name=nom)
    choisir(page, "lun 9", "Activité 3", "1 h 30")
    page.get_by_role("button", name="Ajouter l’activité").click()
    lien = page.get_by_role("link", name="Se reconnecter")
    expect(lien).to_have_attribute("href", "/compte/connexion/?next=%2Fsemaines%2F2026-11-09%2F")
    assert not semaine.lignes.exists()
    page.context.add_cookies(session)
    page.goto(SEMAINE)
    attendre(semaine, page, 1)


def test_a_double_click_adds_one_line_and_hands_in_once(ouvrir_semaine, semaine):
    page = ouvrir_semaine()
    choisir(page, "lun 9", "Activité 3", "1 h 30")
    page.get_by_role("button", name="Ajouter l’activité").dblclick()
    attendre(semaine, page, 1)
    page.get_by_role("link", name="Relire et transmettre").click()
    page.get_by_role("button", name="Transmettre", exact=True).dblclick()
    expect(page.get_by_text("Cette semaine est transmise depuis").first).to_be_visible()
    semaine.refresh_from_db()
    assert (semaine.etat, semaine.lignes.count()) == ("transmise", 1)


def test_the_guard_warns_beside_the_note_and_blocks_nothing(ouvrir_semaine, semaine, dix_huitieme):
    f.MembreFabrique(conseil=dix_huitieme, prenom="Fatoumata", nom="Zidouni")
    page = ouvrir_semaine()
    choisir(page, "lun 9", "Activité 3", "1 h 30")
    page.get_by_text("Préciser").click()
    page.get_by_label("Note").press_sequentially("Vu Mme Zidouni, malade")
    garde = page.locator("#garde")
    expect(garde).to_contain_text("le nom d’un membre du conseil et une information de santé")
    page.get_by_role("button", name="Ajouter l’activité").click()
    attendre(semaine, page, 1)
    semaine.refresh_from_db()
    assert semaine.alertes == 1


def test_a_clock_wrong_by_a_day_is_told_and_the_server_decides(ouvrir, animatrice, semaine):
    page = ouvrir("/", animatrice)
    page.clock.set_fixed_time("2026-11-19T10:00:00+01:00")
    page.goto(SEMAINE)
    expect(page.get_by_text("L’horloge de cet appareil indique jeudi 19 novembre 2026")).to_be_visible()
    expect(page.get_by_text("nous sommes le mercredi 18 novembre 2026")).to_be_visible()
    choisir(page, "lun 9", "Activité 3", "1 h 30")
    page.get_by_role("button", name="Ajouter l’activité").click()
    attendre(semaine, page, 1)
    assert semaine.lignes.get().jour == 0


def test_a_refused_line_keeps_everything_typed(ouvrir_semaine, semaine):
    page = ouvrir_semaine()
    page.get_by_text("Ajouter un samedi ou un dimanche").click()
    choisir(page, "sam 14", "Activité 3", "1 h 30")
    page.get_by_role("button", name="Ajouter l’activité").click()
    expect(page.get_by_role("alert")).to_contain_text("indiquez le motif")
    assert page.locator("[name=jour]:checked").get_attribute("value") == "5"
    page.get_by_label("Motif du travail le week-end").fill("Fête de quartier")
    page.get_by_role("button", name="Ajouter l’activité").click()
    attendre(semaine, page, 1)


def test_the_week_weighs_little_and_is_accessible(ouvrir_semaine, semaine, accessible):
    poids = []
    page = ouvrir_semaine()
    page.on("response", lambda r: "/static/" not in r.url and poids.append(len(r.body())))
    page.goto(SEMAINE)
    assert sum(poids) <= POIDS_AU_PLUS
    accessible(page)
    page.set_viewport_size({"width": 320, "height": 640})
    debordent = "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 321)"
    assert page.evaluate(f"{debordent}.map(e => e.outerHTML.slice(0, 80))") == []
