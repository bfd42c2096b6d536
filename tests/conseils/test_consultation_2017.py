"""The national consultation of 2017 replayed: questionnaire, answers, propositions, working day, mesures.

Counted by hand. Four people answer: two women, a man, one who does not say. « x » : answers the theme.

    theme        Ada (F)  Bea (F)  Cyr (H)  Dom (?)   answers  propositions  mesures
    éducation       x        x        x                  3          2            1
    emploi          x                          x         2          1            1
    formation       x                                    1          1            0
    mobilité                                             0          0            0
    parentalité              x                           1          0            0
    culture                           x                  1          1            1
                                                  people: 4         5            3
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from conseils.models import Mesure, Proposition, Question, ReponseQuestion
from conseils.services import consultations, mesures, questionnaires
from tests import fabriques as f

PARIS = ZoneInfo("Europe/Paris")
OUVERTURE, CLOTURE = datetime(2017, 11, 22, 9, tzinfo=PARIS), datetime(2017, 12, 5, 23, 59, tzinfo=PARIS)
SAMEDI = date(2017, 12, 16)
REPONSES = {
    "Ada": (
        "F",
        date(2017, 11, 24),
        {"education": "Ouvrir le dimanche.", "emploi": "Un forum ici.", "formation": "Le soir."},
    ),
    "Bea": ("F", date(2017, 12, 5), {"education": "La bibliothèque, ouvrir le dimanche.", "parentalite": "Rien."}),
    "Cyr": ("H", date(2017, 11, 30), {"education": "Une salle des parents.", "culture": "Jouer dans la cour."}),
    "Dom": ("N", date(2017, 12, 6), {"emploi": "Un forum, deux fois par an."}),
}
ATTENDU = {
    # theme: answers, of women, of men, not told, propositions, mesures
    "education": (3, 2, 1, 0, 2, 1),
    "emploi": (2, 1, 0, 1, 1, 1),
    "formation": (1, 1, 0, 0, 1, 0),
    "mobilite": (0, 0, 0, 0, 0, 0),
    "parentalite": (1, 1, 0, 0, 0, 0),
    "culture": (1, 0, 1, 0, 1, 1),
}


@pytest.fixture
def consultation(horloge, coordinatrice, dix_huitieme, dix_neuvieme):
    """Prepared on 21 November 2017, launched, open for thirteen days."""
    horloge.move_to("2017-11-21 10:00:00+01:00")
    consultation = consultations.creer_consultation(
        par=coordinatrice,
        titre="Consultation nationale",
        organisateur="Ministère",
        presentation="Vos idées.",
        ouverture=OUVERTURE,
        cloture=CLOTURE,
        conseils=[dix_huitieme, dix_neuvieme],
        themes=consultations.themes_de_2017(),
    )
    for theme in consultation.thematiques.all():
        consultations.enregistrer_question(
            thematique=theme, par=coordinatrice, texte="Quelle idée ?", genre="texte", choix=[]
        )
    return consultations.lancer(consultation=consultation, par=coordinatrice)


@pytest.fixture
def recues(horloge, consultation, animatrice, dix_huitieme):
    """The answers by name, which only this test knows."""
    horloge.move_to("2017-12-08 10:00:00+01:00")
    questions = {q.thematique.nature: q for q in Question.objects.de(consultation).select_related("thematique")}
    return {
        nom: questionnaires.saisir_reponse(
            consultation=consultation,
            conseil=dix_huitieme,
            par=animatrice,
            sexe=sexe,
            tranche_age="N",
            recue_le=jour,
            contenu={questions[theme]: texte for theme, texte in textes.items()},
        )
        for nom, (sexe, jour, textes) in REPONSES.items()
    }


@pytest.fixture
def relevees(consultation, recues, coordinatrice):
    """Six propositions, one of which turns out to be a duplicate."""

    def relever(nom, theme, extrait, **suite):
        source = ReponseQuestion.objects.get(reponse=recues[nom], question__thematique__nature=theme)
        return mesures.extraire_proposition(source=source, par=coordinatrice, extrait=extrait, **suite)

    dimanche = relever("Ada", "education", "Ouvrir le dimanche", texte="Ouvrir la bibliothèque le dimanche.")
    doublon = relever("Bea", "education", "ouvrir le dimanche", texte="Bibliothèque le dimanche.")
    salle = relever("Cyr", "education", "salle des parents", texte="Une salle pour les parents.")
    forum = relever("Ada", "emploi", "forum", texte="Un forum de l'emploi.")
    relever("Dom", "emploi", "deux fois par an", existante=forum)
    soir = relever("Ada", "formation", "Le soir", texte="Des cours du soir.")
    cour = relever("Cyr", "culture", "Jouer dans la cour", texte="Des spectacles dans la cour.")
    mesures.fusionner(proposition=doublon, dans=dimanche, par=coordinatrice)
    return {"dimanche": dimanche, "doublon": doublon, "salle": salle, "forum": forum, "soir": soir, "cour": cour}


@pytest.fixture
def ecrites(horloge, consultation, relevees, coordinatrice):
    """The mesures of Saturday 16 December 2017."""
    horloge.move_to("2017-12-16 18:00:00+01:00")
    journee = mesures.enregistrer_journee(
        consultation=consultation,
        par=coordinatrice,
        date=SAMEDI,
        lieu="Paris",
        membres=100,
        associations=12,
        acteurs_economiques=5,
        administrations=9,
    )
    return {
        theme: mesures.enregistrer_mesure(
            journee=journee,
            par=coordinatrice,
            thematique=consultation.thematiques.get(nature=theme),
            titre=f"Mesure {theme}",
            texte="Elle ouvre au printemps.",
            propositions=[relevees[nom] for nom in noms],
        )
        for theme, noms in (("education", ["dimanche", "salle"]), ("emploi", ["forum"]), ("culture", ["cour"]))
    }


def test_2017_du_questionnaire_aux_mesures(consultation, ecrites):
    par_theme = consultation.reponses.par_theme_et_sexe()
    trouve = {
        t.nature: (
            t.nombre_reponses,
            *(par_theme.get((t.pk, sexe), 0) for sexe in ("F", "H", "N")),
            t.nombre_propositions,
            t.nombre_mesures,
        )
        for t in consultation.thematiques.avec_suites()
    }
    assert trouve == ATTENDU
    assert consultation.reponses.par_sexe() == {"F": 2, "H": 1, "N": 1}
    assert consultation.reponses.filter(hors_delai=True).count() == 1, "Dom, le 6 décembre"
    assert (consultation.cloture.date() - consultation.ouverture.date()).days == 13
    assert consultation.journee.date.isoweekday() == 6
    assert consultation.journee.participants == 126


def test_de_la_mesure_a_la_reponse_et_retour(consultation, recues, relevees, ecrites):
    mesure = Mesure.objects.avec_propositions().get(pk=ecrites["education"].pk)
    sources = {e.source.reponse_id for p in mesure.propositions.all() for e in p.extraits.all()}
    assert sources == {recues[nom].pk for nom in ("Ada", "Bea", "Cyr")}
    assert consultation.reponses.ayant_nourri().count() == 4
    devenirs = {
        nom: (Proposition.objects.issues_de(r).count(), Mesure.objects.issues_de(r).count())
        for nom, r in recues.items()
    }
    assert devenirs == {"Ada": (3, 2), "Bea": (1, 1), "Cyr": (2, 2), "Dom": (1, 1)}


def test_un_doublon_vit_dans_l_autre(relevees, coordinatrice):
    relevees["doublon"].refresh_from_db()
    assert relevees["doublon"].fusionnee_dans == relevees["dimanche"]
    assert relevees["dimanche"].extraits.count() == 2
    for proposition, dans in (("doublon", "salle"), ("salle", "doublon"), ("salle", "salle")):
        with pytest.raises(ValidationError) as refus:
            mesures.fusionner(proposition=relevees[proposition], dans=relevees[dans], par=coordinatrice)
        assert "dans" in refus.value.error_dict


def test_un_extrait_reprend_les_mots_de_la_reponse(recues, coordinatrice):
    source = recues["Ada"].lignes.get(question__thematique__nature="emploi")
    with pytest.raises(ValidationError) as refus:
        mesures.extraire_proposition(source=source, par=coordinatrice, extrait="Un salon ici", texte="Un salon.")
    assert "extrait" in refus.value.error_dict
    assert not Proposition.objects.exists()


@pytest.mark.parametrize("quoi", ["rien", "doublon", "autre consultation"])
def test_une_mesure_vient_de_propositions_de_sa_consultation(consultation, relevees, ecrites, coordinatrice, quoi):
    choix = {"rien": [], "doublon": [relevees["doublon"]], "autre consultation": [f.PropositionFabrique()]}[quoi]
    relevees["doublon"].refresh_from_db()
    with pytest.raises(ValidationError) as refus:
        mesures.enregistrer_mesure(
            journee=consultation.journee,
            par=coordinatrice,
            thematique=consultation.thematiques.first(),
            titre="Sans source",
            texte="Rien.",
            propositions=choix,
        )
    assert "propositions" in refus.value.error_dict


def test_la_journee_vient_apres_la_cloture(horloge, consultation, coordinatrice):
    horloge.move_to("2017-12-16 18:00:00+01:00")
    for jour, membres in ((date(2017, 12, 4), 0), (date(2017, 12, 17), 100)):
        with pytest.raises(ValidationError) as refus:
            mesures.enregistrer_journee(
                consultation=consultation, par=coordinatrice, date=jour, lieu="Paris", membres=membres
            )
        assert "date" in refus.value.error_dict


def test_rien_ne_change_apres_la_restitution(consultation, ecrites, relevees, coordinatrice):
    consultations.restituer(consultation=consultation, par=coordinatrice)
    with pytest.raises(ValidationError, match="restitution"):
        mesures.modifier_proposition(proposition=relevees["soir"], par=coordinatrice, texte="Autre chose.")
