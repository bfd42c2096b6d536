"""The restitution: counts masked under five, propositions and mesures, never the answers; a tagged PDF."""

import pytest
from django.urls import reverse

from reporting.rapports.pieces import composer
from reporting.restitution import restitution
from tests import fabriques as f

MOT = "Zyzomys-mot-brut"


@pytest.fixture
def consultation(dix_huitieme):
    """Thirteen answers, seven of women, six of men; two of them late. One mesure, from one proposition."""
    consultation = f.ConsultationFabrique(conseils=[dix_huitieme])
    question = f.QuestionFabrique(thematique__consultation=consultation, thematique__intitule="Emploi")
    for rang in range(13):
        reponse = f.ReponseQuestionnaireFabrique(
            consultation=consultation, conseil=dix_huitieme, sexe="F" if rang < 7 else "H", hors_delai=rang in (0, 1)
        )
        if rang < 10:
            ligne = f.ReponseQuestionFabrique(reponse=reponse, question=question, texte=MOT)
    proposition = f.PropositionFabrique(thematique=question.thematique)
    f.ExtraitFabrique(proposition=proposition, source=ligne, texte=MOT)
    journee = f.JourneeTravailFabrique(consultation=consultation, membres=100)
    mesure = f.MesureFabrique(journee=journee, thematique=question.thematique, titre="Un forum")
    mesure.propositions.add(proposition)
    return consultation


def test_les_nombres_entiers(consultation):
    lue = restitution(consultation, masquer=False)
    assert lue.ensemble.cellules == (7, 6, 0, 13)
    (emploi,) = lue.themes
    assert (emploi.libelle, emploi.cellules, emploi.propositions, emploi.mesures) == ("Emploi", (7, 3, 0, 10), 1, 1)
    assert (lue.delais, lue.ayant_nourri, lue.conseils) == ((11, 2), 1, (("18e", 13),))


def test_les_petits_nombres_masques(consultation):
    """Three men alone would be found again from the total: the women are hidden with them."""
    lue = restitution(consultation, masquer=True)
    assert lue.ensemble.cellules == (7, 6, 0, 13)
    assert lue.themes[0].cellules == ("n. c.", "n. c.", 0, 10)
    assert (lue.delais, lue.ayant_nourri) == (("n. c.", "n. c."), "n. c.")


def test_l_ecran_masque_selon_qui_lit(consultation, connecte, animatrice, prefecture):
    adresse = reverse("consultation_restitution", args=[consultation.pk])
    assert not connecte(animatrice).get(adresse).context["restitution"].masquee
    assert connecte(prefecture).get(adresse).context["restitution"].masquee


def test_l_animatrice_d_un_seul_conseil_lit_les_nombres_masques(consultation, connecte, animatrice, dix_neuvieme):
    consultation.conseils.add(dix_neuvieme)
    adresse = reverse("consultation_restitution", args=[consultation.pk])
    assert connecte(animatrice).get(adresse).context["restitution"].masquee


def test_le_pdf_ne_dit_aucune_reponse(consultation):
    html = composer("restitution", consultation)
    assert MOT not in html
    assert "Un forum" in html
    assert "Ouvrir la bibliothèque le dimanche." in html
    assert "n. c." in html


def test_le_pdf_est_le_meme_pour_tous(consultation, connecte, coordinatrice, prefecture):
    adresse = reverse("restitution_pdf", args=[consultation.pk])
    premier, second = (connecte(compte).get(adresse).content for compte in (coordinatrice, prefecture))
    assert premier == second


def test_rien_avant_le_lancement(consultation, connecte, coordinatrice):
    consultation.etat = "preparation"
    consultation.save()
    for nom in ("consultation_restitution", "restitution_pdf"):
        assert connecte(coordinatrice).get(reverse(nom, args=[consultation.pk])).status_code == 404
