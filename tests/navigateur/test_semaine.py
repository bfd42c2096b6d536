"""« Ma semaine » in a browser: the three scripted weeks, a lost network, an expired login, two devices.

A gesture is a click, a key pressed or a field filled. ``make bench-semaine`` prints the measures.
"""

import json
import os
import re
from collections.abc import Callable
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
TABULATIONS_AU_PLUS = 80
POIDS_AU_PLUS = 60 * 1024
MIDI = "2026-11-18T10:00:00+01:00"
A_LA_MAIN = ("lun 9", "mar 10", "jeu 12", "ven 13")
# What each of the three weeks must hold at the end: day, activity, minutes.
DIX = [
    *((jour, "Animer une réunion", 120) for jour in (1, 3)),
    *((jour, f"Activité {rang % 3}", 90) for rang, jour in enumerate((0, 1, 3, 4))),
    *((jour, "Activité 3", 90) for jour in (0, 1, 3, 4)),
]


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
    for rang, jour in enumerate((0, 1, 3, 4)):  # Wednesday 11 November is a holiday: nothing is proposed
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


def remplir_une_semaine(mesure: Mesure, enregistre: Callable[[int], None] = lambda _lignes: None) -> None:
    """Two meetings, four lines of the « semaine type » at once, four by hand: ten activities.

    ``enregistre`` waits for so many lines to be written, where there is a network.
    """
    page = mesure.page
    for rang, jour in enumerate((10, 12), 1):
        mesure.clic(page.get_by_role("button", name=f"Ajouter Réunion du {jour} au journal"))
        enregistre(rang)
    mesure.clic(page.get_by_role("button", name="Tout reprendre : Votre semaine type"))
    enregistre(6)
    for rang, jour in enumerate(A_LA_MAIN, 7):
        ajouter(mesure, jour, "Activité 3", "1 h 30")
        enregistre(rang)


def transmettre(mesure: Mesure, semaine: SemaineJournal) -> None:
    """Read the summary, hand in: ten lines, none lost, none twice."""
    page = mesure.page
    mesure.clic(page.get_by_role("link", name="Relire et transmettre"))
    mesure.clic(page.get_by_role("button", name="Transmettre", exact=True))
    est_transmise(page, semaine)


def est_transmise(page: Page, semaine: SemaineJournal) -> None:
    expect(page.get_by_text("Votre semaine est transmise")).to_be_visible()
    semaine.refresh_from_db()
    assert semaine.etat == "transmise"
    lignes = semaine.lignes.values_list("jour", "type_activite__libelle", "minutes")
    assert sorted(lignes) == sorted(DIX)


@pytest.mark.parametrize("ecran", [BUREAU, TELEPHONE], ids=["bureau", "telephone"])
def test_an_ordinary_week_takes_at_most_25_gestures(ouvrir_semaine, semaine, ecran):
    page = ouvrir_semaine(ecran)
    mesure = Mesure(page)
    remplir_une_semaine(mesure, lambda lignes: attendre(semaine, page, lignes))
    transmettre(mesure, semaine)
    mesure.publier(f"ordinaire, {'bureau' if ecran is BUREAU else 'téléphone'}")
    assert mesure.gestes <= GESTES_AU_PLUS


def test_the_same_week_offline_then_online(ouvrir_semaine, semaine, plaintes_permises):
    page = ouvrir_semaine()
    mesure = Mesure(page)
    page.context.set_offline(True)
    remplir_une_semaine(mesure)
    attente = page.get_by_role("region", name="En attente d’envoi")
    expect(attente.get_by_role("listitem")).to_have_count(7)  # four of the lines are one gesture
    expect(page.get_by_text("Non enregistré : gardé sur cet appareil.")).to_be_visible()
    assert not semaine.lignes.exists()

    page.context.set_offline(False)
    attendre(semaine, page, 10)
    expect(attente).to_be_hidden()
    expect(page.locator("#etat-saisie")).to_contain_text("Enregistré à 10 h 00")
    transmettre(mesure, semaine)
    mesure.publier("hors ligne, puis en ligne")
    assert mesure.gestes <= GESTES_AU_PLUS


def test_the_same_week_by_keyboard_alone(ouvrir_semaine, semaine):
    """Every key is pressed: Tab from one to the next, arrows and Space to choose, Enter to send."""
    page = ouvrir_semaine()
    mesure = Mesure(page)
    for rang, nom in enumerate(("Ajouter Réunion du 10 au journal", "Ajouter Réunion du 12 au journal"), 1):
        aller(mesure, page.get_by_role("button", name=nom))
        mesure.touche("Enter")
        attendre(semaine, page, rang)
    aller(mesure, page.get_by_role("button", name="Tout reprendre : Votre semaine type"))
    mesure.touche("Enter")
    attendre(semaine, page, 6)
    for rang, fleches in enumerate((0, 1, 2, 1)):  # from Monday to Tuesday, over the holiday, to Friday
        aller(mesure, page.locator("[name=jour]:checked"), sens="Shift+Tab" if rang else "Tab")
        mesure.touche(*["ArrowRight"] * fleches)
        taper_une_activite(mesure)
        attendre(semaine, page, 7 + rang)
    aller(mesure, page.get_by_role("link", name="Relire et transmettre"), sens="Shift+Tab")
    mesure.touche("Enter")
    aller(mesure, page.get_by_role("button", name="Transmettre", exact=True))
    mesure.touche("Enter")
    est_transmise(page, semaine)
    mesure.publier("au clavier")


