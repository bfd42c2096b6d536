"""What logs may not say."""

import logging
import re

# Personal links: whoever reads the log could answer in somebody's place.
LIEN = re.compile(r"(/repondre/)[^/\s?\"']+")


class MasquerLesLiens(logging.Filter):
    """Blank out the secret of personal links, in the message and in what it is made of."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = LIEN.sub(r"\1…", record.getMessage()), ()
        return True
