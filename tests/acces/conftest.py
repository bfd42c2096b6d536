"""Two conseils with the same objects in each, so that one can be somebody's and the other a stranger's."""

import logging
from collections.abc import Iterator
from unittest.mock import patch

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from comptes.models import Compte
from reporting.pdf import Pdf
from reporting.rapports import pieces
from tests import fabriques as f
from tests.acces import canaris
from tests.acces.matrice import ANONYME, PERSONAS, Monde
from tests.acces.objets import de_paris, objets, rapports
from tests.acces.requetes import Navigateur
from tests.conftest import MAINTENANT, connecter
from tests.personnes import PERSONNES


@pytest.fixture(scope="package")
def personnes(django_db_setup, django_db_blocker) -> Iterator[dict[str, Compte]]:
    """Everybody, for all the tests of access: each request of the matrix puts the base back as it was."""
    with django_db_blocker.unblock(), time_machine.travel(MAINTENANT, tick=False), transaction.atomic():
        yield {nom: creer() for nom, creer in PERSONNES.items()}
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def monde(personnes, tmp_path_factory) -> Iterator[Monde]:
    options = {"location": tmp_path_factory.mktemp("documents")}
    stockages = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}
    # Sessions read from the cache: production reads the base, which takes longer and answers the same.
    with override_settings(STORAGES=stockages, SESSION_ENGINE="django.contrib.sessions.backends.cached_db"):
        monde = Monde(quartier={18: f.QuartierFabrique()}, rapport={})
        for numero, animateur in ((18, personnes["animatrice"]), (19, personnes["animateur_du_19e"])):
            for sorte, objet in objets(numero, animateur).items():
                monde.setdefault(sorte, {})[numero] = objet
            if numero == 18:
                f.PagePubliqueFabrique(conseil=animateur.affectations.get().conseil)
        monde["canaris"] = canaris.planter()  # before the documents, which freeze what they read
        for numero, affectation in monde["affectation"].items():
            monde["rapport"] |= rapports(numero, affectation.conseil, personnes["coordinatrice"])
        monde["campagne"] = {18: f.CampagneFabrique(creee_par=personnes["coordinatrice"])}
        monde |= de_paris(personnes["animatrice"])
        yield monde


@pytest.fixture(scope="package")
def clients(monde, personnes) -> dict[str, Navigateur]:
    return {nom: connecter(personnes[nom], client=Navigateur()) for nom in PERSONAS} | {ANONYME: Navigateur()}


@pytest.fixture(scope="package", autouse=True)
def pieces_sans_mise_en_page():
    """A document drawn at once is answered as the page that would be printed: quicker, and its words are read."""
    with patch.object(pieces, "rendre", lambda html, **_: Pdf(html.encode(), 1)):
        yield


@pytest.fixture(scope="package", autouse=True)
def refus_attendus():
    """Ten thousand refusals are what these tests ask for: nobody reads their trace."""
    journal = logging.getLogger("django.request")
    journal.setLevel(logging.ERROR)
    yield
    journal.setLevel(logging.NOTSET)


@pytest.fixture(autouse=True)
def cache_vide():
    """What one address counted (the attempts to sign in) does not weigh on the next."""
    cache.clear()
