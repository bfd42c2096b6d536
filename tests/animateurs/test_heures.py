"""Hours against the feuille de route: counted by hand, seen by the person first, and notes that follow them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from animateurs.heures import fiches
from animateurs.models import NoteChiffre
from animateurs.services.suivi import noter_chiffre, retirer_note
from socle.periode import Periode
from tests import fabriques as f

JOUR = date(2026, 11, 18)
EXERCICE = Periode.exercice(2026)
TRANSMISE = {"etat": "transmise", "transmise_le": "2026-11-13T16:00:00Z"}


@pytest.fixture
def missions(db):
    return f.MissionFabrique(code="M1", ordre=1), f.MissionFabrique(code="M2", ordre=2)


@pytest.fixture
def annee(affectation, missions):
    """In M1: 120 + 60 min, 60 of them on an action. In M2: 90 min. Not counted: 45 min still open, 30 min in 2025."""
    m1, m2 = missions
    faite = f.ActionFabrique(feuille__conseil=affectation.conseil, mission=m1, etat="faite", faite_le=JOUR)
    feuille = faite.feuille
    f.ActionFabrique(feuille=feuille, mission=m1, echeance=date(2026, 11, 17))  # late since yesterday
    f.ActionFabrique(feuille=feuille, mission=m2, echeance=JOUR)  # due today: not late
    f.ActionFabrique(feuille=feuille, mission=m2, etat="abandonnee", motif="Local fermé")
    semaine = f.SemaineFabrique(affectation=affectation, lundi=date(2026, 11, 9), **TRANSMISE)
    f.LigneFabrique(semaine=semaine, mission=m1, minutes=120)
    f.LigneFabrique(semaine=semaine, mission=m1, minutes=60, action=faite)
    f.LigneFabrique(semaine=semaine, mission=m2, minutes=90)
    ouverte = f.SemaineFabrique(affectation=affectation)
    f.LigneFabrique(semaine=ouverte, mission=m1, minutes=45)
    a_cheval = f.SemaineFabrique(affectation=affectation, lundi=date(2025, 12, 29), **TRANSMISE)
    f.LigneFabrique(semaine=a_cheval, mission=m1, jour=2, minutes=30)  # 31 December
    return feuille


def nombres(fiche) -> list[tuple]:
    return [(m.mission.code, m.minutes, m.liees, m.prevues, m.faites, m.en_retard) for m in fiche.missions]


def test_les_chiffres_d_un_exercice_comptes_a_la_main(coordinatrice, annee):
    [fiche] = fiches(coordinatrice, EXERCICE, JOUR)
    assert nombres(fiche) == [("M1", 180, 60, 2, 1, 1), ("M2", 90, 0, 1, 0, 0)]
    assert (fiche.minutes, fiche.liees, fiche.prevues, fiche.faites, fiche.en_retard) == (270, 60, 3, 1, 1)


def test_chacun_voit_sur_lui_ce_que_la_coordination_voit(connecte, coordinatrice, animatrice, animateur_du_19e, annee):
    """Every fiche of the coordination's page is, figure for figure, on the page of the person it is about."""
    vues = connecte(coordinatrice).get(reverse("equipe_heures")).context["fiches"]
    siennes = [
        fiche
        for compte in (animatrice, animateur_du_19e)
        for fiche in connecte(compte).get(reverse("equipe_moi")).context["fiches"]
    ]
    assert [(f.affectation, nombres(f), f.notes) for f in vues] == [
        (f.affectation, nombres(f), f.notes) for f in siennes
    ]
    assert len(vues) == 2


def test_un_animateur_ne_voit_que_lui(connecte, animatrice, animateur_du_19e, annee):
    page = connecte(animatrice).get(reverse("equipe_moi"))
    assert [fiche.affectation.animateur for fiche in page.context["fiches"]] == [animatrice]
    assert "Nadir" not in page.text
    assert "3\u00a0h" in page.text
    assert connecte(animatrice).get(reverse("equipe_heures")).status_code == 403


def test_l_ordre_est_celui_des_arrondissements_pas_des_heures(coordinatrice, animateur_du_19e, annee):
    semaine = f.SemaineFabrique(affectation=animateur_du_19e.affectations.get(), lundi=date(2026, 11, 9), **TRANSMISE)
    f.LigneFabrique(semaine=semaine, minutes=600)
    assert [fiche.affectation.conseil.arrondissement.numero for fiche in fiches(coordinatrice, EXERCICE, JOUR)] == [
        18,
        19,
    ]


