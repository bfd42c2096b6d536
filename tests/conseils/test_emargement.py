"""The sheet: numbers that nothing moves once given, and the line typed against them."""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from conseils.emargement import feuille
from conseils.models import Reunion
from conseils.services.emargement import figer_feuille
from tests import fabriques as f

JOUR = date(2026, 11, 17)


@pytest.fixture
def reunion(dix_huitieme):
    return f.ReunionFabrique(conseil=dix_huitieme, date=JOUR, statut="prevue", presences_saisies=False)


@pytest.fixture
def entrer(dix_huitieme):
    def _entrer(*noms, **mandat):
        return [
            f.MandatFabrique(membre__conseil=dix_huitieme, membre__nom=nom, membre__prenom="Camille", **mandat).membre
            for nom in noms
        ]

    return _entrer


@pytest.fixture
def adresse(reunion):
    return reverse("presences", args=[18, reunion.pk])


def noms(reunion):
    return [(ligne.numero, ligne.membre.nom) for ligne in feuille(reunion)]


def test_la_feuille_suit_l_alphabet(reunion, entrer):
    entrer("Diallo", "abadi", "Étienne", "Benoit")
    entrer("Parti", fin=date(2026, 11, 16), motif_fin="autre")
    assert noms(reunion) == [(1, "abadi"), (2, "Benoit"), (3, "Diallo"), (4, "Étienne")]
    assert not reunion.numeros.exists()


def test_qui_entre_apres_l_impression_vient_a_la_fin(reunion, entrer, animatrice):
    entrer("Benoit", "Diallo")
    figer_feuille(reunion=reunion, par=animatrice)
    entrer("Abadi", "Chen")
    assert noms(reunion) == [(1, "Benoit"), (2, "Diallo"), (3, "Abadi"), (4, "Chen")]
    figer_feuille(reunion=reunion, par=animatrice)
    entrer("Aaron")
    assert noms(reunion)[2:] == [(3, "Abadi"), (4, "Chen"), (5, "Aaron")]


def test_un_numero_libere_n_est_pas_redonne(reunion, entrer, animatrice):
    benoit, _ = entrer("Benoit", "Diallo")
    figer_feuille(reunion=reunion, par=animatrice)
    benoit.mandats.update(fin=date(2026, 11, 16), motif_fin="demission")
    entrer("Abadi")
    assert noms(reunion) == [(2, "Diallo"), (3, "Abadi")]


def test_figer_deux_fois_ne_change_rien(reunion, entrer, animatrice):
    entrer("Benoit")
    assert figer_feuille(reunion=reunion, par=animatrice) == figer_feuille(reunion=reunion, par=animatrice)
    assert reunion.numeros.get().numero == 1


def test_lire_remplit_les_cases_sans_rien_enregistrer(connecte, animatrice, reunion, entrer, adresse):
    membres = entrer(*(f"Nom{rang:02d}" for rang in range(1, 11)))
    reponse = connecte(animatrice).post(adresse, {"saisie": "1-4, 7, 9 +3 F +2 H e5 6>2", "lire": "1"})
    form = reponse.context["form"]
    assert not form.errors
    lignes = list(form.lignes_membres())
    assert [ligne.numero for ligne in lignes if ligne.present] == [1, 2, 3, 4, 7, 9]
    assert [ligne.numero for ligne in lignes if ligne.excuse] == [5]
    assert {ligne.numero: ligne.pouvoir.value() for ligne in lignes if ligne.pouvoir.value()} == {6: 2}
    assert (form["public_F_N"].value(), form["public_H_N"].value()) == (3, 2)
    assert not reunion.presences.exists()
    assert reunion.numeros.count() == len(membres)


