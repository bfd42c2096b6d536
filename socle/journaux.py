"""What the logs must not hold (an address that opens a door to whoever reads it), and how they are written."""

import json
import logging
import re
from datetime import UTC, datetime

# A secret token in a path: as long as secrets.token_urlsafe(32) makes it.
JETON = re.compile(r"(?<=/)[\w-]{43}(?=[/.])")


class SansJeton(logging.Filter):
    """Mask the tokens of the paths that Django logs (« Not Found: /repondre/…/ »)."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = JETON.sub("…", record.getMessage()), None
        return True


class EnJson(logging.Formatter):
    """One JSON object a line: the moment, the level, who says it, what, and the exception."""

    def format(self, record: logging.LogRecord) -> str:
        ligne = {
            "date": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": record.levelname,
            "source": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            ligne["exception"] = self.formatException(record.exc_info)
        return json.dumps(ligne, ensure_ascii=False)
