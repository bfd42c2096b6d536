"""The same people everywhere, a frozen clock, and nobody else's network."""

import gc
from pathlib import Path

import pytest
import time_machine
from django.db.backends.sqlite3.base import DatabaseOperations as SqliteOperations
from django.test import Client, override_settings

from tests import personnes
from tests.bilans import BILANS
from tests.personnes import PERSONNES

# A Wednesday: the week under way began on Monday 16 November 2026.
MAINTENANT = "2026-11-18 10:00:00+01:00"

# Nothing there depends on the engine: read on SQLite, and not again on PostgreSQL.
SANS_MOTEUR = (
    "architecture/",
    "comptes/test_guide.py",
    "reporting/exports/test_formats.py",
    "reporting/rapports/test_canonique.py",
    "reporting/rapports/test_falc.py",
    "reporting/rapports/test_pdf.py",
    "reporting/rapports/test_synthese.py",
    "reporting/rapports/test_synthese_dispositif.py",
    "rgpd/test_classement.py",
    "socle/test_graphiques.py",
    "socle/test_typographie.py",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark them before pytest chooses by mark."""
    ici = Path(__file__).parent
    for item in items:
        if item.path.relative_to(ici).as_posix().startswith(SANS_MOTEUR):
            item.add_marker(pytest.mark.une_fois)


def pytest_collection_finish():
    """The programs and the tests themselves are never garbage: looking again and again costs a tenth of the run."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter, config):
    for ligne in config.stash.get(BILANS, []):
        terminalreporter.write_line(ligne)


@pytest.fixture(autouse=True)
def horloge(request):
    """Every test lives on Wednesday 18 November 2026, 10:00 in Paris, unless marked ``vraie_horloge``."""
    if request.node.get_closest_marker("vraie_horloge"):
        yield None
        return
    with time_machine.travel(MAINTENANT, tick=False) as voyage:
        yield voyage


@pytest.fixture(autouse=True, scope="session")
def reglages_d_essai():
    """What would cost time for nothing, or make the same page cost more queries on one engine.

    Passwords of tests need no protection; no test client needs the list of every static file; with Redis,
    sessions would come from the cache and each page would save one query. The shared cache has its own tests.
    """
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        WHITENOISE_AUTOREFRESH=True,
        SESSION_ENGINE="django.contrib.sessions.backends.db",
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    ):
        yield


@pytest.fixture(autouse=True, scope="session")
def vider_sous_scelles():
    """Let the tests that really commit empty the base behind them.

    On SQLite Django empties tables with DELETE, which the triggers of sealed rows rightly refuse: they are
    set aside for that moment. (PostgreSQL truncates, which fires no row trigger.)
    """
    vider = SqliteOperations.execute_sql_flush

    def vider_sans_declencheurs(operations, ordres):
        with operations.connection.cursor() as curseur:
            curseur.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            declencheurs = curseur.fetchall()
            for nom, _ in declencheurs:
                curseur.execute(f"DROP TRIGGER {nom}")
            vider(operations, ordres)
            for _, creation in declencheurs:
                curseur.execute(creation)

    # On the class: with a browser, the connection that empties the base is not the one of the tests.
    SqliteOperations.execute_sql_flush = vider_sans_declencheurs
    yield
    SqliteOperations.execute_sql_flush = vider


@pytest.fixture
def dix_huitieme(db):
    """The conseil of the 18e."""
    return personnes.conseil(18)


@pytest.fixture
def dix_neuvieme(db):
    """The conseil of the 19e."""
    return personnes.conseil(19)


@pytest.fixture
def coordinatrice(db):
    return PERSONNES["coordinatrice"]()


@pytest.fixture
def animatrice(dix_huitieme):
    """Animatrice of the 18e, with a running affectation."""
    return PERSONNES["animatrice"]()


@pytest.fixture
def animateur_du_19e(dix_neuvieme):
    """Animateur of the 19e: a stranger to the 18e."""
    return PERSONNES["animateur_du_19e"]()


@pytest.fixture
def prefecture(db):
    return PERSONNES["prefecture"]()


@pytest.fixture
def ville(db):
    return PERSONNES["ville"]()


@pytest.fixture
def partenaire(db):
    return PERSONNES["partenaire"]()


@pytest.fixture
def lecteur(dix_huitieme):
    """Reader of the 18e only."""
    return PERSONNES["lecteur"]()


@pytest.fixture
def bailleur(db):
    """Answers for the bailleurs sociaux, and sees nothing else."""
    return PERSONNES["bailleur"]()


@pytest.fixture
def administrateur(db):
    return PERSONNES["administrateur"]()


@pytest.fixture
def personne_sans_droit(db):
    return PERSONNES["personne_sans_droit"]()


# Both factors were given, and lately, whatever the clock of the test.
PREUVES = [{"method": methode, "at": 4_102_444_800} for methode in ("password", "mfa")]


def connecter(compte, preuves=PREUVES, client=None) -> Client:
    """A test client signed in as that account; the sign-in pages have their own tests."""
    client = client or Client()
    client.force_login(compte, backend="comptes.backends.PorteBackend")
    session = client.session
    session["account_authentication_methods"] = preuves
    session["account_authentication_methods_user"] = str(compte.pk)
    session.save()
    return client


@pytest.fixture
def connecte():
    """``connecte(compte)`` returns a test client signed in as that account."""
    return connecter
