"""The search: accents and plurals forgiven, every word required, within one's rights, on both engines alike."""

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from conseils.models import MotIndexe
from conseils.recherche import PAR_SORTE, resultats
from socle.mots import racines
from tests import fabriques as f

pytestmark = pytest.mark.django_db


def trouves(sorte: str, compte, texte: str) -> list:
    return list(resultats(PAR_SORTE[sorte], compte, racines(texte)))


@pytest.mark.parametrize(
    ("cherche", "ecrit"),
    [
        ("eclairages", "Éclairage"),
        ("ÉCOLE", "écoles"),
        ("bancs publics", "banc public"),
        ("cœur", "COEUR"),
        ("animation", "animations"),
        ("l'école", "école"),
    ],
)
def test_accents_case_and_plurals_are_forgiven(cherche, ecrit):
    assert racines(cherche) == racines(ecrit)


def test_words_that_say_nothing_are_set_aside():
    assert racines("de la et l' du") == []
    assert racines("la propreté et la propreté") == racines("propreté")


def test_every_word_must_be_there_and_titles_come_first(coordinatrice):
    f.ReunionFabrique(intitule="Propreté du square", lieu="École Pajol")
    titre = f.ReunionFabrique(intitule="L'école et la propreté")
    f.ReunionFabrique(intitule="Propreté")
    trouvees = trouves("reunion", coordinatrice, "proprete ecoles")
    assert [r.intitule for r in trouvees] == [titre.intitule, "Propreté du square"]
    assert [r.poids for r in trouvees] == [6, 4]


def test_the_index_follows_what_is_written_and_what_is_deleted(coordinatrice):
    reunion = f.ReunionFabrique(intitule="Marche exploratoire")
    reunion.intitule = "Jardin partagé"
    reunion.save()
    assert not trouves("reunion", coordinatrice, "marche")
    assert trouves("reunion", coordinatrice, "jardins partagés") == [reunion]
    reunion.delete()
    assert not MotIndexe.objects.exists()


def test_saving_what_did_not_change_writes_nothing(django_assert_num_queries):
    reunion = f.ReunionFabrique()
    with django_assert_num_queries(2):  # the row, and one look at its words
        reunion.save()


def test_reindexing_gives_the_index_that_saving_gave():
    pv = f.ProcesVerbalFabrique(texte="Les habitants demandent des bancs.")
    f.DecisionFabrique(reunion=pv.reunion)
    avant = set(MotIndexe.objects.values_list("mot", "sorte", "objet", "poids"))
    MotIndexe.objects.filter(mot="banc").delete()
    call_command("reindexer", verbosity=0)
    assert set(MotIndexe.objects.values_list("mot", "sorte", "objet", "poids")) == avant
    assert len(avant) > 10


def test_each_finds_what_he_may_read_and_nothing_else(animatrice, animateur_du_19e, prefecture, personne_sans_droit):
    ici = f.ReunionFabrique(conseil=animatrice.affectations.get().conseil, intitule="Jardin")
    ailleurs = f.ReunionFabrique(conseil=animateur_du_19e.affectations.get().conseil, intitule="Jardin")
    projet = f.ProcesVerbalFabrique(reunion=ici, texte="Le jardin")
    assert trouves("reunion", animatrice, "jardin") == [ici]
    assert set(trouves("reunion", prefecture, "jardin")) == {ici, ailleurs}
    assert not trouves("reunion", personne_sans_droit, "jardin")
    assert trouves("proces_verbal", animatrice, "jardin") == [projet]
    assert not trouves("proces_verbal", prefecture, "jardin"), "a draft is the team's"


def test_the_word_of_the_council_is_found_by_those_who_may_read_it(
    animatrice, animateur_du_19e, prefecture, lecteur, bailleur
):
    ici = animatrice.affectations.get().conseil
    transmis = f.AvisFabrique(conseil=ici, titre="Des bancs place Hébert", texte="Six bancs", sujet_libre="Repos")
    brouillon = f.BrouillonFabrique(conseil=ici, titre="Encore des bancs")
    assert trouves("avis", animatrice, "banc") == [brouillon, transmis]
    for compte in (prefecture, lecteur):
        assert trouves("avis", compte, "bancs hebert repos") == [transmis]
        assert trouves("avis", compte, "encore") == []
    for compte in (animateur_du_19e, bailleur):
        assert trouves("avis", compte, "banc") == []


def test_an_avis_is_found_by_its_number(coordinatrice):
    avis = f.AvisFabrique(numero="AV-18-2026-012")
    f.AvisFabrique(numero="AV-18-2026-013")
    assert trouves("avis", coordinatrice, "AV-18-2026-012") == [avis]


