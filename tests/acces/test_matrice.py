"""Every address × every persona × an object of one's own, a stranger's and none: GET, then POST with nothing."""

import re
from collections import Counter, defaultdict
from itertools import product

import pytest
from django.urls import reverse

from comptes.checks import PUBLIQUES_TIERCES, TOUT_COMPTE_TIERCES, routes
from comptes.permissions import Permission as P
from tests.acces import verdict
from tests.acces.choix import CHOIX, SANS_EFFET, choix_lus
from tests.acces.matrice import (
    AILLEURS,
    ANONYME,
    MATRICE,
    PERSONAS,
    PUBLIC,
    TOUT_COMPTE,
    VOIENT_SANS_AGIR,
    visible,
)
from tests.acces.requetes import Reponse
from tests.bilans import BILANS

pytestmark = pytest.mark.django_db
CHOIX_MUET = ">---------<"  # what Django proposes when nobody wrote what leaving it empty means
TITRE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
ADRESSES = {pattern.name: pattern for _, pattern in routes()}


@pytest.fixture(scope="module")
def taille(request):
    demandes: list[str] = []
    yield demandes
    bilan = f"matrice : {len(set(demandes))} adresses, {len(PERSONAS) + 1} personnes, {len(demandes)} demandes"
    request.config.stash.setdefault(BILANS, []).append(bilan)


@pytest.fixture(scope="module")
def titres():
    """The title of each page read below, by whoever reads it first."""
    return {}


@pytest.fixture(scope="module")
def choix():
    """The fields of each page read below whose choices belong to a conseil, as who keeps one sees them."""
    return defaultdict(set)


def test_la_table_connait_toutes_les_adresses_et_aucune_autre():
    assert None not in ADRESSES, "une adresse sans nom"
    assert set(MATRICE) == set(ADRESSES)
    assert [nom for nom, fois in Counter(pattern.name for _, pattern in routes()).items() if fois > 1] == []


@pytest.mark.parametrize("nom", MATRICE)
def test_la_table_dit_ce_que_la_vue_declare(nom):
    assert MATRICE[nom].acces == _declare(nom)


def _declare(nom: str) -> P | str:
    declaration = getattr(ADRESSES[nom].callback, "declaration", None)
    if declaration is None:
        return {**dict.fromkeys(PUBLIQUES_TIERCES, PUBLIC), **dict.fromkeys(TOUT_COMPTE_TIERCES, TOUT_COMPTE)}[nom]
    return PUBLIC if declaration.publique else declaration.permission or TOUT_COMPTE


@pytest.mark.parametrize("nom", MATRICE)
def test_chacun_n_ouvre_que_ce_qui_lui_revient(nom, monde, clients, taille, titres, choix):
    page = MATRICE[nom]
    ecarts = []
    hors_d_atteinte = defaultdict(set)
    for cible, (persona, client), methode in product(page.cibles(monde), clients.items(), ("get", "post")):
        if persona in VOIENT_SANS_AGIR and not (page.voir and cible.arrondissement == AILLEURS):
            continue
        with choix_lus() as lus:
            reponse = Reponse(client, methode, reverse(nom, kwargs=cible.cle))
        taille.append(nom)
        if CHOIX_MUET in reponse.corps:
            ecarts.append(f"{cible.nom} : une liste propose « --------- »")
        if persona == "animatrice":
            choix[nom] |= lus
        if methode == "get" and reponse.statut == 200 and (titre := TITRE.search(reponse.corps)):
            titres.setdefault(nom, " ".join(titre[1].split()))
        ecarts += [
            f"{methode.upper()} {cible.nom} par {persona} : {ecart}"
            for ecart in verdict.ecarts(page, persona, cible, methode, reponse)
        ]
        if persona != ANONYME and not visible(page, persona, cible):
            hors_d_atteinte[persona, methode].add((reponse.statut, reponse.corps))
    # A stranger's object and one that does not exist: same status, same body, nothing tells them apart.
    ecarts += [f"{qui} distingue l'étranger de l'absent" for qui, vues in hors_d_atteinte.items() if len(vues) > 1]
    assert ecarts == []


def test_deux_adresses_n_ont_pas_le_meme_titre(titres):
    """Of those that the run has read: a title says which page it is, in the tabs and to a screen reader."""
    noms = defaultdict(list)
    for nom, titre in titres.items():
        noms[titre].append(nom)
    assert [partage for partage in noms.items() if len(partage[1]) > 1] == []


def test_les_choix_restreints_sont_ceux_que_l_on_elargit(choix):
    """``make mutations`` widens each of them and expects a page that shows what is another's."""
    inconnus = {nom: lus - CHOIX.get(nom, set()) - SANS_EFFET.get(nom, set()) for nom, lus in choix.items()}
    assert {nom: lus for nom, lus in inconnus.items() if lus} == {}
