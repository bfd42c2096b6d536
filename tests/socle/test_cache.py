"""Without Redis, the cache forgets; it does not fail."""

import pytest

from socle.cache import CacheFacultatif


@pytest.fixture
def cache():
    return CacheFacultatif("redis://127.0.0.1:1/0", {"OPTIONS": {"socket_connect_timeout": 1}})


def test_sans_redis(cache):
    assert cache.get("cle", "defaut") == cache.get("cle", default="defaut") == "defaut"
    assert cache.get("cle") is None
    cache.set("cle", 1)
    assert cache.add("cle", 1)
    assert not cache.delete("cle")
    assert cache.get_many(["cle"]) == {}
