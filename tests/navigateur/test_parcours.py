"""The main job, end to end, in a browser: log a week, see it on the dashboard, download the bilan."""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from animateurs.services import journal
from reporting.models import Rapport
from reporting.services import production
from tests import fabriques as f
from tests.navigateur.conftest import BUREAU, TELEPHONE

SEMAINE = "/semaines/2026-11-09/"


@pytest.fixture
def journal_ouvert(animatrice):
    f.TypeActiviteFabrique(code="permanence", libelle="Tenir une permanence")
    journal.ouvrir_semaines()


def le_travailleur_passe():
    """What a Celery worker does on its message; the tests of the queue try it with real processes."""
    for pk in Rapport.objects.filter(etat__in=Rapport.A_FAIRE).values_list("pk", flat=True):
        production.executer(pk=pk)


@pytest.mark.parametrize("javascript", [True, False], ids=["avec-javascript", "sans-javascript"])
@pytest.mark.parametrize("ecran", [BUREAU, TELEPHONE], ids=["bureau", "telephone"])
def test_an_animatrice_fills_and_hands_in_her_week(ouvrir, animatrice, journal_ouvert, ecran, javascript):
    page = ouvrir(SEMAINE, animatrice, ecran, javascript=javascript)
    page.get_by_text("mar 10").click()
    page.get_by_text("Tenir une permanence").click()
    page.get_by_text("2 h", exact=True).click()
    page.get_by_role("button", name="Ajouter l’activité").click()
    expect(page.get_by_role("link", name="Modifier")).to_have_count(1)

    page.get_by_role("link", name="Relire et transmettre").click()
    page.get_by_role("button", name="Transmettre", exact=True).click()

    expect(page.get_by_role("main").get_by_text("transmise", exact=False).first).to_be_visible()
    assert animatrice.affectations.get().semaines.get(lundi="2026-11-09").etat == "transmise"


@pytest.mark.usefixtures("animatrice")
def test_the_bilan_from_the_request_to_the_reader(ouvrir, coordinatrice, prefecture, ville, dix_huitieme, tmp_path):
    f.MandatFabrique(membre=f.MembreFabrique(conseil=dix_huitieme))
    page = ouvrir("/rapports/demander/bilan-conseil/", coordinatrice)
    page.get_by_label("Conseil citoyen").select_option(label=dix_huitieme.nom)
    page.get_by_label("Exercice").select_option("2026")
    page.get_by_role("button", name="Demander le document").click()
    expect(page.get_by_text("La demande attend son tour")).to_be_visible()

    le_travailleur_passe()

    # The page was left open: it finds out by itself.
    expect(page.get_by_role("link", name="Télécharger le PDF")).to_be_visible()
    rapport = Rapport.objects.get()
    lecture = ouvrir("/rapports/", prefecture)
    expect(lecture.get_by_text(rapport.numero)).to_have_count(0)

    page.get_by_role("link", name="Soumettre…").click()
    page.get_by_role("button", name=f"Soumettre {rapport.numero}").click()
    attente = page.get_by_text("La soumission attend son tour")
    expect(attente).to_be_visible()
    le_travailleur_passe()
    expect(attente).to_have_count(0)

    for institution in (prefecture, ville):
        decision = ouvrir(f"/rapports/{rapport.numero}/", institution)
        decision.get_by_role("link", name="Accepter ou renvoyer…").click()
        decision.get_by_label("J’accepte ce document").check()
        decision.get_by_role("button", name="Signer ma décision").click()
        expect(decision.get_by_text(f"Vous avez accepté {rapport.numero}")).to_be_visible()

    page.reload()
    page.get_by_role("link", name="Publier…").click()
    page.get_by_role("button", name=f"Publier {rapport.numero}").click()
    le_travailleur_passe()

    lecture.reload()
    lecture.get_by_role("link", name=rapport.numero).first.click()
    with lecture.expect_download() as attente:
        lecture.get_by_role("link", name="Télécharger le PDF").click()
    fichier = tmp_path / "bilan.pdf"
    attente.value.save_as(fichier)
    rapport.refresh_from_db()
    assert hashlib.sha256(Path(fichier).read_bytes()).hexdigest() == rapport.sha256
    expect(lecture.get_by_text(rapport.sha256)).to_be_visible()


def test_the_dashboard_shows_what_was_logged(ouvrir, prefecture, animatrice, journal_ouvert):
    semaine = animatrice.affectations.get().semaines.get(lundi="2026-11-09")
    f.LigneFabrique(semaine=semaine, minutes=420, type_activite=f.TypeActiviteFabrique())
    journal.transmettre(semaine=semaine, par=animatrice, version=semaine.version)

    page = ouvrir("/tableau-de-bord/?indicateur=I30", prefecture)

    expect(page.get_by_role("row", name="18e").first).to_contain_text("1,0")


ECRANS = {
    "coordinatrice": [
        "/",
        "/tableau-de-bord/",
        "/semaines/",
        "/equipe/",
        "/rapports/",
        "/rapports/demander/",
        "/rapports/verifier/",
        "/rapports/campagnes/nouvelle/",
    ],
    "animatrice": [
        "/",
        "/ma-semaine/",
        SEMAINE,
        SEMAINE + "transmettre/",
        "/conseils/18/",
        "/conseils/18/groupe-moteur/",
        "/conseils/18/reunions/",
    ],
    "prefecture": ["/", "/tableau-de-bord/", "/conseils/", "/conseils/18/", "/rapports/"],
    "administrateur": ["/", "/comptes/", "/comptes/inviter/", "/territoires/", "/contrat-de-ville/"],
}


@pytest.fixture
def des_donnees(journal_ouvert, dix_huitieme):
    dix_huitieme.quartiers.add(f.QuartierFabrique(arrondissements=[dix_huitieme.arrondissement]))
    f.MandatFabrique.create_batch(3, membre__conseil=dix_huitieme)
    f.ReunionFabrique(conseil=dix_huitieme)
    f.ReunionFabrique(conseil=dix_huitieme, date="2026-11-30", statut="prevue", presences_saisies=False)


@pytest.mark.parametrize("role", ECRANS)
def test_screens_are_accessible_and_fit(request, ouvrir, accessible, des_donnees, role):
    """Axe finds nothing at either width, and no page scrolls sideways, even at 320 px."""
    compte = request.getfixturevalue(role)
    page = ouvrir("/", compte)
    for adresse in ECRANS[role]:
        page.goto(adresse)
        for ecran in (BUREAU, TELEPHONE, {"width": 320, "height": 640}):
            page.set_viewport_size(ecran)
            assert page.evaluate("document.documentElement.scrollWidth") <= ecran["width"], (adresse, ecran)
        accessible(page)
