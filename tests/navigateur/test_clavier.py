"""The main journeys with a keyboard: log in, log a line, answer an avis, ask for a document, act on a circuit."""

from datetime import date
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from animateurs.services import journal
from conseils.models import Reponse
from reporting.models import Rapport
from tests import fabriques as f
from tests.navigateur.conftest import TELEPHONE
from tests.navigateur.test_parcours import SEMAINE

ARRETS_AU_PLUS = 200
# Where the focus is, and its place on the whole page; nothing once it has left for the browser.
ICI = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const { top, bottom } = (e.matches(".btn-check") ? e.labels[0] : e).getBoundingClientRect();
  e.dataset.arret ??= String(document.querySelectorAll("[data-arret]").length);
  return { arret: e.dataset.arret, haut: top + scrollY, bas: bottom + scrollY, dit: e.outerHTML.slice(0, 120),
           date: e.type === "date", principal: Boolean(e.closest("main")) };
}"""


@pytest.fixture
def journees(request, dix_huitieme):
    """Each journey: who, and where it is done."""
    f.TypeActiviteFabrique(code="permanence", libelle="Tenir une permanence")
    destinataire = f.DestinataireFabrique(avis__conseil=dix_huitieme, echeance=date(2026, 12, 1))

    def _journee(nom: str) -> tuple[str, str | None]:
        if nom == "une ligne":
            request.getfixturevalue("animatrice")
            journal.ouvrir_semaines()
        return {
            "entrer": ("/compte/connexion/", None),
            "une ligne": (SEMAINE, "animatrice"),
            "un avis": (reverse("reponse", args=[destinataire.pk]), "ville"),
            "un document": ("/rapports/demander/bilan-conseil/", "coordinatrice"),
            "une campagne": ("/rapports/campagnes/nouvelle/", "coordinatrice"),
            "un circuit": (reverse("rapport_decider", args=[_soumis(dix_huitieme)]), "prefecture"),
        }[nom]

    return _journee


def _soumis(conseil) -> str:
    """A document in the hands of the commanditaires: its file is not asked for."""
    return Rapport.objects.create(
        numero="BC-18-2025-01",
        sorte="bilan-conseil",
        conseil=conseil,
        exercice=2025,
        rang=1,
        etat="soumis",
        tour=1,
        produit_le=timezone.now(),
        donnees="{}",
        fichier="rapports/bilan.pdf",
        sha256="0" * 64,
    ).numero


@pytest.mark.parametrize("nom", ["entrer", "une ligne", "un avis", "un document", "une campagne", "un circuit"])
def test_la_tabulation_suit_l_ecran_et_en_sort(request, ouvrir, journees, nom):
    adresse, role = journees(nom)
    page = ouvrir(adresse, role and request.getfixturevalue(role), TELEPHONE)
    arrets = _parcourir(page)
    assert "evitement" in arrets[0]["dit"]
    assert len({arret["arret"] for arret in arrets}) == len(arrets) < ARRETS_AU_PLUS, "le focus tourne en rond"
    contenu = [arret for arret in arrets if arret["principal"]]
    remontees = [(avant["dit"], apres["dit"]) for avant, apres in pairwise(contenu) if apres["bas"] < avant["haut"]]
    assert remontees == []


def _parcourir(page: Page) -> list[dict]:
    """Every stop of the Tab key, from the top of the page until the focus leaves it."""
    if page.evaluate("document.activeElement !== document.body"):  # a field that takes the focus by itself
        page.evaluate("document.activeElement.blur()")
    arrets = []
    while len(arrets) < ARRETS_AU_PLUS:
        page.keyboard.press("Tab")
        arret = page.evaluate(ICI)
        if arret is None:
            break
        if arret["date"] and arrets and arrets[-1]["arret"] == arret["arret"]:
            continue  # its day, its month and its year are stops of one field
        arrets.append(arret)
    return arrets


def test_le_lien_d_evitement_et_les_menus(ouvrir, coordinatrice):
    page = ouvrir("/territoires/", coordinatrice, TELEPHONE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    for nom, ouvert in (("Menu", "#navigation"), ("Votre compte", "#menu-compte")):
        bouton = page.get_by_role("button", name=nom)
        bouton.focus()
        page.keyboard.press("Enter")
        expect(page.locator(ouvert)).to_be_visible()
        page.keyboard.press("Tab")
        assert page.evaluate("ou => document.activeElement.closest(ou) !== null", ouvert)
        page.keyboard.press("Escape")
        expect(page.locator(ouvert)).to_be_hidden()
        expect(bouton).to_be_focused()


def test_une_erreur_prend_le_focus_et_mene_au_champ(ouvrir, coordinatrice):
    page = ouvrir("/rapports/demander/bilan-conseil/", coordinatrice)
    page.get_by_role("main").locator("form").evaluate("formulaire => { formulaire.noValidate = true }")
    page.get_by_role("button", name="Demander le document").press("Enter")
    resume = page.locator("[data-erreurs]")
    expect(resume).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Conseil citoyen")).to_be_focused()


def test_une_ligne_ajoutee_au_clavier_rend_le_focus(ouvrir, animatrice, journees):
    adresse, _ = journees("une ligne")
    page = ouvrir(adresse, animatrice)
    for champ in ("mar 10", "Tenir une permanence", "2 h"):
        page.get_by_role("radio", name=champ, exact=champ == "2 h").first.press("Space")
    page.get_by_role("button", name="Ajouter l’activité").press("Enter")
    expect(page.get_by_role("link", name="Modifier")).to_have_count(1)
    assert page.evaluate("document.activeElement !== document.body"), "le focus est perdu"


def test_un_avis_recoit_sa_reponse_au_clavier(ouvrir, ville, journees):
    page = ouvrir(journees("un avis")[0], ville)
    _aller(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    for _ in range(2):  # from « Acceptée » to « Refusée »
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Refusée")).to_be_checked()
    for champ, texte in (("Explication", "La place manque."), ("Votre fonction", "Cheffe de service")):
        _aller(page, page.get_by_label(champ))
        page.keyboard.type(texte)
    _aller(page, page.get_by_role("button", name="Envoyer la réponse"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Votre réponse est enregistrée")).to_be_visible()
    assert [*Reponse.objects.values_list("sens", "texte")] == [("refuse", "La place manque.")]


def test_un_document_soumis_est_accepte_au_clavier(ouvrir, prefecture, journees):
    page = ouvrir(journees("un circuit")[0], prefecture)
    _aller(page, page.get_by_label("J’accepte ce document"))
    page.keyboard.press("Space")
    _aller(page, page.get_by_role("button", name="Signer ma décision"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vous avez accepté BC-18-2025-01")).to_be_visible()
    assert Rapport.objects.get().passages.get().par == prefecture


def _aller(page: Page, cible: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(ARRETS_AU_PLUS):
        if cible.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"le clavier n’atteint pas {cible}")
