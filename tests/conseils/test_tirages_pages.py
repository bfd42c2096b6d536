"""A drawing of lots from the quotas to its closing, as its pages tell it; what the public may read, and when."""

import hashlib
import json
import warnings
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.models import Identite, Invitation, Quota, Tour
from conseils.services import invitations, scellement
from conseils.sortition import appel, programme
from socle.transitions import TransitionRefusee
from tests import fabriques as f

NUMERO = "TS-18-2026-01"
NOM = "Zzyzxwvutsr"


@pytest.fixture(autouse=True)
def calcul_sur_place(monkeypatch):
    """The same program, without the two seconds of a new process."""

    def executer(demande):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return programme.calculer(json.loads(demande))

    monkeypatch.setattr(appel, "_executer", executer)


@pytest.fixture
def tirage(dix_huitieme):
    """Twelve candidates, four seats, parity."""
    tirage = f.TirageFabrique(conseil=dix_huitieme, numero=NUMERO, nombre=4)
    for numero in range(1, 13):
        candidat = f.CandidatFabrique(tirage=tirage, numero=numero, sexe="FH"[numero % 2])
        Identite.objects.create(candidat=candidat, nom=f"{NOM}{numero}", contact=f"06 {numero}")
    for sexe in "FH":
        Quota.objects.create(tirage=tirage, critere="sexe", valeur=sexe, minimum=2, maximum=2)
    return tirage


def tirer(tirage, par):
    scellement.sceller(tirage=tirage, par=par)
    tour = scellement.tirer(tirage=tirage, par=par, valeur_publique="4 8 15")
    scellement.executer(pk=tour.pk)
    tirage.refresh_from_db()
    return tirage


@pytest.fixture
def tire(tirage, animatrice):
    return tirer(tirage, animatrice)


def repondre(tirage, par, statut, nombre):
    choisies = Invitation.objects.filter(tour__tirage=tirage, statut="appele")[:nombre]
    invitations.noter_reponses(tirage=tirage, par=par, reponses=dict.fromkeys(choisies, statut))


def aller(nom, *suite):
    return reverse(nom, args=[NUMERO, *suite])


def test_vider_dit_d_abord_ce_qui_sera_efface(tirage, animatrice, connecte):
    client = connecte(animatrice)
    assertContains(client.get(aller("tirage")), aller("tirage_vider"))
    assertContains(client.get(aller("tirage_vider")), "(12), leurs noms et leurs contacts")
    assert tirage.candidats.count() == 12
    assertRedirects(client.post(aller("tirage_vider")), aller("tirage"))
    assert not Identite.objects.exists()


# -- Quotas -----------------------------------------------------------------------------------------


def test_quotas_are_proposed_then_kept(tirage, animatrice, connecte):
    tirage.quotas.all().delete()
    client = connecte(animatrice)
    page = client.get(aller("tirage_quotas"))
    assertContains(page, "Ces quotas sont proposés")
    envoi = {nom: champ.initial for nom, champ in page.context["form"].fields.items()}
    envoi["sexe_F_minimum"] = 1
    assertRedirects(client.post(aller("tirage_quotas"), envoi), aller("tirage"))
    femmes = tirage.quotas.get(critere="sexe", valeur="F")
    assert (femmes.minimum, femmes.maximum) == (1, 2)


def test_a_minimum_above_its_maximum_is_refused_beside_it(tirage, animatrice, connecte):
    client = connecte(animatrice)
    envoi = {n: c.initial for n, c in client.get(aller("tirage_quotas")).context["form"].fields.items()}
    page = client.post(aller("tirage_quotas"), envoi | {"sexe_F_minimum": 4, "sexe_F_maximum": 3})
    assertContains(page, "Le minimum dépasse le maximum")
    assert page.context["form"]["sexe_F_minimum"].value() == "4"


# -- From sealing to closing, in the browser ----------------------------------------------------------


def test_sealing_then_drawing_in_the_browser(
    tirage, animatrice, connecte, django_capture_on_commit_callbacks, monkeypatch
):
    envois = []
    monkeypatch.setattr("socle.courtier.reveiller", lambda tache, pk: envois.append((tache, pk)))
    client = connecte(animatrice)
    assertRedirects(client.post(aller("tirage_sceller")), aller("tirage"))
    with django_capture_on_commit_callbacks(execute=True):
        assertRedirects(client.post(aller("tirage_tirer"), {"valeur_publique": "4 8 15"}), aller("tirage"))
    assert envois == [("conseils.tasks.tirer_au_sort", Tour.objects.get().pk)]
    scellement.executer(pk=Tour.objects.get().pk)
    assertContains(client.get(aller("tirage")), "Numéros tirés")


def test_infeasible_quotas_are_explained_on_the_page(tirage, animatrice, connecte):
    tirage.quotas.filter(valeur="F").update(minimum=7, maximum=7)
    page = connecte(animatrice).post(aller("tirage_sceller"))
    assertContains(page, "Aucun panel")
    assertContains(page, "abaisser le minimum de 7 à")


