"""Somebody drawn who accepts becomes a membre, once, and the pool may forget the name."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertNumQueries, assertRedirects

from comptes.models import LigneAudit
from conseils.models import Identite, Invitation, Mandat, Membre
from conseils.services.cloture import clore_conseil
from conseils.services.invitations import clore_tirage, inscrire_tire, noter_reponses
from socle.transitions import TransitionRefusee
from tests import fabriques as f

NUMERO = "TS-18-2026-01"
MANDAT = {"college": "habitants", "origine": "tirage", "debut": date(2026, 11, 18)}
INVITATIONS = f"/tirages/{NUMERO}/invitations/"


@pytest.fixture
def quartier(dix_huitieme):
    quartier = f.QuartierFabrique(arrondissements=[dix_huitieme.arrondissement])
    dix_huitieme.quartiers.add(quartier)
    return quartier


@pytest.fixture
def tour(dix_huitieme):
    return f.TourFabrique(tirage=f.TirageFabrique(conseil=dix_huitieme, numero=NUMERO, etat="tire"))


def inviter(tour, numero, quartier=None, **champs):
    candidat = f.CandidatFabrique(
        tirage=tour.tirage, numero=numero, sexe="H", tranche_age="26-39", quartier=quartier, college="acteurs"
    )
    Identite.objects.create(candidat=candidat, prenom="Awa", nom=f"Alpha{numero}", contact="awa@exemple.invalid")
    return f.InvitationFabrique(tour=tour, candidat=candidat, **champs)


@pytest.fixture
def invitation(tour, quartier):
    return inviter(tour, 7, quartier)


def inscrire(invitation, par, nom="Alpha", **champs):
    return inscrire_tire(invitation=invitation, par=par, prenom="Awa", nom=nom, **MANDAT | champs)


def adresse(invitation):
    return reverse("tire_inscrire", args=[NUMERO, invitation.pk])


def test_l_invitation_garde_le_lien(invitation, animatrice):
    membre = inscrire(invitation, animatrice)
    invitation.refresh_from_db()
    assert invitation.membre == membre == Membre.objects.get()
    assert Mandat.objects.get().origine == "tirage"
    assert Identite.objects.exists()
    ligne = LigneAudit.objects.get(acte="tirage.inscrire")
    assert ligne.detail == {"numero": 7, "oublie": False}


def test_une_invitation_ne_fait_qu_un_membre(invitation, animatrice):
    inscrire(invitation, animatrice)
    with pytest.raises(TransitionRefusee, match="déjà membre"):
        inscrire(invitation, animatrice, nom="Autre")
    assert Membre.objects.count() == 1


def test_deux_invitations_ne_font_pas_un_membre(tour, invitation, animatrice):
    membre = inscrire(invitation, animatrice)
    with pytest.raises(IntegrityError):
        Invitation.objects.filter(pk=inviter(tour, 8).pk).update(membre=membre)


@pytest.mark.parametrize("statut", ["appele", "refuse", "sans_reponse"])
def test_il_faut_avoir_accepte(tour, animatrice, statut):
    invitation = inviter(tour, 8, statut=statut, repondu_le=None if statut == "appele" else date(2026, 11, 18))
    with pytest.raises(TransitionRefusee, match="accepte"):
        inscrire(invitation, animatrice)
    with pytest.raises(IntegrityError):
        Invitation.objects.filter(pk=invitation.pk).update(membre=f.MembreFabrique())


def test_membre_sa_reponse_ne_change_plus(tour, invitation, animatrice):
    inscrire(invitation, animatrice)
    invitation.refresh_from_db()
    with pytest.raises(TransitionRefusee, match="déjà membre"):
        noter_reponses(tirage=tour.tirage, par=animatrice, reponses={invitation: "refuse"})


def test_un_refus_n_ecrit_rien(invitation, animatrice, coordinatrice, dix_huitieme):
    clore_conseil(conseil=dix_huitieme, par=coordinatrice, date_cloture=date(2026, 11, 17), motif="Fusion")
    with pytest.raises(ValidationError, match="clos depuis"):
        inscrire(invitation, animatrice, oublier=True)
    assert Identite.objects.exists()


def test_clore_le_tirage_oublie_ceux_qui_sont_membres(tour, invitation, animatrice):
    inscrire(invitation, animatrice)
    attendue = inviter(tour, 8)
    inviter(tour, 9, statut="refuse")
    clore_tirage(tirage=tour.tirage, par=animatrice, motif="Fini")
    assert [identite.candidat for identite in Identite.objects.all()] == [attendue.candidat]


# -- the page --


def test_le_formulaire_est_rempli_de_la_liste(connecte, animatrice, invitation, quartier):
    formulaire = connecte(animatrice).get(adresse(invitation)).context["form"]
    lus = {nom: formulaire[nom].value() for nom in formulaire.fields if nom not in ("structure", "homonyme")}
    assert lus == {
        "prenom": "Awa",
        "nom": "Alpha7",
        "sexe": "H",
        "tranche_age": "26-39",
        "quartier": quartier.pk,
        "courriel": "awa@exemple.invalid",
        "college": "acteurs",
        "origine": "tirage",
        "debut": date(2026, 11, 18),
        "oublier": True,
    }


def test_inscrire_depuis_les_invitations(connecte, animatrice, invitation, quartier):
    client = connecte(animatrice)
    assertContains(client.get(INVITATIONS), adresse(invitation))
    champs = {"prenom": "Awa", "nom": "Alpha", "sexe": "H", "tranche_age": "26-39", "quartier": quartier.pk}
    mandat = {"college": "acteurs", "origine": "tirage", "debut": "2026-11-18"}
    assertRedirects(client.post(adresse(invitation), champs | mandat | {"oublier": "on"}), INVITATIONS)
    membre = Membre.objects.get()
    assert (membre.sexe, membre.quartier, membre.invitation) == ("H", quartier, invitation)
    assert not Identite.objects.exists()
    page = client.get(INVITATIONS)
    assertContains(page, "Awa Alpha")
    assertNotContains(page, adresse(invitation))
    assertRedirects(client.get(adresse(invitation)), INVITATIONS)


def test_un_refus_garde_ce_qui_est_tape(connecte, animatrice, invitation):
    champs = {"prenom": "Awa-Marie", "nom": "Alpha", "sexe": "F", "tranche_age": "N", "structure": "Le Relais"}
    reponse = connecte(animatrice).post(adresse(invitation), champs)
    for tape in ("Awa-Marie", "Le Relais"):
        assertContains(reponse, tape)
    assert not Membre.objects.exists()


@pytest.mark.parametrize("nombre", [1, 3])
def test_la_page_des_invitations_coute_le_meme_prix(connecte, animatrice, tour, nombre):
    for numero in range(10, 10 + nombre):
        inscrire(inviter(tour, numero), animatrice, nom=f"Alpha{numero}")
    client = connecte(animatrice)
    client.get(INVITATIONS)
    with assertNumQueries(5):
        client.get(INVITATIONS)
