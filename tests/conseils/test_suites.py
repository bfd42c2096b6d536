"""What becomes of a promised action: said by the institution, seen by the council."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.models import Constat, Suite
from conseils.services.suites import constater, suivre_suite
from socle.transitions import TransitionRefusee
from tests import fabriques as f

JOUR = date(2026, 11, 18)
CONSTAT = {"resultat": "fait", "preuve": "Six lampadaires allumés mardi à 22 h.", "le": JOUR}
LISTE = 10  # queries, the session and the account among them


@pytest.fixture
def suite(dix_huitieme, ville):
    return f.SuiteFabrique(
        reponse__destinataire__avis__conseil=dix_huitieme,
        reponse__destinataire__partenaire=ville.institution,
        echeance=date(2026, 11, 17),
    )


def refus(champ):
    return pytest.raises(ValidationError, match=f"'{champ}'")


def dernier_constat(suite) -> str | None:
    return Suite.objects.avec_dernier_constat().get(pk=suite.pk).dernier_constat


@pytest.mark.parametrize(
    ("etat", "acte", "vers"),
    [
        ("engagee", "realiser", "realisee"),
        ("engagee", "abandonner", "abandonnee"),
        ("engagee", "reprendre", None),
        ("realisee", "reprendre", "engagee"),
        ("realisee", "realiser", None),
        ("realisee", "abandonner", None),
        ("abandonnee", "reprendre", "engagee"),
        ("abandonnee", "realiser", None),
    ],
)
def test_every_path_of_an_action(suite, ville, etat, acte, vers):
    Suite.objects.filter(pk=suite.pk).update(etat=etat)
    if vers is None:
        with pytest.raises(TransitionRefusee):
            suivre_suite(suite=suite, par=ville, acte=acte, motif="Parce que.")
        return
    suivie = suivre_suite(suite=suite, par=ville, acte=acte, motif="Parce que.")
    assert suivie.etat == vers
    assert suivie.motif == ("Parce que." if vers == "abandonnee" else "")
    ligne = LigneAudit.objects.get()
    assert (ligne.acte, ligne.de, ligne.vers, ligne.par_id) == ("suite_suivie", etat, vers, ville.pk)


def test_giving_up_has_its_reason(suite, ville):
    with refus("motif"):
        suivre_suite(suite=suite, par=ville, acte="abandonner", motif=" ")


def test_late_is_past_its_day_and_still_to_be_done(suite):
    assert suite.en_retard
    assert list(Suite.objects.en_retard_le(JOUR)) == [suite]
    assert not Suite(etat="engagee", echeance=JOUR).en_retard
    assert not Suite(etat="engagee", echeance=None).en_retard
    assert not Suite(etat="realisee", echeance=date(2026, 11, 17)).en_retard


def test_what_was_seen_last_tells_whether_the_effect_is_verified(suite, animatrice):
    assert dernier_constat(suite) is None
    constater(suite=suite, par=animatrice, **CONSTAT | {"resultat": "pas_fait", "le": date(2026, 11, 2)})
    assert dernier_constat(suite) == "pas_fait"
    constater(suite=suite, par=animatrice, **CONSTAT)
    constater(suite=suite, par=animatrice, **CONSTAT | {"resultat": "en_partie", "le": date(2026, 11, 9)})
    assert dernier_constat(suite) == "fait"
    assert LigneAudit.objects.filter(acte="suite_constatee").count() == 3


def test_the_same_constat_sent_twice_is_one(suite, animatrice):
    for _ in range(3):
        constater(suite=suite, par=animatrice, **CONSTAT)
    assert Constat.objects.count() == 1


@pytest.mark.parametrize("le", [JOUR + timedelta(days=1), date(2026, 4, 19)])
def test_a_constat_comes_between_the_promise_and_today(suite, animatrice, le):
    with refus("le"):
        constater(suite=suite, par=animatrice, **CONSTAT | {"le": le})


def test_a_constat_has_its_proof_and_a_meeting_of_this_conseil(suite, animatrice, dix_neuvieme):
    with refus("preuve"):
        constater(suite=suite, par=animatrice, **CONSTAT | {"preuve": " "})
    with refus("reunion"):
        constater(suite=suite, par=animatrice, **CONSTAT, reunion=f.ReunionFabrique(conseil=dix_neuvieme))


def test_what_is_given_up_is_not_verified(suite, animatrice):
    Suite.objects.filter(pk=suite.pk).update(etat="abandonnee")
    with refus("__all__"):
        constater(suite=suite, par=animatrice, **CONSTAT)


def test_the_institution_says_it_is_done_and_the_council_goes_to_see(connecte, ville, animatrice, suite, dix_huitieme):
    reunion = f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 12))
    reponse = connecte(ville).post(f"/reponses/suites/{suite.pk}/", {"acte": "realiser"})
    assertRedirects(reponse, f"/reponses/{suite.reponse.destinataire_id}/")
    client = connecte(animatrice)
    assertContains(client.get("/conseils/18/suites/"), 'etat-realisee">annoncée réalisée')
    envoi = CONSTAT | {"le": "2026-11-18", "reunion": reunion.pk}
    assertRedirects(client.post(f"/conseils/18/suites/{suite.pk}/constater/", envoi), "/conseils/18/suites/")
    page = client.get("/conseils/18/suites/")
    assertContains(page, "effet vérifié")
    assertContains(page, "Six lampadaires allumés")
    assertContains(connecte(ville).get("/reponses/"), "effet vérifié")


def test_the_institution_does_not_verify_itself(connecte, ville, suite):
    page = f"/conseils/18/suites/{suite.pk}/constater/"
    assert connecte(ville).post(page, CONSTAT).status_code == 403
    assertNotContains(connecte(ville).get("/conseils/18/suites/"), "Constater sur place")
    assert not Constat.objects.exists()


def test_an_institution_speaks_of_its_own_actions_only(connecte, bailleur, suite):
    assert connecte(bailleur).post(f"/reponses/suites/{suite.pk}/", {"acte": "realiser"}).status_code == 404
    suite.refresh_from_db()
    assert suite.etat == "engagee"


def test_the_team_says_it_for_the_institution(connecte, animatrice, suite):
    page = f"/conseils/18/suites/{suite.pk}/suivre/"
    refuse = connecte(animatrice).post(page, {"acte": "abandonner", "motif": ""})
    assert "motif" in refuse.context["form"].errors
    connecte(animatrice).post(page, {"acte": "abandonner", "motif": "Budget non voté."})
    assertContains(connecte(animatrice).get("/conseils/18/suites/"), "Budget non voté.")


@pytest.mark.parametrize("lignes", [1, 3])
def test_the_page_costs_the_same_whatever_its_length(
    lignes, connecte, animatrice, dix_huitieme, django_assert_num_queries
):
    for _ in range(lignes):
        reunion = f.ReunionFabrique(conseil=dix_huitieme)
        f.ConstatFabrique(suite__reponse__destinataire__avis__conseil=dix_huitieme, reunion=reunion)
    client = connecte(animatrice)
    client.get("/conseils/18/suites/")
    with django_assert_num_queries(LISTE):
        client.get("/conseils/18/suites/")


def test_each_of_the_two_lists_has_its_pages(connecte, animatrice, dix_huitieme, monkeypatch):
    monkeypatch.setattr("conseils.views.suites.PAR_PAGE", 1)
    for _ in range(2):
        f.ConstatFabrique(suite__reponse__destinataire__avis__conseil=dix_huitieme)
    client = connecte(animatrice)
    page = client.get("/conseils/18/suites/", {"suites": "2"})
    assert (page.context["suites"].number, page.context["destinataires"].number) == (2, 1)
    assertContains(page, 'aria-label="Pages des actions engagées"')
    assertContains(page, "?suites=2&amp;page=2")
    vues = {client.get("/conseils/18/suites/", {"suites": n}).context["suites"][0].pk for n in (1, 2)}
    assert len(vues) == 2
