"""Answers to the council's word: who gives them, what they move, what is refused, and what follows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.models import CourrierReponse, Reponse, Suite
from conseils.services.courriers import saisir_reponse
from conseils.services.reponses import (
    Engagement,
    accuser_reception,
    avancer,
    constater_accords_tacites,
    repondre,
)
from tests import fabriques as f

JOUR = date(2026, 11, 18)
DEMAIN, HIER = JOUR + timedelta(days=1), JOUR - timedelta(days=1)
SAISIE = {"sens": "accepte", "texte": "L'éclairage sera rétabli.", "signataire": "Cheffe de service"}
LAMPADAIRES = Engagement("Remplacer les lampadaires", "Service de l'éclairage", date(2027, 3, 1))
RECUS = 8  # queries, the session and the account among them


@pytest.fixture
def adresse(dix_huitieme, ville):
    """An act of the 18e awaited from the Ville for tomorrow."""
    return f.DestinataireFabrique(avis__conseil=dix_huitieme, partenaire=ville.institution, echeance=DEMAIN)


@pytest.fixture
def autre(adresse, bailleur):
    """The other addressee of the same act."""
    return f.DestinataireFabrique(avis=adresse.avis, partenaire=bailleur.institution, echeance=DEMAIN)


@pytest.fixture
def donner(adresse, ville):
    """``donner(sens="refuse")`` answers for the Ville, from its account."""

    def _donner(**champs):
        return repondre(**{"destinataire": adresse, "voie": "compte", "par": ville} | SAISIE | champs)

    return _donner


def etat(objet):
    objet.refresh_from_db()
    return objet.etat


def refus(champ):
    return pytest.raises(ValidationError, match=f"'{champ}'")


# -- The service ---------------------------------------------------------------------------------


@pytest.mark.parametrize("sens", ["accepte", "en_partie", "refuse"])
def test_a_final_answer_stops_the_clock_and_the_only_addressee_answers_the_act(donner, adresse, sens):
    reponse = donner(sens=sens)
    adresse.refresh_from_db()
    assert (adresse.repondu_le, adresse.echeance) == (JOUR, DEMAIN)
    assert (reponse.hors_delai, reponse.voie, etat(adresse.avis)) == (False, "compte", "repondu")


def test_a_study_moves_the_clock_and_answers_nothing(donner, adresse):
    donner(sens="en_etude", etude_jusqu_au=date(2027, 2, 1))
    adresse.refresh_from_db()
    assert (adresse.repondu_le, adresse.echeance, etat(adresse.avis)) == (None, date(2027, 2, 1), "transmis")
    donner(sens="refuse")
    adresse.refresh_from_db()
    assert (adresse.repondu_le, etat(adresse.avis)) == (JOUR, "repondu")
    assert adresse.reponses.count() == 2


@pytest.mark.parametrize(("jusqu_au", "permis"), [(None, 0), (HIER, 0), (JOUR, 0), (DEMAIN, 1)])
def test_a_study_says_until_a_day_to_come(donner, adresse, jusqu_au, permis):
    if permis:
        donner(sens="en_etude", etude_jusqu_au=jusqu_au)
    else:
        with refus("etude_jusqu_au"):
            donner(sens="en_etude", etude_jusqu_au=jusqu_au)
    assert adresse.reponses.count() == permis


def test_a_study_lasts_a_year_at_most(donner):
    with refus("etude_jusqu_au"):
        donner(sens="en_etude", etude_jusqu_au=JOUR + timedelta(days=366))
    donner(sens="en_etude", etude_jusqu_au=JOUR + timedelta(days=365))


def test_no_study_after_a_final_answer(donner):
    donner()
    with refus("sens"):
        donner(sens="en_etude", etude_jusqu_au=DEMAIN)


@pytest.mark.parametrize("champ", ["texte", "signataire"])
def test_an_answer_has_its_reasons_and_its_signatory(donner, champ):
    with refus(champ):
        donner(sens="refuse", **{champ: "  "})


@pytest.mark.parametrize(("echeance", "tard"), [(HIER, True), (JOUR, False), (None, False)])
def test_past_the_clock_it_is_recorded_as_late_and_not_refused(donner, adresse, echeance, tard):
    adresse.echeance = echeance
    adresse.save()
    assert donner().hors_delai is tard
    assert etat(adresse.avis) == "repondu"


def test_what_completes_an_answer_given_in_time_is_not_late(donner, adresse, horloge):
    donner()
    horloge.shift(timedelta(days=30))
    complement = donner(texte="Les travaux commencent.")
    adresse.refresh_from_db()
    assert (complement.hors_delai, adresse.repondu_le) == (False, JOUR)


def test_the_act_waits_for_its_last_addressee(donner, adresse, autre, bailleur):
    donner(suites=[LAMPADAIRES])
    assert etat(adresse.avis) == "transmis"
    repondre(destinataire=autre, voie="compte", par=bailleur, **SAISIE)
    assert etat(adresse.avis) == "suites"


def test_a_silence_that_is_agreement_does_not_hold_the_others(donner, adresse, autre):
    autre.tacite, autre.echeance = True, HIER
    autre.save()
    donner()
    assert etat(adresse.avis) == "repondu"


def test_the_last_silence_answers_the_act_in_the_night(adresse):
    adresse.tacite, adresse.echeance = True, JOUR
    adresse.save()
    assert constater_accords_tacites() == 0
    adresse.echeance = HIER
    adresse.save()
    assert constater_accords_tacites() == 1
    assert etat(adresse.avis) == "repondu"
    assert constater_accords_tacites() == 0
    assert list(LigneAudit.objects.values_list("acte", "de", "vers")) == [("avis_repondre", "transmis", "repondu")]


def test_a_tacit_agreement_is_not_put_back_under_study(donner, adresse):
    adresse.tacite, adresse.echeance = True, HIER
    adresse.save()
    with refus("sens"):
        donner(sens="en_etude", etude_jusqu_au=DEMAIN)
    assert donner(sens="refuse").hors_delai


def test_an_action_promised_is_followed_and_moves_the_act(donner, adresse):
    reponse = donner(suites=[LAMPADAIRES, Engagement("Publier le calendrier", "", None, rang=2)])
    suites = list(reponse.suites.order_by("pk").values_list("action", "responsable", "echeance", "etat"))
    assert suites == [
        ("Remplacer les lampadaires", "Service de l'éclairage", date(2027, 3, 1), "engagee"),
        ("Publier le calendrier", "Cheffe de service", None, "engagee"),
    ]
    assert etat(adresse.avis) == "suites"
    donner(texte="Et un banc.", suites=[Engagement("Poser un banc", "Voirie", DEMAIN)])
    assert etat(adresse.avis) == "suites"


def test_an_action_promised_later_moves_an_act_already_answered(donner, adresse):
    donner()
    assert etat(adresse.avis) == "repondu"
    donner(texte="Nous ferons mieux.", suites=[LAMPADAIRES])
    assert etat(adresse.avis) == "suites"


def test_a_refusal_promises_nothing_and_no_action_precedes_its_answer(donner):
    with refus("action_1"):
        donner(sens="refuse", suites=[LAMPADAIRES])
    with refus("echeance_2"):
        donner(suites=[LAMPADAIRES, Engagement("Hier", "Voirie", HIER, rang=2)])
    assert not Reponse.objects.exists()
    assert not Suite.objects.exists()


@pytest.mark.parametrize("champs", [{"etat": "retire", "retire_le": JOUR}, {"etat": "adopte", "transmis_le": None}])
def test_an_act_withdrawn_or_not_sent_awaits_nothing(dix_huitieme, ville, champs):
    adresse = f.DestinataireFabrique(
        avis__conseil=dix_huitieme, partenaire=ville.institution, **{f"avis__{nom}": v for nom, v in champs.items()}
    )
    with refus("__all__"):
        repondre(destinataire=adresse, voie="compte", par=ville, **SAISIE)
    with refus("__all__"):
        accuser_reception(destinataire=adresse, par=ville)


def test_twenty_identical_answers_are_one(donner, adresse):
    premieres = {donner(suites=[LAMPADAIRES]).pk for _ in range(20)}
    assert len(premieres) == 1
    assert (Reponse.objects.count(), Suite.objects.count()) == (1, 1)
    assert LigneAudit.objects.filter(acte="reponse_donnee").count() == 1
    donner(texte="Autre chose.")
    assert Reponse.objects.count() == 2


def test_the_trail_tells_the_act_and_no_text(donner, adresse, ville):
    donner(suites=[LAMPADAIRES])
    lignes = {ligne.acte: ligne for ligne in LigneAudit.objects.all()}
    assert set(lignes) == {"reponse_donnee", "avis_repondre", "avis_engager"}
    assert lignes["reponse_donnee"].detail == {"voie": "compte", "suites": 1, "hors_delai": False}
    assert lignes["reponse_donnee"].par_id == ville.pk


def test_acknowledging_twice_keeps_the_first_day(adresse, ville, horloge):
    accuser_reception(destinataire=adresse, par=ville)
    horloge.shift(timedelta(days=3))
    accuser_reception(destinataire=adresse, par=ville)
    adresse.refresh_from_db()
    assert adresse.accuse_le == JOUR
    assert LigneAudit.objects.filter(acte="reception_accusee").count() == 1


def test_an_answer_is_its_own_acknowledgement(donner, adresse, ville):
    donner()
    with refus("__all__"):
        accuser_reception(destinataire=adresse, par=ville)


def test_advancing_an_act_that_somebody_still_owes_changes_nothing(adresse, autre):
    assert avancer(avis=adresse.avis, par=None, jour=JOUR).etat == "transmis"


# -- A letter typed by the team --------------------------------------------------------------------


def test_a_letter_is_dated_of_the_day_it_came(adresse, animatrice):
    adresse.echeance = date(2026, 11, 10)
    adresse.save()
    reponse = saisir_reponse(destinataire=adresse, par=animatrice, le=date(2026, 11, 10), **SAISIE)
    adresse.refresh_from_db()
    assert (reponse.voie, reponse.par, reponse.hors_delai) == ("saisie", animatrice, False)
    assert adresse.repondu_le == date(2026, 11, 10)


@pytest.mark.parametrize("le", [DEMAIN, date(2026, 3, 11)])
def test_a_letter_comes_between_the_sending_and_today(adresse, animatrice, le):
    with refus("le"):
        saisir_reponse(destinataire=adresse, par=animatrice, le=le, **SAISIE)


def test_a_letter_does_not_precede_the_acknowledgement(adresse, animatrice):
    adresse.accuse_le = JOUR
    adresse.save()
    with refus("le"):
        saisir_reponse(destinataire=adresse, par=animatrice, le=HIER, **SAISIE)


def test_the_letter_is_kept_and_read_by_the_team_only(adresse, animatrice, connecte, prefecture, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    }
    page = f"/conseils/18/suites/destinataires/{adresse.pk}/saisir/"
    envoi = SAISIE | {"le": "2026-11-16", "fichier": SimpleUploadedFile("x.exe", b"%PDF-1.7")}
    assertRedirects(connecte(animatrice).post(page, envoi), "/conseils/18/suites/")
    courrier = CourrierReponse.objects.get()
    adresse_du_courrier = f"/conseils/18/suites/courriers/{courrier.pk}/"
    assertContains(connecte(animatrice).get("/conseils/18/suites/"), adresse_du_courrier)
    assertNotContains(connecte(prefecture).get("/conseils/18/suites/"), adresse_du_courrier)
    lecture = connecte(animatrice).get(adresse_du_courrier)
    assert lecture.headers["Content-Disposition"] == 'attachment; filename="reponse-2026-11-16.pdf"'
    assert b"".join(lecture.streaming_content) == b"%PDF-1.7"
    assert connecte(prefecture).get(adresse_du_courrier).status_code == 403


def test_a_file_that_is_no_letter_is_refused_and_nothing_is_lost(adresse, animatrice, connecte):
    page = f"/conseils/18/suites/destinataires/{adresse.pk}/saisir/"
    envoi = SAISIE | {"le": "2026-11-16", "fichier": SimpleUploadedFile("lettre.pdf", b"MZ")}
    reponse = connecte(animatrice).post(page, envoi)
    assert "fichier" in reponse.context["form"].errors
    assertContains(reponse, "rétabli")
    assert not Reponse.objects.exists()


# -- The pages of the institution -------------------------------------------------------------------


def test_the_list_shows_what_is_awaited_first_and_what_is_late(connecte, ville, dix_huitieme, adresse):
    def recu(titre, **champs):
        f.DestinataireFabrique(
            avis__conseil=dix_huitieme, avis__titre=titre, partenaire=ville.institution, **champs
        )  # fmt: skip

    recu("Répondu", repondu_le=HIER)
    recu("En retard", echeance=HIER)
    recu("Sans délai", echeance=None)
    recu("Brouillon", avis__etat="adopte", avis__transmis_le=None)
    page = connecte(ville).get("/reponses/")
    assert [d.avis.titre for d in page.context["page"]] == ["En retard", adresse.avis.titre, "Sans délai", "Répondu"]
    assertContains(page, 'etat-en_retard">en retard', count=1)


@pytest.mark.parametrize(
    ("filtre", "titres"),
    [
        ("attente", {"En retard", "À temps"}),
        ("retard", {"En retard"}),
        ("repondus", {"Répondu"}),
        ("n'importe", {"En retard", "À temps", "Répondu"}),
    ],
)
def test_the_list_is_filtered(connecte, ville, dix_huitieme, filtre, titres):
    for titre, champs in {
        "En retard": {"echeance": HIER},
        "À temps": {"echeance": DEMAIN},
        "Répondu": {"repondu_le": HIER},
    }.items():
        f.DestinataireFabrique(
            avis__conseil=dix_huitieme, avis__titre=titre, partenaire=ville.institution, **champs
        )  # fmt: skip
    page = connecte(ville).get("/reponses/", {"etat": filtre})
    assert {d.avis.titre for d in page.context["page"]} == titres


@pytest.mark.parametrize("lignes", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(lignes, connecte, ville, dix_huitieme, django_assert_num_queries):
    for _ in range(lignes):
        adresse = f.DestinataireFabrique(avis__conseil=dix_huitieme, partenaire=ville.institution)
        f.ConstatFabrique(suite__reponse__destinataire=adresse)
    client = connecte(ville)
    client.get("/reponses/")
    with django_assert_num_queries(RECUS):
        client.get("/reponses/")


def test_an_institution_reads_the_act_and_answers_from_its_account(connecte, ville, adresse):
    f.DivergenceFabrique(avis=adresse.avis)
    client = connecte(ville)
    page = client.get(f"/reponses/{adresse.pk}/")
    assertContains(page, "éclairée toute la nuit")
    assertContains(page, "moins fort suffirait")
    envoi = SAISIE | {"action_1": "Poser un banc", "echeance_1": "2027-01-15"}
    assertRedirects(client.post(f"/reponses/{adresse.pk}/", envoi), f"/reponses/{adresse.pk}/")
    suite = Suite.objects.get()
    assert (suite.action, suite.responsable, suite.echeance) == (
        "Poser un banc",
        "Cheffe de service",
        date(2027, 1, 15),
    )
    assert suite.reponse.par == ville


def test_the_page_says_late_before_and_after(connecte, ville, adresse):
    adresse.echeance = HIER
    adresse.save()
    client = connecte(ville)
    assertContains(client.get(f"/reponses/{adresse.pk}/"), "Le délai est passé depuis le 17 novembre 2026")
    client.post(f"/reponses/{adresse.pk}/", SAISIE)
    assertContains(client.get(f"/reponses/{adresse.pk}/"), 'etat-en_retard">hors délai')


@pytest.mark.parametrize(
    ("change", "champ"),
    [
        ({"sens": ""}, "sens"),
        ({"texte": ""}, "texte"),
        ({"signataire": ""}, "signataire"),
        ({"sens": "en_etude"}, "etude_jusqu_au"),
        ({"sens": "en_etude", "etude_jusqu_au": "2026-11-18"}, "etude_jusqu_au"),
        ({"action_1": "Un banc"}, "echeance_1"),
        ({"echeance_2": "2027-01-01"}, "action_2"),
        ({"action_3": "Un banc", "echeance_3": "2026-11-17"}, "echeance_3"),
        ({"sens": "refuse", "action_1": "Un banc", "echeance_1": "2027-01-01"}, "action_1"),
    ],
)
def test_what_is_refused_is_said_beside_its_field_and_nothing_typed_is_lost(connecte, ville, adresse, change, champ):
    envoi = SAISIE | change
    page = connecte(ville).post(f"/reponses/{adresse.pk}/", envoi)
    assert champ in page.context["form"].errors
    assert all(escape(tape) in page.content.decode() for tape in envoi.values())
    assert not Reponse.objects.exists()


def test_a_day_of_study_left_behind_is_not_kept(connecte, ville, adresse):
    connecte(ville).post(f"/reponses/{adresse.pk}/", SAISIE | {"etude_jusqu_au": "2027-01-01"})
    assert Reponse.objects.get().etude_jusqu_au is None


def test_acknowledging_from_the_page(connecte, ville, adresse):
    client = connecte(ville)
    assertRedirects(client.post(f"/reponses/{adresse.pk}/accuser/"), f"/reponses/{adresse.pk}/")
    page = client.get(f"/reponses/{adresse.pk}/")
    assertContains(page, "reçu le 18 novembre 2026")
    assertNotContains(page, "Accuser réception")


def test_an_act_withdrawn_says_so_and_offers_no_form(connecte, ville, dix_huitieme):
    adresse = f.DestinataireFabrique(
        avis__conseil=dix_huitieme, avis__etat="retire", avis__retire_le=JOUR, partenaire=ville.institution
    )
    page = connecte(ville).get(f"/reponses/{adresse.pk}/")
    assertContains(page, "a été retiré")
    assertNotContains(page, "Envoyer la réponse")


def test_a_stranger_s_act_is_no_act(connecte, adresse, bailleur, prefecture, lecteur):
    for compte in (bailleur, prefecture, lecteur):
        assert connecte(compte).get(f"/reponses/{adresse.pk}/").status_code == 404
        assert connecte(compte).post(f"/reponses/{adresse.pk}/", SAISIE).status_code == 404
    assert not Reponse.objects.exists()


def test_an_account_without_institution_is_told_what_to_ask(connecte, lecteur, adresse):
    page = connecte(lecteur).get("/reponses/")
    assertContains(page, "ne représente encore aucune institution")
    assert list(page.context["page"]) == []
