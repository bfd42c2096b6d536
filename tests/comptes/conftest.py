import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def limites_remises_a_zero():
    """The limits of sign-in count in the cache: each test begins with its own."""
    cache.clear()
    yield
    cache.clear()
