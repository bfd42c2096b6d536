"""Every address × every persona × an object of one's own, a stranger's and none: GET, then POST with nothing."""

import re
from collections import defaultdict
from copy import deepcopy
from itertools import product

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from comptes.checks import PUBLIQUES_TIERCES, TOUT_COMPTE_TIERCES, routes
from comptes.permissions import Permission as P
from tests.acces.conftest import NOM_D_HABITANT
from tests.acces.matrice import (
    ANONYME,
    MATRICE,
    PERSONAS,
    PUBLIC,
    REUSSI,
    TOUT_COMPTE,
    attendu,
    visible,
    voit_les_habitants,
)
from tests.conftest import connecter

pytestmark = [pytest.mark.django_db, pytest.mark.une_fois]
ADRESSES = {pattern.name: pattern for _, pattern in routes()}
ECRITURE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
# The middlewares keep the session and when it was last seen, whoever asks.
TENUE_DES_SESSIONS = {"django_session", "usersessions_usersession"}


@pytest.fixture(scope="module")
def clients(monde, personnes) -> dict[str, Client]:
    return {nom: connecter(personnes[nom]) for nom in PERSONAS} | {ANONYME: Client()}


class Reponse:
    """What one request was answered, and what it wrote; the database is put back as it was."""

    def __init__(self, client: Client, methode: str, adresse: str) -> None:
        self.ecrit: set[str] = set()
        temoins = deepcopy(client.cookies)
        with transaction.atomic():
            with connection.execute_wrapper(self._noter):
                reponse = getattr(client, methode)(adresse)
            transaction.set_rollback(True)
        client.cookies = temoins  # signed in still, whatever this page did, and without its messages
        self.statut, self.url = reponse.status_code, reponse.headers.get("Location", "")
        # What changes from one page to the next: the tokens of its forms.
        self.corps = re.sub(r"\b\w{64}\b", "JETON", b"".join(reponse).decode(errors="replace"))

    def _noter(self, execute, sql, params, many, context):
        if table := ECRITURE.match(sql):
            self.ecrit.add(table[1])
        return execute(sql, params, many, context)


def test_la_table_connait_toutes_les_adresses_et_aucune_autre():
    assert None not in ADRESSES, "une adresse sans nom"
    assert set(MATRICE) == set(ADRESSES)


@pytest.mark.parametrize("nom", MATRICE)
def test_la_table_dit_ce_que_la_vue_declare(nom):
    assert MATRICE[nom].acces == _declare(nom)


def _declare(nom: str) -> P | str:
    declaration = getattr(ADRESSES[nom].callback, "declaration", None)
    if declaration is None:
        return {**dict.fromkeys(PUBLIQUES_TIERCES, PUBLIC), **dict.fromkeys(TOUT_COMPTE_TIERCES, TOUT_COMPTE)}[nom]
    return PUBLIC if declaration.publique else declaration.permission or TOUT_COMPTE


@pytest.mark.parametrize("nom", MATRICE)
def test_chacun_n_ouvre_que_ce_qui_lui_revient(nom, monde, clients):
    page = MATRICE[nom]
    ecarts = []
    hors_d_atteinte = defaultdict(set)
    for cible, (persona, client), methode in product(page.cibles(monde), clients.items(), ("get", "post")):
        reponse = Reponse(client, methode, reverse(nom, kwargs=cible.cle))
        ecarts += [
            f"{methode.upper()} {cible.nom} par {persona} : {ecart}"
            for ecart in _ecarts(page, persona, cible, methode, reponse)
        ]
        if persona != ANONYME and not visible(page, persona, cible):
            hors_d_atteinte[persona, methode].add((reponse.statut, reponse.corps))
    # A stranger's object and one that does not exist: same status, same body, nothing tells them apart.
    ecarts += [f"{qui} distingue l'étranger de l'absent" for qui, vues in hors_d_atteinte.items() if len(vues) > 1]
    assert ecarts == []


def _ecarts(page, persona, cible, methode, reponse):
    permis = attendu(page, persona, cible, methode)
    if reponse.statut not in permis:
        yield f"{reponse.statut} au lieu de {permis}"
    if persona == ANONYME and page.acces != PUBLIC and not reponse.url.startswith(reverse("account_login")):
        yield f"envoyé vers {reponse.url!r} au lieu de la connexion"
    if permis is not REUSSI[methode] and reponse.ecrit - TENUE_DES_SESSIONS:
        yield f"sans en avoir le droit, a écrit dans {reponse.ecrit - TENUE_DES_SESSIONS}"
    for numero in (18, 19):
        if NOM_D_HABITANT.format(numero) in reponse.corps and not voit_les_habitants(persona, numero):
            yield f"lit le nom d'un habitant du {numero}e"
