"""Answering by personal link: step by step, used, expired, tampered with, closed on the way."""

import logging

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from conseils.models import InvitationConsultation, ReponseQuestionnaire
from socle.journaux import SansJeton
from tests import fabriques as f

JETON = "lien-personnel"
ADRESSE = f"/consultations/repondre/{JETON}/"


@pytest.fixture
def consultation(dix_huitieme):
    return f.ConsultationFabrique(conseils=[dix_huitieme])


@pytest.fixture
def questions(consultation):
    """Two themes: a text that is expected, then two choices."""
    texte = f.QuestionFabrique(thematique__consultation=consultation, obligatoire=True)
    multiple = f.QuestionFabrique(thematique__consultation=consultation, genre="multiple")
    f.ChoixQuestionFabrique.create_batch(3, question=multiple)
    return texte, multiple


@pytest.fixture
def invitation(consultation, questions, dix_huitieme):
    return f.InvitationConsultationFabrique(consultation=consultation, membre__conseil=dix_huitieme, jeton=JETON)


def poster(etape, **champs):
    return Client(enforce_csrf_checks=True).post(ADRESSE, {"etape": etape, **champs})


def relire():
    return InvitationConsultation.objects.get()


def test_chaque_etape_est_gardee_puis_tout_part_ensemble(invitation, questions):
    texte, multiple = questions
    choix = [str(c.pk) for c in multiple.choix.all()[:2]]
    assertRedirects(poster(1, **{f"q{texte.pk}": "Ouvrir le dimanche."}), f"{ADRESSE}?etape=2")
    assertRedirects(poster(2, **{f"q{multiple.pk}": choix}), f"{ADRESSE}?etape=3")
    assertContains(Client().get(f"{ADRESSE}?etape=1"), "Ouvrir le dimanche.")
    assertContains(Client().get(f"{ADRESSE}?etape=2"), "checked", count=2)
    page = poster(3, sexe="F", tranche_age="N")
    reponse = ReponseQuestionnaire.objects.get()
    assert (reponse.sexe, reponse.tranche_age, reponse.mode, reponse.hors_delai) == ("F", "N", "lien", False)
    assert reponse.lignes.get(question=texte).texte == "Ouvrir le dimanche."
    assert [str(c.pk) for c in reponse.lignes.get(question=multiple).choix.all()] == choix
    assert (relire().repondue, relire().brouillon) == (True, {})
    suivi = Client().post(reverse("consultation_suivi"), {"recu": page.context["recu"].lower().replace("-", " ")})
    assertContains(suivi, "Aucune proposition n’a encore été relevée")


def test_on_reprend_au_premier_theme_pas_encore_vu(invitation, questions):
    poster(1, **{f"q{questions[0].pk}": "Une idée"})
    assertContains(Client().get(ADRESSE), "Étape 2 sur 3")


def test_revenir_garde_ce_qui_est_saisi(invitation, questions):
    reponse = poster(2, precedent="1", **{f"q{questions[1].pk}": str(questions[1].choix.first().pk)})
    assertRedirects(reponse, f"{ADRESSE}?etape=1")
    assert list(relire().brouillon) == [f"q{questions[1].pk}"]


def test_ce_qui_manque_est_dit_et_rien_n_est_perdu(invitation, questions):
    assertContains(poster(1), "Ce champ est obligatoire")
    long = poster(1, **{f"q{questions[0].pk}": "x" * 2001})
    assertContains(long, "x" * 2001)
    assertContains(long, "2001")
    # Straight to the sending: the theme that lacks an answer is shown again.
    assertContains(poster(3, sexe="N", tranche_age="N"), "Étape 1 sur 3")
    assert not ReponseQuestionnaire.objects.exists()


def test_le_lien_ne_sort_pas_par_les_entetes(invitation):
    reponse = Client().get(ADRESSE)
    assert reponse["Referrer-Policy"] == "no-referrer"
    assert reponse["Cache-Control"] == "no-store"
    assertNotContains(reponse, JETON)


def test_ni_par_les_journaux():
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "%s: %s", ("Not Found", f"/consultations/repondre/{'a' * 43}/"), None
    )
    SansJeton().filter(record)
    assert record.getMessage() == "Not Found: /consultations/repondre/…/"


def test_un_lien_change_le_dit(invitation):
    reponse = Client().get("/consultations/repondre/lien-personnell/")
    assertContains(reponse, "Ce lien n’est pas reconnu", status_code=404)


def test_un_lien_deja_servi_le_dit(invitation, questions):
    poster(1, **{f"q{questions[0].pk}": "Une idée"})
    poster(3, sexe="N", tranche_age="N")
    for reponse in (Client().get(ADRESSE), poster(3, sexe="N", tranche_age="N")):
        assertContains(reponse, "Vous avez déjà répondu", status_code=410)
    assert ReponseQuestionnaire.objects.count() == 1


def test_un_lien_expire_garde_la_saisie_et_offre_un_autre(horloge, invitation, questions, connecte, animatrice):
    horloge.move_to("2026-12-07 10:00:00+01:00")
    assertContains(poster(1, **{f"q{questions[0].pk}": "Une idée"}), "Demander un nouveau lien", status_code=410)
    assert relire().brouillon == {f"q{questions[0].pk}": ["Une idée"]}
    assertContains(poster(1, demander="1"), "Votre demande est transmise", status_code=410)
    adresse = reverse("consultation_invitations", args=[invitation.consultation_id, 18])
    assertContains(connecte(animatrice).get(adresse), "nouveau lien demandé")
    assert relire().brouillon == {f"q{questions[0].pk}": ["Une idée"]}


