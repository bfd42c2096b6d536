"""Start wapiti, mended where its version 3.0.4 (Debian 12) is wrong about us. Run by its own interpreter, not ours."""

import re
import sys

from wapitiCore.attack.mod_csrf import mod_csrf
from wapitiCore.main.wapiti import wapiti_main
from wapitiCore.net import crawler


def en_expression(motif: str) -> re.Pattern:
    """As its own, which Python refuses since 3.11: flags come first in an expression."""
    return re.compile("(?s)" + ".*".join(map(re.escape, motif.split("*"))) + r"\Z")


crawler.wildcard_translate = en_expression
# Django's name of the token: otherwise every form would be said to have none, and no token would be tried.
mod_csrf.TOKEN_FORM_STRINGS.append("csrfmiddlewaretoken")
sys.exit(wapiti_main())
