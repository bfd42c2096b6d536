"""The methods beside GET and POST: HEAD is a GET without a body, the others are answered before anything is read."""

import pytest
from django.urls import reverse

from tests.acces.matrice import ANONYME, MATRICE, PERSONAS, PUBLIC, TOUT_COMPTE, portee
from tests.acces.requetes import TENUE_DES_SESSIONS, Reponse

pytestmark = pytest.mark.django_db
NON_SERVIES = ("put", "patch", "delete", "options", "trace")
EPROUVETTE = ("accueil", "conseil", "membre_modifier", "rapport_pdf", "account_login", "mfa_index", "public")


@pytest.fixture
def adresse(monde):
    """Of the object of the 18e, or of the only one there is."""
    return lambda nom: reverse(nom, kwargs=next(iter(MATRICE[nom].cibles(monde))).cle)


def test_les_autres_methodes_sont_refusees_avant_tout(clients, adresse, django_assert_num_queries):
    """By whoever may open everything: the refusal is not that of the page."""
    with django_assert_num_queries(0):
        recus = {
            clients["coordinatrice"].generic(methode.upper(), adresse(nom)).status_code
            for nom in MATRICE
            for methode in NON_SERVIES
        }
    assert recus == {405}


def test_le_refus_ne_dit_ni_qui_demande_ni_ce_qui_existe(clients, adresse):
    absente = "/conseils/75/n-existe-pas/"
    corps = {
        (reponse.status_code, reponse.content, reponse["Allow"], "Content-Security-Policy" in reponse)
        for client in clients.values()
        for chemin in [*map(adresse, EPROUVETTE), absente]
        for reponse in [client.delete(chemin)]
    }
    assert corps == {(405, b"", "GET, HEAD, POST", True)}


def test_head_repond_comme_get_et_n_ecrit_pas(clients, adresse):
    """One address in eight, by the first who may: tests/comptes/test_gardes.py shows that no view can write."""
    ecarts = []
    for nom, page in [*MATRICE.items()][::8]:
        if page.post or page.jeton:
            continue
        chemin = adresse(nom)
        qui = _premier_admis(page)
        reponse = Reponse(clients[qui], "head", chemin)
        if reponse.statut not in {200, 302, 404} or reponse.corps or reponse.ecrit - TENUE_DES_SESSIONS:
            ecarts.append((nom, qui, reponse.statut, reponse.ecrit))
    assert ecarts == []


def _premier_admis(page) -> str:
    if page.acces in {PUBLIC, TOUT_COMPTE}:
        return ANONYME if page.acces == PUBLIC else "animatrice"
    return next(nom for nom in PERSONAS if portee(nom, page.acces))
