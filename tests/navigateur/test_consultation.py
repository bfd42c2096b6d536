"""Answering a consultation by thumb, from the link received, without an account."""

from playwright.sync_api import expect

from conseils.models import ReponseQuestionnaire
from tests import fabriques as f
from tests.navigateur.conftest import TELEPHONE

JETON = "lien-personnel-du-18e"
ADRESSE = f"/consultations/repondre/{JETON}/"
GESTES_MAX = 6  # two themes: two answers, two « continuer », one's sex, « envoyer »


def test_repondre_par_lien_au_telephone(ouvrir, accessible, dix_huitieme):
    """Without JavaScript; closed on the way and taken up again; the link stays on this site."""
    consultation = f.ConsultationFabrique(conseils=[dix_huitieme])
    texte = f.QuestionFabrique(thematique__consultation=consultation, obligatoire=True)
    echelle = f.QuestionFabrique(thematique__consultation=consultation, genre="echelle", texte="Écouté ?")
    f.InvitationConsultationFabrique(consultation=consultation, membre__conseil=dix_huitieme, jeton=JETON)
    gestes = 0

    page = ouvrir(ADRESSE, ecran=TELEPHONE, javascript=False)
    page.get_by_label(texte.texte).fill("Ouvrir la bibliothèque le dimanche.")
    page.get_by_role("button", name="Enregistrer et continuer").click()
    gestes += 2

    reprise = ouvrir(ADRESSE, ecran=TELEPHONE)
    expect(reprise.get_by_text("Étape 2 sur 3")).to_be_visible()
    accessible(reprise)
    reprise.get_by_role("group", name=echelle.texte).get_by_label("4").check()
    reprise.get_by_role("button", name="Enregistrer et continuer").click()
    reprise.get_by_label("femme", exact=True).check()
    assert reprise.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    accessible(reprise)
    reprise.get_by_role("button", name="Envoyer ma réponse").click()
    gestes += 4

    expect(reprise.get_by_role("heading", name="Merci, votre réponse est enregistrée")).to_be_visible()
    accessible(reprise)
    reponse = ReponseQuestionnaire.objects.get()
    assert (reponse.sexe, reponse.tranche_age) == ("F", "N")
    assert reponse.lignes.get(question=echelle).note == 4
    assert gestes <= GESTES_MAX
