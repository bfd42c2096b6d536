"""No address opens to whoever must give a second factor and has not, and each of them would open without the check."""

import logging
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.urls import reverse

from comptes import middleware
from tests.acces.matrice import MATRICE, PUBLIC
from tests.acces.mutants import PAS
from tests.acces.requetes import TENUE_DES_SESSIONS, Navigateur, Reponse
from tests.bilans import BILANS
from tests.conftest import connecter

pytestmark = pytest.mark.django_db
MOT_DE_PASSE_SEUL = [{"method": "password", "at": 4_102_444_800}]
GARDEES = [
    nom for nom, page in MATRICE.items() if not (page.acces == PUBLIC or page.jeton or nom in middleware.ENROLEMENT)
]


@pytest.fixture
def conduites(monde, personnes):
    """``conduites(noms)``: those that led the coordinatrice to her enrolment, and wrote nothing."""
    client = connecter(personnes["coordinatrice"], MOT_DE_PASSE_SEUL, client=Navigateur())

    def demander(noms: list[str]) -> Iterator[str]:
        for nom in noms:
            adresse = reverse(nom, kwargs=next(iter(MATRICE[nom].cibles(monde))).cle)
            recues = [Reponse(client, methode, adresse) for methode in ("get", "post")]
            if all(r.url == reverse("mfa_index") and not r.ecrit - TENUE_DES_SESSIONS for r in recues):
                yield nom

    return demander


def test_le_mot_de_passe_seul_n_ouvre_rien(conduites):
    assert [*conduites(GARDEES)] == GARDEES


def test_temoin_sans_le_controle_chaque_adresse_s_ouvre(conduites, request):
    """A few of them; all with ``make mutations``."""
    essayees = GARDEES[::PAS]
    logging.disable(logging.CRITICAL)
    try:
        with patch.object(middleware, "retenu", lambda _: False):
            survivants = [*conduites(essayees)]
    finally:
        logging.disable(logging.NOTSET)
    vus = f"second facteur : contrôle retiré et vu à {len(essayees) - len(survivants)} adresses sur {len(essayees)}"
    request.config.stash.setdefault(BILANS, []).append(vus)
    assert survivants == []