def aller(mesure: Mesure, cible, sens: str = "Tab") -> None:
    """Press Tab until the target has the focus."""
    cible.wait_for()
    for _ in range(TABULATIONS_AU_PLUS):
        if cible.evaluate("element => element === document.activeElement"):
            return
        mesure.touche(sens)
    pytest.fail(f"hors d’atteinte au clavier : {cible}")


def taper_une_activite(mesure: Mesure) -> None:
    """« Activité 3 », 1 h 30, from the day that has the focus: what is chosen already is not chosen again."""
    page = mesure.page
    voulue = page.get_by_label("Activité 3", exact=True)
    ouvrir_les_autres(mesure, voulue)
    choisir_au_clavier(mesure, "type_activite", voulue)
    choisir_au_clavier(mesure, "minutes", page.get_by_label("1 h 30", exact=True))
    mesure.touche("Enter")


def ouvrir_les_autres(mesure: Mesure, voulue) -> None:
    if not voulue.is_visible():
        aller(mesure, mesure.page.locator("summary", has_text="autres activités"))
        mesure.touche("Enter")


def choisir_au_clavier(mesure: Mesure, nom: str, voulue) -> None:
    """Tab into the group, then arrows to the button."""
    page = mesure.page
    for _ in range(TABULATIONS_AU_PLUS):
        if page.evaluate("nom => document.activeElement.name === nom", nom):
            break
        mesure.touche("Tab")
    for _ in range(TABULATIONS_AU_PLUS):
        if voulue.is_checked():
            return
        mesure.touche("Space" if voulue.evaluate("e => e === document.activeElement") else "ArrowRight")
    pytest.fail(f"hors d’atteinte au clavier : {voulue}")


def test_a_line_corrected_and_another_removed_offline_then_a_conflict(ouvrir_semaine, semaine, plaintes_permises):
    """What is corrected without network waits; what changed elsewhere meanwhile is shown beside it, not written."""
    corrigee, retiree, disputee = (f.LigneFabrique(semaine=semaine, jour=jour, minutes=90) for jour in (0, 1, 3))
    page = ouvrir_semaine()
    _hors_ligne(page, f"{SEMAINE}lignes/{corrigee.pk}/", "2 h", "Enregistrer")
    _hors_ligne(page, f"{SEMAINE}lignes/{disputee.pk}/", "3 h", "Enregistrer", attend=True)
    page.goto(f"{SEMAINE}lignes/{retiree.pk}/supprimer/")
    page.wait_for_load_state("networkidle")
    journal.modifier_ligne(ligne=disputee, version=0, par=semaine.affectation.animateur, minutes=60)
    page.context.set_offline(True)
    page.unroute_all(behavior="wait")
    page.get_by_role("button", name="Supprimer").click()
    expect(page.get_by_text("Non enregistré : gardé sur cet appareil.")).to_be_visible()
    page.context.set_offline(False)
    revenue_a_la_semaine(page)
    assert sorted(semaine.lignes.values_list("pk", "minutes")) == [(corrigee.pk, 120), (disputee.pk, 60)]
    attente = page.get_by_role("region", name="En attente d’envoi")
    expect(attente).to_contain_text("modifiée ailleurs")
    attente.get_by_role("button", name="Corriger").click()
    expect(page.get_by_role("table", name="Ce qui diffère entre les deux versions")).to_contain_text("3 h")
    page.get_by_role("button", name="Enregistrer ma saisie").click()
    expect(page.get_by_text("Activité modifiée.")).to_be_visible()
    assert semaine.lignes.get(pk=disputee.pk).minutes == 180
    expect(attente).to_be_hidden()


def revenue_a_la_semaine(page: Page) -> None:
    """The page is drawn: the server is done with it."""
    expect(page).to_have_url(re.compile(f"{SEMAINE}$"))
    expect(page.get_by_role("heading", name="Semaine du 9 novembre 2026")).to_be_visible()
    page.wait_for_load_state("networkidle")


def _hors_ligne(page: Page, adresse: str, duree: str, bouton: str, *, attend: bool = False) -> None:
    """Correct the duration without network; then it comes back, unless the server is still out of reach."""
    page.goto(adresse)
    page.context.set_offline(True)
    page.locator("label", has_text=duree).first.click()
    page.get_by_role("button", name=bouton, exact=True).click()
    expect(page.get_by_text("Non enregistré : gardé sur cet appareil.")).to_be_visible()
    if attend:
        page.route(
            f"**{adresse}", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
        )
    page.context.set_offline(False)
    if not attend:
        revenue_a_la_semaine(page)


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
    page.wait_for_load_state("networkidle")  # sent again, and the server is done with it
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