@pytest.mark.parametrize(("combien", "requetes"), [(1, 9), (3, 9)])
def test_autant_de_requetes_pour_une_ou_trois_personnes(
    connecte, coordinatrice, missions, django_assert_num_queries, combien, requetes
):
    for rang in range(combien):
        conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=1 + rang))
        semaine = f.SemaineFabrique(affectation__conseil=conseil, lundi=date(2026, 11, 9), **TRANSMISE)
        f.LigneFabrique(semaine=semaine)
        f.NoteChiffreFabrique(conseil=conseil)
    client = connecte(coordinatrice)
    client.get(reverse("equipe_heures"))
    with django_assert_num_queries(requetes):
        client.get(reverse("equipe_heures"))


# -- Notes -----------------------------------------------------------------------------------------


def test_une_note_signee_suit_son_chiffre(connecte, animatrice, coordinatrice, missions):
    adresse = reverse("note_ajouter", args=[18, 2026])
    reponse = connecte(animatrice).post(adresse, {"code": "heures-M1", "texte": "Trois semaines d’arrêt."})
    assert reponse.url == reverse("equipe_moi") + "?exercice=2026"
    note = NoteChiffre.objects.get()
    assert (note.auteur, note.exercice, note.code) == (animatrice, 2026, "heures-M1")
    page = connecte(coordinatrice).get(reverse("equipe_heures"))
    [fiche] = page.context["fiches"]
    assert fiche.missions[0].notes_heures == [note]
    assert "Trois semaines d’arrêt." in page.text
    assert "Amina Animateur, le 18 novembre 2026" in page.text


def test_un_chiffre_inconnu_est_refuse_sans_rien_perdre(connecte, animatrice, missions):
    page = connecte(animatrice).post(
        reverse("note_ajouter", args=[18, 2026]), {"code": "heures-M9", "texte": "Gardé."}
    )
    assert page.context["form"].errors["code"]
    assert "Gardé." in page.text
    assert not NoteChiffre.objects.exists()


def test_la_note_d_un_autre_exercice_ou_conseil_reste_ailleurs(coordinatrice, affectation, missions):
    f.NoteChiffreFabrique(conseil=affectation.conseil, exercice=2025)
    f.NoteChiffreFabrique(conseil=f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=11)))
    assert fiches(coordinatrice, EXERCICE, JOUR)[0].notes == []


def test_retirer_par_son_auteur_ou_la_coordination(connecte, animatrice, coordinatrice, dix_huitieme, missions):
    sienne = f.NoteChiffreFabrique(conseil=dix_huitieme, auteur=animatrice)
    autre = f.NoteChiffreFabrique(conseil=dix_huitieme, auteur=coordinatrice)
    with pytest.raises(PermissionDenied):
        retirer_note(note=autre, par=animatrice)
    assert "Retirer la note" not in connecte(animatrice).get(reverse("note_retirer", args=[autre.pk])).text
    connecte(animatrice).post(reverse("note_retirer", args=[sienne.pk]))
    retirer_note(note=autre, par=coordinatrice)
    assert list(NoteChiffre.objects.en_vigueur()) == []
    assert NoteChiffre.objects.count() == 2  # withdrawn, never deleted
    with pytest.raises(ValidationError, match="déjà retirée"):
        retirer_note(note=sienne, par=coordinatrice)


@pytest.mark.parametrize("qui", ["prefecture", "lecteur", "animateur_du_19e"])
def test_nul_autre_n_ecrit_de_note(qui, dix_huitieme, request):
    with pytest.raises(PermissionDenied):
        noter_chiffre(
            conseil=dix_huitieme, exercice=2026, code="heures-M1", texte="x", par=request.getfixturevalue(qui)
        )


def test_la_base_refuse_de_reecrire_une_note(dix_huitieme):
    note = f.NoteChiffreFabrique(conseil=dix_huitieme)
    for changement in ({"texte": "Autre chose"}, {"exercice": 2025}, {"code": "heures-M2"}):
        with pytest.raises(IntegrityError, match="ne se reecrivent pas"), transaction.atomic():
            NoteChiffre.objects.update(**changement)
    with pytest.raises(IntegrityError, match="ne se suppriment pas"), transaction.atomic():
        note.delete()
