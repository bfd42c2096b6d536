"""Preparing a consultation, asking for answers, keeping them: the rules, and who can be found out (nobody)."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from comptes.models import LigneAudit
from conseils.jetons import empreinte_de
from conseils.models import Consultation, InvitationConsultation, ReponseQuestionnaire, Thematique
from conseils.services import consultations as services
from conseils.services import questionnaires
from socle.transitions import TransitionRefusee
from tests import fabriques as f

APRES_CLOTURE = "2026-11-30 09:00:00+01:00"
TERME = datetime(2026, 12, 6, 22, 59, tzinfo=UTC)


@pytest.fixture(autouse=True)
def reveils(monkeypatch):
    """The messages to the workers, which no test sends."""
    recus = []
    monkeypatch.setattr(questionnaires, "reveiller", recus.append)
    return recus


@pytest.fixture
def consultation(dix_huitieme):
    return f.ConsultationFabrique(conseils=[dix_huitieme])


@pytest.fixture
def question(consultation):
    return f.QuestionFabrique(thematique__consultation=consultation, obligatoire=True)


@pytest.fixture
def invitation(consultation, dix_huitieme):
    return f.InvitationConsultationFabrique(consultation=consultation, membre__conseil=dix_huitieme)


def champs(**autres):
    return {
        "titre": "Consultation nationale",
        "organisateur": "Ministère de la Cohésion des territoires",
        "presentation": "Vos idées.",
        "ouverture": datetime(2026, 11, 20, 8, tzinfo=UTC),
        "cloture": datetime(2026, 12, 5, 22, tzinfo=UTC),
        "themes": services.themes_de_2017(),
    } | autres


def test_les_six_themes_de_2017(coordinatrice, dix_huitieme):
    consultation = services.creer_consultation(par=coordinatrice, conseils=[dix_huitieme], **champs())
    assert [(t.rang, t.nature) for t in consultation.thematiques.all()] == [
        (1, "education"),
        (2, "emploi"),
        (3, "formation"),
        (4, "mobilite"),
        (5, "parentalite"),
        (6, "culture"),
    ]
    assert consultation.phase == "preparation"
    assert LigneAudit.objects.get(acte="consultation_creee").detail == {"conseils": 1, "themes": 6}


@pytest.mark.parametrize(
    ("autres", "champ"),
    [
        ({"cloture": datetime(2026, 11, 20, 8, tzinfo=UTC)}, "cloture"),
        ({"themes": []}, "themes"),
        ({"themes": [("autre", "Sport"), ("autre", "sport")]}, "autres_themes"),
        ({"conseils": []}, "conseils"),
    ],
)
def test_une_preparation_refusee_dit_ou(coordinatrice, dix_huitieme, autres, champ):
    with pytest.raises(ValidationError) as refus:
        services.creer_consultation(par=coordinatrice, **champs(conseils=[dix_huitieme]) | autres)
    assert champ in refus.value.error_dict
    assert not Consultation.objects.exists()


def test_la_cloture_suit_l_ouverture_en_base(consultation):
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=consultation.pk).update(cloture=consultation.ouverture)


def test_un_theme_qui_a_des_questions_ne_part_pas(coordinatrice, dix_huitieme):
    consultation = services.creer_consultation(par=coordinatrice, conseils=[dix_huitieme], **champs())
    f.QuestionFabrique(thematique=consultation.thematiques.get(nature="emploi"))
    garder = [t for t in services.themes_de_2017() if t[0] != "emploi"]
    with pytest.raises(ValidationError) as refus:
        services.modifier_consultation(
            consultation=consultation, par=coordinatrice, conseils=[dix_huitieme], **champs(themes=garder)
        )
    assert "themes" in refus.value.error_dict
    garder = [t for t in services.themes_de_2017() if t[0] != "culture"]
    services.modifier_consultation(
        consultation=consultation, par=coordinatrice, conseils=[dix_huitieme], **champs(themes=garder)
    )
    assert consultation.thematiques.count() == 5


@pytest.mark.parametrize(
    ("genre", "choix", "accepte"),
    [
        ("texte", [], True),
        ("texte", ["oui", "non"], False),
        ("choix", ["oui", "non"], True),
        ("choix", ["oui"], False),
        ("multiple", ["oui", "oui"], False),
        ("echelle", [], True),
    ],
)
def test_les_choix_vont_avec_la_sorte_de_question(coordinatrice, consultation, genre, choix, accepte):
    Consultation.objects.update(etat="preparation")
    thematique = f.ThematiqueFabrique(consultation=consultation)
    demande = {"thematique": thematique, "par": coordinatrice, "texte": "Pour vous ?", "genre": genre, "choix": choix}
    if accepte:
        question = services.enregistrer_question(**demande)
        assert [c.libelle for c in question.choix.all()] == choix
    else:
        with pytest.raises(ValidationError) as refus:
            services.enregistrer_question(**demande)
        assert "choix" in refus.value.error_dict


def test_lancer_fige_le_questionnaire(coordinatrice, consultation, question):
    Consultation.objects.update(etat="preparation")
    vide = f.ThematiqueFabrique(consultation=consultation, intitule="Culture")
    with pytest.raises(ValidationError, match="Culture"):
        services.lancer(consultation=consultation, par=coordinatrice)
    Thematique.objects.filter(pk=vide.pk).delete()
    services.lancer(consultation=consultation, par=coordinatrice)
    with pytest.raises(ValidationError, match="ne change plus"):
        services.retirer_question(question=question, par=coordinatrice)
    with pytest.raises(TransitionRefusee):
        services.lancer(consultation=consultation, par=coordinatrice)


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        ("2026-11-16 08:59:59+01:00", "a_venir"),
        ("2026-11-16 09:00:00+01:00", "ouverte"),
        ("2026-11-29 23:59:00+01:00", "ouverte"),
        ("2026-11-29 23:59:01+01:00", "close"),
    ],
)
def test_la_phase_vient_des_dates(horloge, consultation, moment, phase):
    horloge.move_to(moment)
    assert consultation.phase == phase


def test_restituer_attend_la_cloture_et_efface_les_brouillons(horloge, coordinatrice, consultation, invitation):
    questionnaires.garder_brouillon(invitation=invitation, saisie={"q1": ["Une idée"]})
    with pytest.raises(ValidationError, match="encore ouverte"):
        services.restituer(consultation=consultation, par=coordinatrice)
    horloge.move_to(APRES_CLOTURE)
    services.restituer(consultation=consultation, par=coordinatrice)
    invitation.refresh_from_db()
    assert invitation.brouillon == {}
    consultation.refresh_from_db()
    assert consultation.phase == "restituee"


# -- The links --


@pytest.fixture
def invitees(consultation, dix_huitieme, animatrice):
    """Two members with an address, one without."""
    for courriel in ("un@exemple.invalid", "deux@exemple.invalid", ""):
        f.MandatFabrique(membre__conseil=dix_huitieme, membre__courriel=courriel)
    return questionnaires.inviter(consultation=consultation, conseil=dix_huitieme, par=animatrice)


def test_chaque_membre_recoit_un_lien_une_fois(invitees, consultation, dix_huitieme, animatrice, settings):
    settings.ADRESSE_SITE = "https://conseils.exemple.fr"
    assert invitees == 2
    assert (questionnaires.executer(pk=consultation.pk), questionnaires.executer(pk=consultation.pk)) == (2, 0)
    assert sorted(message.to[0] for message in mail.outbox) == ["deux@exemple.invalid", "un@exemple.invalid"]
    liens = {mot for message in mail.outbox for mot in message.body.split() if "/consultations/repondre/" in mot}
    assert len(liens) == 2
    for message in mail.outbox:
        (html, sorte) = message.alternatives[0]
        assert sorte == "text/html"
        assert any(lien in html for lien in liens)
    with pytest.raises(ValidationError, match="déjà invités"):
        questionnaires.inviter(consultation=consultation, conseil=dix_huitieme, par=animatrice)


def test_seule_l_empreinte_du_lien_est_gardee(invitees, consultation):
    questionnaires.executer(pk=consultation.pk)
    jetons = {mot.rstrip("/").rsplit("/", 1)[1] for m in mail.outbox for mot in m.body.split() if "/repondre/" in mot}
    lignes = list(InvitationConsultation.objects.all())
    assert {ligne.empreinte for ligne in lignes} == {empreinte_de(jeton) for jeton in jetons}
    assert {ligne.expire_le for ligne in lignes} == {TERME}
    traces = str([model_to_dict(ligne) for ligne in lignes]) + str(list(LigneAudit.objects.values()))
    assert [jeton for jeton in jetons if jeton in traces] == []


def test_un_envoi_rate_repart_avec_un_autre_lien(horloge, invitees, consultation, monkeypatch):
    def refuse(invitation, jeton):
        raise OSError

    vrai = questionnaires.envoyer_lien
    monkeypatch.setattr(questionnaires, "envoyer_lien", refuse)
    assert questionnaires.executer(pk=consultation.pk) == 0
    monkeypatch.setattr(questionnaires, "envoyer_lien", vrai)
    assert questionnaires.relancer_liens() == 0, "le bail court encore"
    horloge.shift(11 * 60)
    assert questionnaires.relancer_liens() == 2


def test_un_lien_renouvele_garde_le_brouillon_et_ferme_l_ancien(invitation, animatrice):
    questionnaires.garder_brouillon(invitation=invitation, saisie={"q1": ["Une idée"]})
    questionnaires.demander_lien(invitation=invitation)
    questionnaires.renouveler_lien(invitation=invitation, par=animatrice)
    assert not InvitationConsultation.objects.de_jeton("lien-personnel").exists()
    assert questionnaires.executer(pk=invitation.consultation_id) == 1
    invitation.refresh_from_db()
    assert (invitation.brouillon, invitation.lien_demande) == ({"q1": ["Une idée"]}, False)


def test_on_n_invite_plus_apres_la_cloture(horloge, consultation, dix_huitieme, animatrice):
    f.MandatFabrique(membre__conseil=dix_huitieme, membre__courriel="un@exemple.invalid")
    horloge.move_to(APRES_CLOTURE)
    with pytest.raises(ValidationError, match="close"):
        questionnaires.inviter(consultation=consultation, conseil=dix_huitieme, par=animatrice)


def test_un_conseil_qui_n_est_pas_concerne_n_invite_pas(consultation, dix_neuvieme, coordinatrice):
    with pytest.raises(ValidationError, match="ne concerne pas"):
        questionnaires.inviter(consultation=consultation, conseil=dix_neuvieme, par=coordinatrice)


# -- The answers --


def envoyer(invitation, question, texte="Une idée"):
    return questionnaires.envoyer_reponse(invitation=invitation, contenu={question: texte}, sexe="F", tranche_age="N")


def test_une_reponse_ne_designe_personne(invitation, question):
    """Nothing leads from the membre to the answer: no key, no time, no order, no audit line."""
    reponse, recu = envoyer(invitation, question)
    invitation.refresh_from_db()
    assert (invitation.repondue, invitation.brouillon) == (True, {})
    liees = [champ.name for champ in ReponseQuestionnaire._meta.fields if champ.is_relation]
    assert liees == ["consultation", "conseil"]
    assert [c.name for c in ReponseQuestionnaire._meta.fields if c.get_internal_type() == "DateTimeField"] == []
    assert reponse.pk.version == 4
    assert recu not in str(model_to_dict(reponse))
    ligne = LigneAudit.objects.get(acte="consultation_reponse")
    assert (ligne.objet_type, ligne.objet_id, ligne.par_nom) == (
        "conseils.consultation",
        invitation.consultation_id,
        "Automatique",
    )
    assert ligne.detail == {"mode": "lien", "hors_delai": False, "questions": 1}


def test_une_seule_reponse_par_invitation(invitation, question):
    envoyer(invitation, question)
    with pytest.raises(ValidationError, match="déjà été envoyée"):
        envoyer(invitation, question)
    with pytest.raises(ValidationError, match="déjà été envoyée"):
        questionnaires.garder_brouillon(invitation=invitation, saisie={"q1": ["encore"]})
    assert ReponseQuestionnaire.objects.count() == 1


def test_une_reponse_apres_la_cloture_est_gardee_et_comptee_a_part(horloge, invitation, question):
    horloge.move_to("2026-11-29 23:59:01+01:00")
    reponse, _ = envoyer(invitation, question)
    assert reponse.hors_delai
    comptee = Consultation.objects.avec_reponses().get()
    assert (comptee.nombre_reponses, comptee.nombre_hors_delai) == (1, 1)


def test_une_question_obligatoire_est_attendue(invitation, question):
    facultative = f.QuestionFabrique(thematique=question.thematique)
    with pytest.raises(ValidationError) as refus:
        envoyer(invitation, facultative)
    assert list(refus.value.error_dict) == [f"q{question.pk}"]
    invitation.refresh_from_db()
    assert not invitation.repondue


def test_un_texte_trop_long_est_refuse(invitation, question):
    with pytest.raises(ValidationError):
        envoyer(invitation, question, "x" * 2001)
    assert envoyer(invitation, question, "x" * 2000)


def test_le_papier_est_hors_delai_selon_le_jour_de_sa_remise(
    horloge, consultation, question, dix_huitieme, animatrice
):
    horloge.move_to("2026-12-02 10:00:00+01:00")
    commun = {"consultation": consultation, "conseil": dix_huitieme, "par": animatrice, "contenu": {question: "Oui"}}
    commun |= {"sexe": "H", "tranche_age": "60+"}
    a_temps = questionnaires.saisir_reponse(recue_le=date(2026, 11, 29), **commun)
    tard = questionnaires.saisir_reponse(recue_le=date(2026, 11, 30), **commun)
    assert (a_temps.hors_delai, tard.hors_delai) == (False, True)
    for jour in (date(2026, 12, 3), date(2026, 11, 15)):
        with pytest.raises(ValidationError) as refus:
            questionnaires.saisir_reponse(recue_le=jour, **commun)
        assert "recue_le" in refus.value.error_dict
