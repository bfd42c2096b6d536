"""Are these tests able to fail? Checks of access are removed one by one, and the matrix must notice.

``make mutations`` removes them all and prints the score; the tests remove a few, always the same.
"""

import logging
from itertools import product

import pytest
from django.urls import reverse

from tests.acces.matrice import ANONYME, MATRICE
from tests.acces.mutants import PAS, Mutant, mutants
from tests.acces.requetes import Reponse
from tests.acces.verdict import ecarts
from tests.bilans import BILANS

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def score(request):
    vus: dict[str, bool] = {}
    yield vus
    survivants = [nom for nom, tue in vus.items() if not tue]
    bilan = f"mutations : {len(vus) - len(survivants)} contrôles retirés et vus sur {len(vus)}"
    request.config.stash.setdefault(BILANS, []).extend([bilan, *(f"  survivant : {nom}" for nom in survivants)])


@pytest.mark.parametrize("mutant", [*mutants()][::PAS], ids=lambda mutant: mutant.nom)
def test_un_controle_retire_se_voit(mutant, monde, clients, score):
    score[mutant.nom] = tue(mutant, monde, clients)
    assert score[mutant.nom]


def tue(mutant: Mutant, monde, clients) -> bool:
    logging.disable(logging.CRITICAL)
    try:
        with mutant.retirer():
            return any(_remarque(nom, monde, clients) for nom in mutant.adresses)
    except Exception:
        return True
    finally:
        logging.disable(logging.NOTSET)


def _remarque(nom: str, monde, clients) -> bool:
    """Whether anybody is answered otherwise than the table says; the anonymous first, they are cheap."""
    page = MATRICE[nom]
    cibles = [*page.cibles(monde)]
    qui = sorted(clients, key=lambda persona: persona != ANONYME)
    for persona, cible, methode in product(qui, cibles, ("get", "post")):
        reponse = Reponse(clients[persona], methode, reverse(nom, kwargs=cible.cle))
        if [*ecarts(page, persona, cible, methode, reponse)]:
            return True
    return False
