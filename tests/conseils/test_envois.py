"""A form sent twice is one act; two people who change one row both see what the other wrote."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conseils.models import Avis, Decision, EnvoiRecu, Reunion
from conseils.services.envois import oublier_les_envois, une_seule_fois
from tests import fabriques as f
from tests import personnes

REUNION = {
    "type": "atelier",
    "intitule": "Atelier propreté",
    "echelle": "arrondissement",
    "date": "2026-12-01",
    "lieu": "Mairie",
    "statut": "prevue",
}
CACHE = re.compile(r'name="(vu|csrfmiddlewaretoken)" value="([^"]*)"')


@pytest.fixture
def navigateur(animatrice):
    """A client that sends what a page holds, its security token included."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(animatrice, backend="comptes.backends.PorteBackend")
    return client


@pytest.fixture
def reunion(dix_huitieme):
    return f.ReunionFabrique(conseil=dix_huitieme, intitule="Avant", lieu="Mairie")


def refuses(reponse):
    return reponse.context["form"].errors if reponse.status_code == 200 else {}


def caches(client, adresse) -> dict:
    return {nom: valeur for nom, valeur in CACHE.findall(client.get(adresse).text) if valeur}


# -- Sent twice --------------------------------------------------------------------------------------------


def creations(conseil, reunion):
    numero = conseil.arrondissement.numero
    return {
        Reunion: (reverse("reunion_ajouter", args=[numero]), REUNION),
        Avis: (
            reverse("avis_rediger", args=[numero]),
            {"type": "avis", "titre": "Éclairage", "texte": "Plus tôt."} | {"echelle": "arrondissement"},
        ),
        Decision: (
            reverse("decision_ajouter", args=[numero, reunion.pk]),
            {"nature": "proposition", "texte": "Demander un banc"},
        ),
    }


@pytest.mark.parametrize("modele", [Reunion, Avis, Decision])
def test_le_meme_envoi_deux_fois(navigateur, dix_huitieme, modele):
    tenue = f.ReunionFabrique(conseil=dix_huitieme, statut="tenue", type="atelier")
    adresse, saisie = creations(dix_huitieme, tenue)[modele]
    avant = modele.objects.count()
    envoi = saisie | caches(navigateur, adresse)
    reponses = [navigateur.post(adresse, envoi) for _ in range(3)]
    assert not refuses(reponses[0])
    assert [(r.status_code, r.url) for r in reponses] == [(302, reponses[0].url)] * 3
    assert modele.objects.count() == avant + 1


def test_la_meme_saisie_depuis_une_autre_page(navigateur, dix_huitieme):
    """Somebody who opens the form again and types the same thing means it."""
    adresse = reverse("reunion_ajouter", args=[18])
    for _ in range(2):
        navigateur.post(adresse, REUNION | caches(navigateur, adresse))
    assert Reunion.objects.count() == 2


def test_une_saisie_corrigee_n_est_pas_la_meme(navigateur, dix_huitieme):
    adresse = reverse("reunion_ajouter", args=[18])
    envoi = REUNION | caches(navigateur, adresse)
    for changement in ({"type": ""}, {}, {"intitule": "Une autre"}):
        navigateur.post(adresse, envoi | changement)
    assert Reunion.objects.count() == 2


def test_une_fiche_sans_numero_d_ordre_est_creee_une_fois(dix_huitieme):
    """An answer to a consultation has no number, so that nothing tells which came first."""
    consultation = f.ConsultationFabrique(conseils=[dix_huitieme])
    creer = lambda: f.ReponseQuestionnaireFabrique(consultation=consultation, conseil=dix_huitieme)  # noqa: E731
    assert une_seule_fois(cle="k", faire=creer) == une_seule_fois(cle="k", faire=creer)


def test_une_fiche_effacee_se_recree(dix_huitieme):
    creer = lambda: f.ReunionFabrique(conseil=dix_huitieme)  # noqa: E731
    une_seule_fois(cle="k", faire=creer).delete()
    assert une_seule_fois(cle="k", faire=creer).pk
    assert Reunion.objects.count() == 1


def test_oubli(dix_huitieme):
    EnvoiRecu.objects.create(cle="hier")
    EnvoiRecu.objects.update(recu_le=timezone.now() - timedelta(hours=25))
    EnvoiRecu.objects.create(cle="aujourd'hui")
    assert oublier_les_envois() == 1


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_vingt_envois_en_meme_temps():
    """On PostgreSQL: the first writes, the nineteen others wait and are given its row."""
    conseil, animatrice = personnes.conseil(18), personnes.PERSONNES["animatrice"]()
    client = Client()
    client.force_login(animatrice, backend="comptes.backends.PorteBackend")
    adresse = reverse("reunion_ajouter", args=[conseil.arrondissement.numero])
    envoi = REUNION | caches(client, adresse)

    def envoyer(_):
        try:
            double = Client()
            double.cookies = client.cookies
            return double.post(adresse, envoi).url
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as fils:
        adresses = set(fils.map(envoyer, range(20)))
    assert (len(adresses), Reunion.objects.count()) == (1, 1)


# -- Two people --------------------------------------------------------------------------------------------


def test_deux_personnes_sur_la_meme_fiche(navigateur, reunion):
    adresse = reverse("reunion_modifier", args=[18, reunion.pk])
    saisie = {**REUNION, "type": reunion.type, "date": reunion.date.isoformat(), "statut": reunion.statut}
    premier, second = caches(navigateur, adresse), caches(navigateur, adresse)
    assert not refuses(navigateur.post(adresse, saisie | premier | {"intitule": "Le premier"}))
    refus = navigateur.post(adresse, saisie | second | {"intitule": "Le second"})
    assert "Cette fiche a été modifiée pendant que vous l’écriviez" in refus.text
    assert "Enregistré entre-temps : « Le premier »." in refus.text.replace("\u00a0", " ").replace("\u202f", " ")
    assert 'value="Le second"' in refus.text
    reunion.refresh_from_db()
    assert reunion.intitule == "Le premier"
    # Having read what the other wrote, the second decides.
    vu = dict(CACHE.findall(refus.text))
    assert navigateur.post(adresse, saisie | vu | {"intitule": "Le second"}).status_code == 302
    reunion.refresh_from_db()
    assert reunion.intitule == "Le second"


def test_deux_personnes_d_accord(navigateur, reunion):
    adresse = reverse("reunion_modifier", args=[18, reunion.pk])
    saisie = {**REUNION, "type": reunion.type, "date": reunion.date.isoformat(), "statut": reunion.statut}
    pages = [caches(navigateur, adresse) for _ in range(2)]
    assert [navigateur.post(adresse, saisie | page).status_code for page in pages] == [302, 302]
