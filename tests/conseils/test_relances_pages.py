"""The page of reminders, their suspension, and the delays that start the clocks."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.models import DelaiReponse, Destinataire, PauseRelance
from conseils.previsions import previsions
from conseils.relances import relances_dues
from conseils.services import pauses
from conseils.services.reference import DONNEES, TABLES
from conseils.services.reglages import retirer_delai
from conseils.services.relances import faire_la_tournee
from conseils.views import relances as vues
from socle.imports import importer
from tests import fabriques as f

JOUR = date(2026, 11, 18)


@pytest.fixture
def acte(animatrice, bailleur):
    avis = f.AvisFabrique(conseil=animatrice.affectations.get().conseil, numero="AV-18-2026-007")
    return f.DestinataireFabrique(avis=avis, partenaire=bailleur.institution, echeance=date(2026, 11, 17))


@pytest.fixture
def ailleurs(animateur_du_19e, bailleur):
    avis = f.AvisFabrique(conseil=animateur_du_19e.affectations.get().conseil, numero="AV-19-2026-003")
    return f.DestinataireFabrique(avis=avis, partenaire=bailleur.institution, echeance=date(2026, 11, 20))


# -- What will leave, what left --------------------------------------------------------------------


def test_each_sees_the_conseils_he_or_she_reaches(connecte, coordinatrice, animatrice, acte, ailleurs):
    page = connecte(animatrice).get("/avis/relances/")
    assertContains(page, "AV-18-2026-007")
    assertNotContains(page, "AV-19-2026-003")
    page = connecte(coordinatrice).get("/avis/relances/")
    assertContains(page, "AV-18-2026-007")
    assertContains(page, "AV-19-2026-003")


def test_the_thirty_days_to_come_by_day(acte, ailleurs):
    prevues = previsions(Destinataire.objects.all(), JOUR).prevues
    assert [(p.due.jour, p.due.point.destinataire, p.due.echelon.code) for p in prevues] == [
        (date(2026, 11, 18), acte, "echue"),
        (date(2026, 11, 18), ailleurs, "rappel"),
        (date(2026, 11, 23), ailleurs, "echue"),
        (date(2026, 12, 2), acte, "deuxieme"),
        (date(2026, 12, 7), ailleurs, "deuxieme"),
        (date(2026, 12, 17), acte, "derniere"),
    ]


def test_once_the_round_is_done_the_page_begins_tomorrow(connecte, animatrice, acte):
    faire_la_tournee()
    page = connecte(animatrice).get("/avis/relances/")
    prevues = page.context["previsions"].prevues
    assert [prevue.due.jour for prevue in prevues] == [date(2026, 12, 2), date(2026, 12, 17)]
    assertContains(page, "mer 02/12/2026")
    assert [relance.echelon for relance in page.context["historique"]] == ["echue"]


def test_what_never_left_is_not_in_the_history(connecte, animatrice, acte):
    f.RelanceFabrique(destinataire=acte).digests.update(envoye_le=None)
    page = connecte(animatrice).get("/avis/relances/")
    assert list(page.context["historique"]) == []


def test_an_institution_that_cannot_be_reached_is_shown_once(connecte, animatrice, acte, bailleur):
    bailleur.habilitations.all().delete()
    page = connecte(animatrice).get("/avis/relances/")
    assert page.context["previsions"].prevues == []
    assert [p.due.point.destinataire for p in page.context["previsions"].muettes] == [acte]
    assertContains(page, "Personne à qui écrire")


def test_a_long_list_says_how_much_it_leaves_out(connecte, animatrice, acte, monkeypatch):
    monkeypatch.setattr(vues, "PREVUES_MONTREES", 2)
    assertContains(connecte(animatrice).get("/avis/relances/"), "Les 2 premières, sur 3.")


def test_nothing_to_come_is_said(connecte, animatrice):
    page = connecte(animatrice).get("/avis/relances/")
    assertContains(page, "Aucune relance prévue")
    assertContains(page, "Aucune relance n’est encore partie")


@pytest.mark.parametrize("nombre", [1, 3])
def test_the_page_costs_the_same_whatever_it_lists(
    connecte, coordinatrice, dix_huitieme, bailleur, nombre, django_assert_num_queries
):
    for rang in range(nombre):
        avis = f.AvisFabrique(conseil=dix_huitieme, numero=f"AV-18-2026-{rang:03d}")
        destinataire = f.DestinataireFabrique(
            avis=avis, partenaire=bailleur.institution, echeance=JOUR, repondu_le=None
        )
        f.RelanceFabrique(destinataire=destinataire, echelon="rappel")
        f.PauseRelanceFabrique(destinataire=destinataire, par=coordinatrice)
        repondu = f.DestinataireFabrique(
            avis=f.AvisFabrique(conseil=dix_huitieme, numero=f"AV-18-2025-{rang:03d}"),
            partenaire=bailleur.institution,
            repondu_le=JOUR,
        )
        f.SuiteFabrique(reponse=f.ReponseFabrique(destinataire=repondu), echeance=JOUR)
    client = connecte(coordinatrice)
    with django_assert_num_queries(13):
        assert client.get("/avis/relances/").status_code == 200


# -- Suspending and resuming -----------------------------------------------------------------------


def suspendre(client, acte, **champs):
    saisie = {"du": "2026-11-18", "au": "2026-11-27", "motif": "Rendez-vous pris"} | champs
    return client.post(f"/avis/relances/{acte.pk}/suspendre/", saisie)


def test_suspend_then_resume(connecte, animatrice, acte, horloge):
    client = connecte(animatrice)
    assertRedirects(suspendre(client, acte), "/avis/relances/")
    assert relances_dues(JOUR) == []
    horloge.shift(timedelta(days=2))
    client = connecte(animatrice)  # the session did not last two days
    assertContains(client.get("/avis/relances/"), "Rendez-vous pris")
    assertRedirects(client.post(f"/avis/relances/{acte.pk}/reprendre/"), "/avis/relances/")
    pause = PauseRelance.objects.get()
    assert (pause.du, pause.au, pause.par) == (JOUR, date(2026, 11, 19), animatrice)
    assert [due.echelon.code for due in relances_dues(date(2026, 11, 20))] == ["echue"]
    actes = list(LigneAudit.objects.de(acte).values_list("acte", flat=True))
    assert actes == ["relances_suspendues", "relances_reprises"]


def test_resuming_on_the_first_day_forgets_the_pause(animatrice, acte):
    f.PauseRelanceFabrique(destinataire=acte, du=JOUR, au=JOUR)
    f.PauseRelanceFabrique(destinataire=acte, du=date(2026, 12, 1), au=date(2026, 12, 2))
    pauses.reprendre(destinataire=acte, par=animatrice)
    assert not PauseRelance.objects.exists()


def test_what_is_not_suspended_does_not_resume(connecte, animatrice, acte):
    f.PauseRelanceFabrique(destinataire=acte, du=date(2026, 11, 2), au=date(2026, 11, 17))
    page = connecte(animatrice).post(f"/avis/relances/{acte.pk}/reprendre/", follow=True)
    assertContains(page, "ne sont pas suspendues")


@pytest.mark.parametrize(
    ("champs", "champ", "message"),
    [
        ({"du": "2026-11-17"}, "du", "ne commence pas avant aujourd’hui"),
        ({"au": "2026-11-17"}, "au", "ne peut pas précéder"),
        ({"au": "2028-01-01"}, "au", "ne dépasse pas un an"),
        ({"du": "2026-12-02", "au": "2026-12-03"}, "du", "déjà suspendues du 01/12/2026 au 02/12/2026"),
        ({"motif": ""}, "motif", "obligatoire"),
    ],
)
def test_a_pause_is_refused_beside_its_field(connecte, animatrice, acte, champs, champ, message):
    f.PauseRelanceFabrique(destinataire=acte, du=date(2026, 12, 1), au=date(2026, 12, 2))
    page = suspendre(connecte(animatrice), acte, **champs)
    assert message in page.context["form"].errors[champ][0]
    assertContains(page, "2026-11-27" if champ != "au" and "au" not in champs else champs["au"])
    assert PauseRelance.objects.count() == 1


def test_a_stranger_does_not_suspend(connecte, animateur_du_19e, prefecture, acte):
    assert suspendre(connecte(animateur_du_19e), acte).status_code == 404
    assert suspendre(connecte(prefecture), acte).status_code == 403
    assert not PauseRelance.objects.exists()


# -- Delays ----------------------------------------------------------------------------------------


@pytest.fixture
def delais(bailleur):
    importer([t for t in TABLES if t.fichier == "delais_reponse.csv"], dossier=DONNEES, a_blanc=False)


def test_the_delays_to_begin_with(delais):
    """Typed by hand: type, days, whether silence is agreement."""
    assert set(DelaiReponse.objects.values_list("type", "jours", "tacite", "partenaire")) == {
        ("avis", 60, False, None),
        ("proposition", 60, False, None),
        ("interpellation", 60, False, None),
        ("saisine", None, False, None),
        ("rapport_annuel", 30, True, None),
    }


def test_the_import_keeps_what_was_edited(delais):
    DelaiReponse.objects.filter(type="avis").update(jours=45, source="Décision du COPIL")
    importer([t for t in TABLES if t.fichier == "delais_reponse.csv"], dossier=DONNEES, a_blanc=False)
    assert DelaiReponse.objects.count() == 5
    assert DelaiReponse.objects.get(type="avis").jours == 45


def test_the_coordination_sets_a_delay_and_nothing_moves_for_what_was_sent(connecte, coordinatrice, delais, acte):
    delai = DelaiReponse.objects.get(type="avis")
    client = connecte(coordinatrice)
    assertContains(client.get("/avis/delais/"), "leur échéance")
    saisie = {"jours": "45", "source": "Décision du COPIL"}
    assertRedirects(client.post(f"/avis/delais/{delai.pk}/modifier/", saisie), "/avis/delais/")
    delai.refresh_from_db()
    acte.refresh_from_db()
    assert (delai.jours, delai.tacite, delai.source) == (45, False, "Décision du COPIL")
    assert acte.echeance == date(2026, 11, 17)
    assert LigneAudit.objects.de(delai).get().detail["champs"] == ["jours", "source"]


def test_an_institution_has_its_own_delay_then_follows_the_general_one_again(
    connecte, coordinatrice, delais, bailleur
):
    client = connecte(coordinatrice)
    saisie = {"type": "avis", "partenaire": bailleur.institution_id, "jours": "20"}
    assertRedirects(client.post("/avis/delais/ajouter/", saisie), "/avis/delais/")
    delai = DelaiReponse.objects.pour_un("avis", bailleur.institution_id).first()
    assert delai.jours == 20
    encore = client.post("/avis/delais/ajouter/", saisie)
    assert "a déjà son délai" in encore.context["form"].errors["partenaire"][0]
    assertContains(client.get(f"/avis/delais/{delai.pk}/retirer/"), "Bailleurs sociaux")
    assertRedirects(client.post(f"/avis/delais/{delai.pk}/retirer/"), "/avis/delais/")
    assert DelaiReponse.objects.pour_un("avis", bailleur.institution_id).first().jours == 60


@pytest.mark.parametrize(
    ("saisie", "champ", "message"),
    [
        ({"jours": "0"}, "jours", "de 1 à 730 jours"),
        ({"jours": "731"}, "jours", "de 1 à 730 jours"),
        ({"jours": "", "tacite": "on"}, "tacite", "suppose un nombre de jours"),
    ],
)
def test_a_delay_is_refused_beside_its_field(connecte, coordinatrice, delais, saisie, champ, message):
    delai = DelaiReponse.objects.get(type="avis")
    page = connecte(coordinatrice).post(f"/avis/delais/{delai.pk}/modifier/", saisie)
    assert message in page.context["form"].errors[champ][0]
    assert DelaiReponse.objects.get(type="avis").jours == 60


def test_the_general_delay_is_never_removed(connecte, coordinatrice, delais):
    delai = DelaiReponse.objects.get(type="avis")
    assert connecte(coordinatrice).post(f"/avis/delais/{delai.pk}/retirer/").status_code == 404
    with pytest.raises(ValidationError):
        retirer_delai(delai=delai, par=coordinatrice)


def test_the_animateur_does_not_set_delays(connecte, animatrice, delais):
    client = connecte(animatrice)
    assert client.get("/avis/delais/").status_code == 403
    assertNotContains(client.get("/avis/relances/"), "Régler les délais")


@pytest.mark.parametrize("nombre", [1, 3])
def test_the_list_of_delays_costs_the_same(connecte, coordinatrice, nombre, django_assert_num_queries):
    for rang in range(nombre):
        f.DelaiReponseFabrique(partenaire=f.PartenaireFabrique(code=f"p-{rang}", nom=f"Institution {rang}"))
    client = connecte(coordinatrice)
    with django_assert_num_queries(3):
        assert client.get("/avis/delais/").status_code == 200