def test_names_are_on_the_page_of_the_invitations_only(tire, animatrice, connecte):
    client = connecte(animatrice)
    assertContains(client.get(aller("tirage_invitations")), NOM)
    for page in ("tirage", "tirage_public", "tirage_quotas"):
        assertNotContains(client.get(aller(page)), NOM)


def test_the_page_says_how_long_the_draw_lasted(tire, animatrice, connecte):
    Tour.objects.update(tire_le=F("demande_le") + timedelta(seconds=31))
    page = connecte(animatrice).get(reverse("tirage", args=[NUMERO]))
    assertContains(page, "31&nbsp;s après la demande")


def test_answers_are_noted_and_dated(tire, animatrice, connecte):
    client = connecte(animatrice)
    envoi = {f"statut_{i.pk}": "accepte" for i in Invitation.objects.all()}
    assertRedirects(client.post(aller("tirage_invitations"), envoi), aller("tirage"))
    assert set(Invitation.objects.values_list("statut", "repondu_le__year")) == {("accepte", 2026)}


# -- Replacements -----------------------------------------------------------------------------------


def test_a_replacement_draws_the_missing_ones_under_the_quotas_that_remain(tire, animatrice):
    Invitation.objects.filter(candidat__sexe="F").update(statut="refuse", repondu_le="2026-11-18")
    repondre(tire, animatrice, "accepte", 2)
    tirer(tire, animatrice)
    tour = tire.tours.get(rang=2)
    assert tour.nombre == 2
    assert json.loads(tour.quotas) == [
        {"critere": "sexe", "valeur": "F", "minimum": 2, "maximum": 2},
        {"critere": "sexe", "valeur": "H", "minimum": 0, "maximum": 0},
    ]
    assert [i.candidat.sexe for i in tour.invitations.all()] == ["F", "F"]
    assert len(tour.vivier.splitlines()) == 1 + 12 - 4


def test_a_replacement_has_its_own_commitment_and_says_whom_it_replaces(tire, animatrice):
    repondre(tire, animatrice, "sans_reponse", 1)
    libre = Invitation.objects.get(statut="sans_reponse")
    tirer(tire, animatrice)
    premier, second = tire.tours.all()
    assert premier.engagement != second.engagement
    assert second.invitations.get().remplace == libre


def test_an_answer_no_longer_changes_once_replaced(tire, animatrice):
    repondre(tire, animatrice, "refuse", 1)
    libre = Invitation.objects.get(statut="refuse")
    tirer(tire, animatrice)
    with pytest.raises(TransitionRefusee, match="déjà remplacé"):
        invitations.noter_reponses(tirage=tire, par=animatrice, reponses={libre: "accepte"})


def test_nobody_to_replace_is_said(tire, animatrice):
    with pytest.raises(ValidationError, match="Toutes les places"):
        scellement.sceller(tirage=tire, par=animatrice)


# -- Closing ----------------------------------------------------------------------------------------


def test_closing_erases_the_names_but_those_who_accepted(tire, animatrice):
    repondre(tire, animatrice, "accepte", 1)
    invitations.clore_tirage(tirage=tire, par=animatrice, motif="Fini")
    assert Identite.objects.get().candidat.invitation.statut == "accepte"
    trace = LigneAudit.objects.get(acte="tirage.clore")
    assert (trace.motif, trace.detail) == ("Fini", {"identites_effacees": 11})


def test_closing_asks_for_a_reason(tire, animatrice, connecte):
    assertContains(connecte(animatrice).post(aller("tirage_clore"), {"motif": ""}), "Ce champ est obligatoire")
    assert Identite.objects.count() == 12


# -- The public page --------------------------------------------------------------------------------


def test_nothing_is_public_before_the_sealing(tirage, client):
    assert client.get(aller("tirage_public")).status_code == 404
    assert client.get(aller("tirage_vivier", 1)).status_code == 404


def test_the_secret_and_the_seed_are_public_after_the_draw_only(tirage, animatrice, client):
    scellement.sceller(tirage=tirage, par=animatrice)
    tour = Tour.objects.get()
    avant = client.get(aller("tirage_public"))
    assertContains(avant, tour.engagement)
    assertNotContains(avant, tour.secret)
    scellement.tirer(tirage=tirage, par=animatrice, valeur_publique="4 8 15")
    assertContains(client.get(aller("tirage_public")), tour.secret)


def test_the_downloaded_pool_has_the_published_fingerprint_and_no_name(tire, client):
    reponse = client.get(aller("tirage_vivier", 1))
    assert hashlib.sha256(reponse.content).hexdigest() == Tour.objects.get().empreinte
    assertNotContains(reponse, NOM)
    assertContains(client.get(aller("tirage_public")), Tour.objects.get().empreinte)


@pytest.mark.parametrize("nombre", [1, 3])
def test_the_page_costs_the_same_whatever_the_pool(
    nombre, dix_huitieme, animatrice, connecte, django_assert_num_queries
):
    tirage = f.TirageFabrique(conseil=dix_huitieme, numero=NUMERO, etat="scelle")
    for numero in range(nombre):
        f.CandidatFabrique(tirage=tirage, numero=numero + 1)
    f.TourFabrique(tirage=tirage)
    client = connecte(animatrice)
    with django_assert_num_queries(11):
        client.get(aller("tirage"))