def test_close_entre_l_ouverture_et_l_envoi(horloge, invitation, questions):
    """Kept, late, and the page says what becomes of it."""
    poster(1, **{f"q{questions[0].pk}": "Une idée"})
    horloge.move_to("2026-11-30 00:00:00+01:00")
    assertContains(Client().get(ADRESSE), "hors délai")
    assertContains(poster(3, sexe="N", tranche_age="N"), "arrivée après la clôture")
    assert ReponseQuestionnaire.objects.get().hors_delai


def test_une_consultation_restituee_ne_recoit_plus_rien(invitation, consultation):
    consultation.etat = "restituee"
    consultation.save()
    assertContains(Client().get(ADRESSE), "La consultation est terminée", status_code=410)


def test_avant_l_ouverture(horloge, invitation):
    horloge.move_to("2026-11-15 10:00:00+01:00")
    assertContains(Client().get(ADRESSE), "pas encore ouverte")
    assertContains(poster(1), "pas encore ouverte")
    assert relire().brouillon == {}


# -- The team's pages --


def test_le_papier_se_saisit_a_la_suite(connecte, animatrice, invitation, consultation, questions):
    adresse = reverse("consultation_saisie", args=[consultation.pk, 18])
    saisie = {f"q{questions[0].pk}": "Sur papier", "sexe": "H", "tranche_age": "N", "recue_le": "2026-11-17"}
    client = connecte(animatrice)
    assertRedirects(client.post(adresse, saisie | {"suivante": "1"}), adresse)
    assertRedirects(client.post(adresse, saisie), reverse("consultation", args=[consultation.pk]))
    refusee = client.post(adresse, saisie | {"recue_le": "2026-11-19"})
    assertContains(refusee, "Ce jour est à venir")
    assertContains(refusee, "Sur papier")
    assert ReponseQuestionnaire.objects.filter(mode="papier", sexe="H").count() == 2


def test_les_reponses_ne_se_lisent_que_par_la_coordination(
    connecte, coordinatrice, animatrice, prefecture, consultation, questions, dix_huitieme
):
    reponse = f.ReponseQuestionnaireFabrique(consultation=consultation, conseil=dix_huitieme)
    ligne = f.ReponseQuestionFabrique(reponse=reponse, question=questions[0], texte="Zyzomys-mot-brut")
    proposition = f.PropositionFabrique(thematique=questions[0].thematique)
    f.ExtraitFabrique(proposition=proposition, source=ligne, texte="Zyzomys-mot-brut")
    mesure = f.MesureFabrique(
        journee=f.JourneeTravailFabrique(consultation=consultation), thematique=questions[0].thematique
    )
    mesure.propositions.add(proposition)
    adresse = reverse("consultation_restitution", args=[consultation.pk])
    assertContains(connecte(coordinatrice).get(adresse), "Zyzomys-mot-brut")
    for compte in (animatrice, prefecture):
        page = connecte(compte).get(adresse)
        assertNotContains(page, "Zyzomys-mot-brut")
        assertContains(page, proposition.texte)


def test_une_consultation_en_preparation_est_a_la_coordination(connecte, coordinatrice, prefecture, consultation):
    consultation.etat = "preparation"
    consultation.save()
    adresse = reverse("consultation", args=[consultation.pk])
    assert connecte(coordinatrice).get(adresse).status_code == 200
    assert connecte(prefecture).get(adresse).status_code == 404
    assertContains(connecte(prefecture).get(reverse("consultations")), "Aucune consultation")


def test_preparer_de_bout_en_bout(connecte, coordinatrice, dix_huitieme):
    client = connecte(coordinatrice)
    saisie = {
        "titre": "Été",
        "organisateur": "Coordination",
        "presentation": "Vos idées.",
        "themes": ["culture"],
        "ouverture": "2026-11-20T09:00",
        "cloture": "2026-11-19T09:00",
        "conseils": [dix_huitieme.pk],
        "autres_themes": "Propreté",
    }
    refusee = client.post(reverse("consultation_creer"), saisie)
    assertContains(refusee, "La clôture vient après l")
    assertContains(refusee, "Propreté")
    page = client.post(reverse("consultation_creer"), saisie | {"cloture": "2026-12-01T23:59"}, follow=True)
    assertContains(page, "Propreté")
    pk = page.context["consultation"].pk
    for theme in page.context["thematiques"]:
        question = {"thematique": theme.pk, "texte": "Quoi ?", "genre": "choix", "choix": "Oui\nNon\n"}
        client.post(reverse("question_ajouter", args=[pk]), question)
    assertContains(client.post(reverse("consultation_lancer", args=[pk]), follow=True), "à venir")


@pytest.mark.parametrize("nombre", [1, 3])
def test_la_liste_coute_autant_a_une_qu_a_trois(
    connecte, prefecture, dix_huitieme, dix_neuvieme, django_assert_num_queries, nombre
):
    for _ in range(nombre):
        f.ConsultationFabrique(conseils=[dix_huitieme, dix_neuvieme])
    client = connecte(prefecture)
    with django_assert_num_queries(5):
        page = client.get(reverse("consultations"))
    assert len(page.context["page"].object_list) == nombre
