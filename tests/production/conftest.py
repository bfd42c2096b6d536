"""Production, started once for all that is tried on it."""

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from tests.production.pile import Pile
from tests.services_reels import _port_libre

NOM = "production"


@pytest.fixture(scope="package")
def base(django_db_setup, django_db_blocker):
    """A base like that of the tests, migrated already: migrations have their own tests, and cost ten seconds."""
    with django_db_blocker.unblock():
        connections.close_all()
        modele = connections["default"].settings_dict["NAME"]
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as serveur:
        serveur.execute(f'DROP DATABASE IF EXISTS "{NOM}" WITH (FORCE)')
        serveur.execute(f'CREATE DATABASE "{NOM}" TEMPLATE "{modele}"')
        yield f"{settings.DATABASE_URL.rsplit('/', 1)[0]}/{NOM}"
        serveur.execute(f'DROP DATABASE "{NOM}" WITH (FORCE)')


@pytest.fixture(scope="package")
def pile(base, tmp_path_factory):
    courtier = f"{settings.REDIS_URL.rsplit('/', 1)[0]}/5"
    pile = Pile(tmp_path_factory.mktemp("production"), base=base, courtier=courtier, port=_port_libre())
    try:
        pile.preparer()
        pile.demarrer("web", "worker", "beat")
        yield pile
    finally:
        pile.fermer()