def test_une_ligne_non_lue_se_montre_avant_d_etre_enregistree(connecte, animatrice, reunion, entrer, adresse):
    membre = entrer("Abadi")[0]
    client = connecte(animatrice)
    lue = client.post(adresse, {"saisie": "1"})
    assertContains(lue, "Ligne lue")
    assert not reunion.presences.exists()
    envoi = {"saisie": "1", "lue": "1", "membres": [membre.pk]}
    assert client.post(adresse, envoi).status_code == 302
    assert reunion.presences.get().membre == membre


def test_ce_qui_ne_se_lit_pas_est_dit_et_rien_n_est_perdu(connecte, animatrice, entrer, adresse):
    entrer("Abadi", "Benoit")
    envoi = {"saisie": "1, x9 +2 H", "lire": "1", "public_F_60+": "4"}
    reponse = connecte(animatrice).post(adresse, envoi)
    assertContains(reponse, "caractère 4")
    assertNotContains(reponse, "Ligne lue")
    form = reponse.context["form"]
    assert [ligne.present for ligne in form.lignes_membres()] == [True, False]
    assert (form["saisie"].value(), form["public_F_60+"].value(), form["lue"].value()) == ("1, x9 +2 H", "4", "")


def test_la_ligne_ne_touche_que_ceux_qu_elle_cite(connecte, animatrice, entrer, adresse):
    abadi, benoit, chen = entrer("Abadi", "Benoit", "Chen")
    coches = {"membres": [abadi.pk, benoit.pk], "excuses": [chen.pk], f"pouvoir_{benoit.pk}": "1"}
    form = connecte(animatrice).post(adresse, {"saisie": "e2 3", "lire": "1", **coches}).context["form"]
    etats = [(ligne.present, ligne.excuse, ligne.pouvoir.value()) for ligne in form.lignes_membres()]
    assert etats == [(True, False, None), (False, True, ""), (True, False, "")]


def test_un_pouvoir_a_un_numero_inconnu_est_refuse_a_sa_case(connecte, animatrice, entrer, adresse):
    abadi, benoit = entrer("Abadi", "Benoit")
    reponse = connecte(animatrice).post(adresse, {"membres": [abadi.pk], f"pouvoir_{benoit.pk}": "9"})
    assert list(reponse.context["form"].errors) == [f"pouvoir_{benoit.pk}"]
    assertContains(reponse, "Le numéro 9 n’est pas sur la feuille.")


def test_quarante_personnes_en_quinze_gestes(connecte, animatrice, reunion, entrer, adresse):
    """Thirty members of thirty-six and ten other people: each field typed and each button is a gesture."""
    entrer(*(f"Nom{rang:02d}" for rang in range(1, 37)))
    client = connecte(animatrice)
    gestes, choix = ["ouvrir la page"], ("membres", "excuses", "canaux")
    client.get(adresse)
    gestes += ["taper la ligne", "Lire"]
    form = client.post(adresse, {"saisie": "1-28, 30, 33 +6F +4H e29 31>2", "lire": "1"}).context["form"]
    envoi = {champ.html_name: champ.value() or "" for champ in form if champ.name not in choix}
    envoi |= {champ: form[champ].value() or [] for champ in choix}
    for champ, valeur in {"reponses_F": 5, "reponses_H": 3, "eloignes_F": 2, "eloignes_H": 1}.items():
        gestes.append(champ)
        envoi[champ] = valeur
    gestes.append("Enregistrer")
    assert client.post(adresse, envoi).status_code == 302
    lue = Reunion.objects.avec_participants().get(pk=reunion.pk)
    assert (lue.nombre_membres, lue.nombre_public, len(gestes)) == (30, 10, 8)


def test_confirmer_une_affluence(connecte, animatrice, reunion, adresse, settings):
    settings.PRESENCES_PLAUSIBLES = 20
    client = connecte(animatrice)
    refusee = client.post(adresse, {"public_F_60+": "21"})
    assertContains(refusee, 'name="confirmation"')
    assert not reunion.publics.exists()
    assert client.post(adresse, {"public_F_60+": "21", "confirmation": "on"}).status_code == 302
