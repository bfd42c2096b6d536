"""The shared cache, which may be away: what it holds is never the only copy of anything.

Without Redis, a page costs more and sign-in limits stop counting until it is back; nothing fails.
"""

import logging
from collections.abc import Callable
from functools import wraps

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def _sans_panne(nom: str, sinon: object) -> Callable:
    methode = getattr(RedisCache, nom)

    @wraps(methode)
    def protegee(self, *args, **kwargs):
        try:
            return methode(self, *args, **kwargs)
        except RedisError as panne:
            logger.warning("cache injoignable (%s) : %s", nom, panne)
            return kwargs.get("default", args[1] if len(args) > 1 else None) if nom == "get" else sinon

    return protegee


class CacheFacultatif(RedisCache):
    """Django's own, minus its outages."""

    get = _sans_panne("get", None)
    set = _sans_panne("set", None)
    add = _sans_panne("add", sinon=True)
    delete = _sans_panne("delete", sinon=False)
    has_key = _sans_panne("has_key", sinon=False)
    touch = _sans_panne("touch", sinon=False)
    get_many = _sans_panne("get_many", {})
    set_many = _sans_panne("set_many", [])
    delete_many = _sans_panne("delete_many", None)