def test_initiatives_and_decisions_of_instances_within_ones_rights(
    animatrice, animateur_du_19e, prefecture, bailleur, dix_huitieme
):
    initiative = f.InitiativeFabrique(conseil=dix_huitieme, titre="Jardin du passage")
    decision = f.DecisionInstanceFabrique(
        seance__arrondissement=dix_huitieme.arrondissement, texte="Ouvrir le jardin le soir"
    )
    for sorte, objet in (("initiative", initiative), ("decision_instance", decision)):
        for compte in (animatrice, prefecture):
            assert trouves(sorte, compte, "jardins") == [objet]
        for compte in (animateur_du_19e, bailleur):
            assert trouves(sorte, compte, "jardins") == []


def test_what_a_consultation_became_is_found_once_it_is_told(
    coordinatrice, animatrice, animateur_du_19e, dix_huitieme
):
    consultation = f.ConsultationFabrique(conseils=[dix_huitieme])
    theme = f.ThematiqueFabrique(consultation=consultation)
    proposition = f.PropositionFabrique(thematique=theme, texte="Ouvrir la bibliothèque")
    f.PropositionFabrique(thematique=theme, texte="Ouvrir les bibliothèques", fusionnee_dans=proposition)
    journee = f.JourneeTravailFabrique(consultation=consultation)
    mesure = f.MesureFabrique(journee=journee, thematique=theme, titre="Bibliothèques du dimanche")
    for sorte, objet in (("proposition", proposition), ("mesure", mesure)):
        assert trouves(sorte, coordinatrice, "bibliotheque") == [objet]
        assert trouves(sorte, animatrice, "bibliotheque") == []
    consultation.etat = "restituee"
    consultation.save()
    for sorte, objet in (("proposition", proposition), ("mesure", mesure)):
        assert trouves(sorte, animatrice, "bibliotheque") == [objet]
        assert trouves(sorte, animateur_du_19e, "bibliotheque") == []


def test_every_kind_leads_to_its_page(connecte, coordinatrice, dix_huitieme):
    f.AvisFabrique(conseil=dix_huitieme, titre="Jardin")
    f.InitiativeFabrique(conseil=dix_huitieme, titre="Jardin")
    f.DecisionInstanceFabrique(texte="Jardin")
    theme = f.ThematiqueFabrique()
    f.PropositionFabrique(thematique=theme, texte="Jardin")
    f.MesureFabrique(
        journee=f.JourneeTravailFabrique(consultation=theme.consultation), thematique=theme, titre="Jardin"
    )
    client = connecte(coordinatrice)
    groupes = client.get(reverse("recherche", query={"q": "jardin"})).context["groupes"]
    assert len(groupes) == 5
    for groupe in groupes:
        assert client.get(groupe["resultats"][0].adresse).status_code == 200


def test_the_name_of_who_takes_charge_is_not_searched(coordinatrice):
    f.DecisionFabrique(texte="Demander des bancs", responsable="Zébulon Habitant")
    assert not trouves("decision", coordinatrice, "Zébulon")


@pytest.mark.parametrize("nombre", [1, 4])
def test_page_cost_does_not_grow_with_results(connecte, coordinatrice, django_assert_num_queries, nombre):
    for _ in range(nombre):
        reunion = f.ReunionFabrique(intitule="Jardin", date=date(2026, 3, 1))
        f.ProcesVerbalFabrique(reunion=reunion, texte="Le jardin")
    client = connecte(coordinatrice)
    adresse = reverse("recherche", query={"q": "jardins"})
    client.get(adresse)
    with django_assert_num_queries(10):
        reponse = client.get(adresse)
    assert reponse.text.count("Jardin") >= 2 * nombre


def test_page_says_what_to_do_when_nothing_is_found(connecte, coordinatrice):
    client = connecte(coordinatrice)
    assert "Rien ne correspond" in client.get(reverse("recherche", query={"q": "zzz"})).text
    assert "trop courants" in client.get(reverse("recherche", query={"q": "de la"})).text
    assert client.get(reverse("recherche", query={"q": "zzz", "sorte": "inconnue", "page": "x"})).status_code == 200


def test_one_kind_is_paginated_and_keeps_the_words(connecte, coordinatrice):
    for rang in range(26):
        f.ReunionFabrique(intitule=f"Jardin {rang}")
    client = connecte(coordinatrice)
    toutes = client.get(reverse("recherche", query={"q": "jardin"})).text
    assert "sorte=reunion" in toutes
    page = client.get(reverse("recherche", query={"q": "jardin", "sorte": "reunion"})).text
    assert "26 résultats" in page.replace("\xa0", " ")
    assert "page=2" in page
