import pytest
from django.core.cache import cache

from comptes.tasks import envoyer_lien_oubli
from socle import courtier


@pytest.fixture(autouse=True)
def limites_remises_a_zero():
    """The limits of sign-in count in the cache: each test begins with its own."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def ouvrier(monkeypatch):
    """A worker that answers at once."""
    monkeypatch.setattr(courtier, "reveiller", lambda _, demande: envoyer_lien_oubli(demande))
