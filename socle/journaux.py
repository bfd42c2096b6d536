"""What the logs must not hold: an address that opens a door to whoever reads it."""

import logging
import re

# A secret token in a path: as long as secrets.token_urlsafe(32) makes it.
JETON = re.compile(r"(?<=/)[\w-]{43}(?=[/.])")


class SansJeton(logging.Filter):
    """Mask the tokens of the paths that Django logs (« Not Found: /repondre/…/ »)."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = JETON.sub("…", record.getMessage()), None
        return True
